import { withBench } from '../bench.ts'
import { type Case, check, checkEqual, pause, percentile, tally } from '../case.ts'
import { PER_SECOND, signInLoads } from '../crowd.ts'
import { codeOf, type Person } from '../person.ts'

const PEOPLE = 50
const TABS = 6
const REFRESHING_MS = 90_000
const EVERY_MS = 10_000

/** One tab that reads its list again and again, as the page does, and waits as long as it is told to. */
async function keepRefreshing(person: Person, app: string, until: number, answered: (at: number) => void) {
  await pause(Math.random() * EVERY_MS)
  const codes: string[] = []
  while (Date.now() < until) {
    const answer = await person.ask(app, 'users?page_size=300', { headers: { 'x-rollcall-background': '1' } })
    codes.push(codeOf(answer))
    if (answer.status === 200) answered(Date.now())
    await pause(Math.max(EVERY_MS, Number(answer.headers.get('retry-after') ?? 0) * 1000))
  }
  return codes
}

export const sharingCases: Case[] = [
  {
    name: 'equal-reads',
    promise: '100 equal reads at once: one call at Zoom',
    within: () => 60,
    run: () =>
      withBench({ zoom: { latency_ms: 3_000 } }, async bench => {
        const ana = await bench.signIn('ana')
        const answers = await Promise.all(
          Array.from({ length: 100 }, () => ana.ask(bench.url, 'users?page_size=300')),
        )
        checkEqual('answers', tally(answers.map(codeOf)), '200 x 100')
        const calls = await bench.zoom.count('users')
        checkEqual('calls at Zoom', calls, 1)
        return {
          requests: 100,
          calls,
          'max ms': percentile(
            answers.map(({ ms }) => ms),
            1,
          ),
        }
      }),
  },
  {
    name: 'budget',
    promise: '50 people x 6 tabs over three instances: never over the budget, nobody starves',
    within: () => 240,
    run: () =>
      withBench(
        {
          instances: 3,
          redis: 'memory',
          zoom: { medium_per_second: PER_SECOND, light_per_second: PER_SECOND * 2 },
          env: { ZOOM_REQUESTS_PER_SECOND: String(PER_SECOND) },
        },
        async bench => {
          const people = await signInLoads(bench, PEOPLE)
          const started = Date.now()
          const times = people.map(() => [started])
          const tabs = people.flatMap((person, index) =>
            Array.from({ length: TABS }, (_, tab) => {
              const app = bench.apps[tab % bench.apps.length]?.url ?? bench.url
              return keepRefreshing(person, app, started + REFRESHING_MS, at => times[index]?.push(at))
            }),
          )
          const codes = (await Promise.all(tabs)).flat()
          const stats = await bench.zoom.stats()
          const most = stats.most_per_second.MEDIUM ?? 0
          const gaps = times.map(list => Math.max(...list.slice(1).map((at, n) => at - (list[n] ?? at))))
          const fewest = Math.min(...times.map(list => list.length - 1))
          check(most <= PER_SECOND, `Zoom saw ${most} starts in one second; the budget is ${PER_SECOND}`)
          checkEqual('refused by Zoom', stats.calls.users?.[429] ?? 0, 0)
          const answered = codes.filter(code => code === '200').length
          checkEqual(
            'answers other than 200 and 429',
            codes.filter(code => !/^(200|429)/.test(code)).length,
            0,
          )
          check(fewest >= 3, `one person was answered ${fewest} times only`)
          check(Math.max(...gaps) <= 45_000, `one person waited ${Math.max(...gaps)} ms for an answer`)
          return {
            answered,
            'told to wait': codes.length - answered,
            'most in a second': most,
            'fewest per person': fewest,
            'longest gap s': Math.round(Math.max(...gaps) / 1000),
          }
        },
      ),
  },
]
