import type { RedisPair } from '../../support/redis-pair.ts'
import { type Bench, withBench } from '../bench.ts'
import { type Case, check, checkEqual, type Figures, pause, until } from '../case.ts'
import { signInLoads } from '../crowd.ts'
import { type Answer, codeOf, type Person } from '../person.ts'

const PEOPLE = 10
const READ = 'users?page_size=5'

/** So long an instance may take itself for ready without having written: twice the time for which that is remembered. */
const WELL_FOR_MS = 1_000

/** What everybody is told by every instance, and whether each is ready, until all is well and stays so. */
async function watchUntilWell({ apps }: Bench, people: readonly Person[], within_ms: number) {
  const started = performance.now()
  const reads: Answer[] = []
  let wellSince = Number.POSITIVE_INFINITY
  while (performance.now() < wellSince + WELL_FOR_MS) {
    const began = performance.now()
    const [now, ready] = await Promise.all([
      Promise.all(apps.flatMap(({ url }) => people.map(person => person.ask(url, READ)))),
      Promise.all(apps.map(({ url }) => fetch(`${url}/api/health/ready`))),
    ])
    reads.push(...now)
    const isWell = [...now, ...ready].every(({ status }) => status === 200)
    wellSince = isWell ? Math.min(wellSince, began) : Number.POSITIVE_INFINITY
    check(isWell || performance.now() < started + within_ms, `not well again within ${within_ms / 1000} s`)
    await pause(100)
  }
  return { reads, well_ms: Math.round(wellSince - started) }
}

/** `trouble` comes while every grant is being refreshed: Zoom has rotated the pairs, and has not yet said so. */
function failOver(
  within_ms: number,
  trouble: (pair: RedisPair) => Promise<void>,
  { isWatched = false } = {},
): Promise<Figures> {
  return withBench({ instances: 2, redis: 'replicated' }, async bench => {
    const { pair, zoom, apps } = bench
    if (!pair) throw new Error('This needs a pair.')
    if (isWatched) await pair.watch()
    const people = await signInLoads(bench, PEOPLE)
    await zoom.expireAccess()
    await zoom.fault({ path: 'token', delay_ms: 1_500, times: PEOPLE })
    const asked = people.map((person, n) => person.ask(apps[n % apps.length]?.url ?? bench.url, READ))
    await until('all refreshes arrive at Zoom', 10_000, async () => {
      const calls = (await zoom.log()).filter(({ grant_type }) => grant_type === 'refresh_token')
      return calls.length === PEOPLE
    })
    await trouble(pair)
    const { reads, well_ms } = await watchUntilWell(bench, people, within_ms)
    const answers = [...(await Promise.all(asked)), ...reads].map(codeOf)
    const others = answers.filter(code => code !== '200' && code !== '503 unavailable')
    checkEqual('answers other than 200 and 503', others.join(), '')
    const { refreshes, refused_refreshes, revokes } = await zoom.stats()
    checkEqual('refreshes', refreshes, PEOPLE)
    checkEqual('refused refreshes', refused_refreshes, 0)
    checkEqual('revocations', revokes, 0)
    const slowest = Math.max(...reads.map(({ ms }) => ms))
    const refusals = answers.filter(code => code !== '200').length
    return {
      refusals,
      'well after s': (well_ms / 1000).toFixed(1),
      'slowest read ms': Math.round(slowest),
      refreshes,
    }
  })
}

export const failoverCases: Case[] = [
  {
    name: 'failover',
    promise: `the primary is killed while ${PEOPLE} grants are refreshed, and a Sentinel promotes its replica: nobody is signed out, no grant is lost or sent twice, ready within 15 s`,
    within: () => 120,
    run: () => failOver(15_000, pair => pair.kill(), { isWatched: true }),
  },
  {
    name: 'changed-places',
    promise: 'the same where primary and replica change places and no connection ends: ready within 5 s',
    within: () => 120,
    run: () => failOver(5_000, pair => pair.changePlaces()),
  },
]
