import { type Bench, MOST_GROWTH_MB, memoryGrowth, memoryOf, withBench } from '../bench.ts'
import { type Case, checkBelow, checkEqual, pause, percentile, tally } from '../case.ts'
import { type Answer, codeOf, type Person } from '../person.ts'

const PEOPLE = 20
const CALIBRATE_MS = 20_000
const WORKERS = 12
const LONGEST_P99_MS = 500

/** What people do, by turns: mostly refreshing the list, sometimes a profile, sometimes the page itself. */
async function act(
  bench: Bench,
  people: readonly Person[],
  ids: readonly string[],
  n: number,
): Promise<Answer> {
  const person = people[n % PEOPLE] as Person
  if (n % 10 === 9) return person.send(`${bench.url}/agents`)
  if (n % 2) return person.ask(bench.url, `users/${ids[(n * 7) % ids.length]}`)
  return person.ask(bench.url, 'users?page_size=300')
}

/** Requests a second while a fixed number of people ask as fast as they are answered. */
async function calibrate(use: (n: number) => Promise<Answer>): Promise<number> {
  const end = Date.now() + CALIBRATE_MS
  let done = 0
  const worker = async () => {
    while (Date.now() < end) {
      const { status } = await use(done++)
      checkEqual('an answer while measuring what one instance can', status, 200)
    }
  }
  await Promise.all(Array.from({ length: WORKERS }, worker))
  return done / (CALIBRATE_MS / 1000)
}

async function sustain(bench: Bench, minutes: number) {
  const app = bench.apps[0]
  if (!app) throw new Error('No instance.')
  const ids = (await bench.zoom.agents()).map(({ user_id }) => encodeURIComponent(user_id))
  const people: Person[] = []
  while (people.length < PEOPLE) people.push(await bench.signIn(`load-${people.length + 1}`))
  const most = await calibrate(n => act(bench, people, ids, n))

  const rate = most / 2
  const memory: number[] = []
  const answers: { code: string; ms: number }[] = []
  const started = performance.now()
  const total = Math.floor(rate * minutes * 60)
  const pending: Promise<void>[] = []
  // At fixed times, whether the ones before are answered or not: a slow server would otherwise set its own pace.
  for (let n = 0; n < total; n++) {
    const due = started + (n * 1000) / rate
    const early = due - performance.now()
    if (early > 0) await pause(early)
    if (n % Math.ceil(rate) === 0) memory.push(memoryOf(app))
    pending.push(
      act(bench, people, ids, n).then(answer => {
        answers.push({ code: codeOf(answer), ms: performance.now() - due })
      }),
    )
  }
  await Promise.all(pending)
  const ms = answers.map(answer => answer.ms)
  const p99 = percentile(ms, 0.99)
  const held = memoryGrowth(memory)
  checkEqual('answers', tally(answers.map(({ code }) => code)), `200 x ${total}`)
  checkBelow('p99 in ms', p99, LONGEST_P99_MS)
  checkBelow('growth of memory in MB', held['growth MB'], MOST_GROWTH_MB)
  return {
    minutes,
    'most per s': Math.round(most),
    'held per s': Math.round(rate),
    requests: total,
    'p50 ms': percentile(ms, 0.5),
    'p99 ms': p99,
    ...held,
  }
}

export const sustainedCases: Case[] = [
  {
    name: 'sustained',
    promise: 'half of what one instance can, for minutes: no error, p99 under 500 ms, memory steady',
    within: ({ minutes }) => minutes * 60 + 120,
    run: ({ minutes }) => withBench({}, bench => sustain(bench, minutes)),
  },
]
