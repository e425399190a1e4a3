import { type Bench, withBench } from '../bench.ts'
import { type Case, checkEqual, type Figures, pause, percentile, tally } from '../case.ts'
import { type Answer, codeOf, type Person } from '../person.ts'

const at = <T>(list: readonly T[], index: number) => list[index % list.length] as T

/** Reads of different profiles, so that sharing equal reads hides nothing; spread over the instances. */
async function burst(bench: Bench, people: readonly Person[], requests: number): Promise<Answer[]> {
  const agents = await bench.zoom.agents()
  return Promise.all(
    Array.from({ length: requests }, (_, n) => {
      const id = encodeURIComponent(at(agents, n).user_id)
      return at(people, n).ask(at(bench.apps, Math.floor(n / people.length)).url, `users/${id}`)
    }),
  )
}

/**
 * Twice: once when the pairs are past their time, which we can see, and once when only Zoom knows that the
 * access tokens are dead. Each time every request succeeds and each person's pair is refreshed once.
 */
async function expireTwice(bench: Bench, keys: readonly string[], requests: number): Promise<Figures> {
  const { zoom } = bench
  await zoom.settings({ access_token_seconds: 4 })
  const people: Person[] = []
  for (const key of keys) people.push(await bench.signIn(key))
  // Pairs issued from here on live long.
  await zoom.settings({ access_token_seconds: 3_599 })
  await pause(4_100)
  const due = await burst(bench, people, requests)
  const afterDue = await zoom.stats()
  await zoom.expireAccess()
  const dead = await burst(bench, people, requests)
  const afterDead = await zoom.stats()
  checkEqual('answers when due', tally(due.map(({ status }) => status)), `200 x ${requests}`)
  checkEqual('answers when dead', tally(dead.map(({ status }) => status)), `200 x ${requests}`)
  checkEqual('refreshes when due', afterDue.refreshes, keys.length)
  checkEqual('refreshes when dead', afterDead.refreshes - afterDue.refreshes, keys.length)
  checkEqual('refused refreshes', afterDead.refused_refreshes, 0)
  const ms = [...due, ...dead].map(answer => answer.ms)
  return {
    requests: requests * 2,
    refreshes: afterDead.refreshes,
    'p50 ms': percentile(ms, 0.5),
    'max ms': percentile(ms, 1),
  }
}

const loads = (count: number) => Array.from({ length: count }, (_, n) => `load-${n + 1}`)

export const expiryCases: Case[] = [
  {
    name: 'expiry-one',
    promise: '50 requests at expiry, one instance: all 200, one refresh',
    within: () => 120,
    run: () => withBench({}, bench => expireTwice(bench, ['ana'], 50)),
  },
  {
    name: 'expiry-three',
    promise: '200 requests at expiry over three instances: all 200, one refresh',
    within: () => 120,
    run: () => withBench({ instances: 3, redis: 'memory' }, bench => expireTwice(bench, ['ana'], 200)),
  },
  {
    name: 'expiry-people',
    promise: '20 people x 10 tabs expire together: 20 refreshes',
    within: () => 150,
    run: () => withBench({ instances: 3, redis: 'memory' }, bench => expireTwice(bench, loads(20), 200)),
  },
  {
    name: 'short-tokens',
    promise: '100 rounds of 2-second tokens over three instances: no session lost',
    within: ({ rounds }) => 60 + rounds * 4,
    run: ({ rounds }) =>
      withBench(
        { instances: 3, redis: 'memory', zoom: { access_token_seconds: 2 } },
        async ({ zoom, apps, signIn }) => {
          const people: Person[] = []
          for (const key of loads(5)) people.push(await signIn(key))
          const codes: string[] = []
          for (let round = 0; round < rounds; round++) {
            // Past the last quarter, in which a pair counts as due; every second time past its end.
            await pause(round % 2 ? 1_550 : 2_050)
            const asked = people.flatMap(person =>
              apps.map(app => person.ask(app.url, `regions?page_size=${1 + (round % 300)}`)),
            )
            codes.push(...(await Promise.all(asked)).map(codeOf))
          }
          const { refreshes, refused_refreshes } = await zoom.stats()
          checkEqual('answers', tally(codes), `200 x ${rounds * people.length * apps.length}`)
          checkEqual('refused refreshes', refused_refreshes, 0)
          return { rounds, requests: codes.length, refreshes }
        },
      ),
  },
]
