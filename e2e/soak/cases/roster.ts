import { readFileSync } from 'node:fs'
import { freePort } from '../../support/servers.ts'
import { type Bench, type Instance, memoryOf, withBench } from '../bench.ts'
import { type Case, check, checkBelow, checkEqual, pause, percentile, tally, until } from '../case.ts'
import type { Person } from '../person.ts'
import { describe } from '../table.ts'
import { Viewer } from '../viewer.ts'

const PER_SECOND = 7
const BUDGET = {
  zoom: {
    latency_ms: 80,
    medium_per_second: PER_SECOND,
    light_per_second: PER_SECOND * 2,
    odd_agents: false,
  },
  env: { ZOOM_REQUESTS_PER_SECOND: String(PER_SECOND) },
}

async function signInLoads(bench: Bench, count: number): Promise<Person[]> {
  const people: Person[] = []
  while (people.length < count) people.push(await bench.signIn(`load-${people.length + 1}`))
  return people
}

/** Viewers that take turns among people and instances. */
function openViewers(bench: Bench, people: readonly Person[], count: number): Viewer[] {
  return Array.from({ length: count }, (_, n) => {
    const person = people[n % people.length] as Person
    return new Viewer(person, () => (bench.apps[n % bench.apps.length] as Instance).url)
  })
}

const areComplete = (viewers: readonly Viewer[], agents: number) =>
  viewers.every(viewer => viewer.isComplete && viewer.users.size === agents)

/** Seconds of processor time that a process has used (Linux). */
function cpuOf(app: Instance): number {
  const fields = readFileSync(`/proc/${app.pid()}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Many viewers of one roster for some time: what they hold, what it costs. */
async function watch(bench: Bench, viewers: Viewer[], agents: number, seconds: number) {
  let isOver = false
  const following = Promise.all(viewers.map(viewer => viewer.follow(() => isOver)))
  await until('every viewer holds all agents', 90_000, () => areComplete(viewers, agents))
  const before = {
    zoom: await bench.zoom.stats(),
    cpu: bench.apps.map(cpuOf),
    asked: viewers.map(v => v.asked),
  }
  const bytes = viewers.map(viewer => viewer.bytes)
  const ages: number[] = []
  const started = Date.now()
  while (Date.now() < started + seconds * 1_000) {
    await bench.zoom.tick()
    await pause(1_000)
    for (const viewer of viewers) ages.push(Date.now() - viewer.read_at)
  }
  const minutes = (Date.now() - started) / 60_000
  const zoom = await bench.zoom.stats()
  isOver = true
  await following
  const count = (stats: typeof zoom) => Object.values(stats.calls.users ?? {}).reduce((sum, n) => sum + n, 0)
  const cpu = bench.apps.reduce((sum, app, n) => sum + cpuOf(app) - (before.cpu[n] ?? 0), 0)
  const told = viewers.reduce((sum, viewer, n) => sum + viewer.bytes - (bytes[n] ?? 0), 0)
  const most = zoom.most_per_second.MEDIUM ?? 0
  check(most <= PER_SECOND, `Zoom saw ${most} starts in one second; the budget is ${PER_SECOND}`)
  checkEqual('refused by Zoom', zoom.calls.users?.[429] ?? 0, 0)
  checkEqual('answers other than rows', tally(viewers.flatMap(viewer => viewer.codes)), '')
  const truth = await bench.zoom.agents()
  checkEqual('agents held by the first viewer', viewers[0]?.users.size, truth.length)
  checkEqual('viewers that were reset', viewers.filter(viewer => viewer.resets > 1).length, 0)
  const figures = {
    viewers: viewers.length,
    'calls per 15 s': Math.round(((count(zoom) - count(before.zoom)) / (minutes * 4)) * 10) / 10,
    'most in a second': most,
    'age p50 s': percentile(ages, 0.5) / 1_000,
    'age p99 s': percentile(ages, 0.99) / 1_000,
    'CPU ms per viewer and minute': Math.round((cpu * 1_000) / viewers.length / minutes),
    'kB per viewer and minute': Math.round(told / 1_024 / viewers.length / minutes),
    'memory MB': Math.max(...bench.apps.map(memoryOf)),
  }
  console.log(`  ${describe(figures)}`) // a case may refuse one of them
  return figures
}

/** What the grant with which the roster is read has asked for since a moment, and what all others have. */
async function walksSince(bench: Bench, moment: number) {
  const calls = (await bench.zoom.log()).filter(({ name, started }) => name === 'users' && started >= moment)
  const byReader = Map.groupBy(calls, ({ user_id }) => user_id)
  const own = [...byReader.values()].reduce((a, b) => (a.length >= b.length ? a : b))
  const begins = own.flatMap(({ path }, at) => (path.includes('next_page_token=') ? [] : at))
  return {
    starts: own.map(({ started }) => started),
    /** How many pages were asked for from the beginning of each walk to that of the next one. */
    pages: begins.slice(1).map((at, n) => at - (begins[n] ?? 0)),
    others: calls.length - own.length,
  }
}

const mostWithin = (ms: number, starts: readonly number[]) =>
  Math.max(...starts.map(from => starts.filter(at => at >= from && at < from + ms).length))

/** The longest that one task has held up the event loop since the last question, in milliseconds. */
async function longestTask(metricsPort: number): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
  return Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(text)?.[1]) * 1_000
}

const viewersCase = (name: string, instances: number): Case => ({
  name,
  promise: `200 viewers of 20 people, 1,000 agents, ${instances === 1 ? 'one instance' : `${instances} instances`}: one reading for all, fresh`,
  within: ({ seconds }) => seconds + 240,
  run: ({ seconds }) =>
    withBench(
      {
        ...BUDGET,
        instances,
        redis: instances > 1 ? 'memory' : undefined,
        zoom: { ...BUDGET.zoom, agents: 1_000 },
      },
      async bench => {
        const figures = await watch(
          bench,
          openViewers(bench, await signInLoads(bench, 20), 200),
          1_000,
          seconds,
        )
        checkBelow('median age in s', figures['age p50 s'], 10)
        checkBelow('p99 of the age in s', figures['age p99 s'], 20)
        return figures
      },
    ),
})

export const rosterCases: Case[] = [
  viewersCase('roster', 1),
  viewersCase('roster-three', 3),
  {
    name: 'roster-large',
    promise:
      '20 viewers, 10,000 agents: one walk at a time, with half of the budget, no task over 50 ms, under 600 MB',
    within: ({ seconds }) => seconds + 240,
    run: async ({ seconds }) => {
      const metrics = await freePort()
      const env = { ...BUDGET.env, METRICS_PORT: String(metrics) }
      return withBench({ ...BUDGET, env, zoom: { ...BUDGET.zoom, agents: 10_000 } }, async bench => {
        const viewers = openViewers(bench, await signInLoads(bench, 4), 20)
        let isOver = false
        const following = Promise.all(viewers.map(viewer => viewer.follow(() => isOver)))
        await until('every viewer holds all agents', 120_000, () => areComplete(viewers, 10_000))
        isOver = true
        await following
        const tasks: number[] = []
        await longestTask(metrics)
        let isDone = false
        const sampling = (async () => {
          while (!isDone) {
            await pause(1_000)
            tasks.push(await longestTask(metrics))
          }
        })()
        const from = Date.now()
        const figures = await watch(bench, viewers, 10_000, seconds)
        isDone = true
        await sampling
        const { starts, pages, others } = await walksSince(bench, from)
        const all = {
          ...figures,
          'walks’ most in two seconds': mostWithin(2_000, starts),
          'longest task ms': percentile(tasks, 1),
          'p90 ms': percentile(tasks, 0.9),
        }
        console.log(`  ${describe(all)}`)
        const whole = Math.ceil(10_000 / 300)
        check(pages.length > 0, 'no walk was seen from its beginning to the next one')
        checkEqual('pages from one walk to the next', [...new Set(pages)].join(), String(whole))
        check(others < whole, `${others} calls with other grants: another walk beside the one`)
        // Half of the budget, and of two seconds: calls may bunch a little on their way.
        check(mostWithin(2_000, starts) <= PER_SECOND, 'walks use more than half of the budget')
        checkBelow('memory in MB', all['memory MB'], 600)
        checkBelow('longest task in ms', all['longest task ms'], 50)
        return all
      })
    },
  },
  {
    name: 'roster-reader',
    promise: "the reader's grant is revoked, Zoom refuses everything for 20 s: nobody is reset, all heals",
    within: () => 240,
    run: () =>
      withBench(
        { ...BUDGET, zoom: { ...BUDGET.zoom, agents: 1_000 }, env: { ...BUDGET.env, ROSTER_SECONDS: '5' } },
        async bench => {
          const people = await signInLoads(bench, 5)
          const viewers = openViewers(bench, people, 20)
          let isOver = false
          const following = Promise.all(viewers.map(viewer => viewer.follow(() => isOver)))
          await until('every viewer holds all agents', 60_000, () => areComplete(viewers, 1_000))
          await bench.zoom.killGrants('load-1')
          const others = viewers.filter(({ person }) => person.key !== 'load-1')
          const killed = Date.now()
          await until('another grant reads', 20_000, () => others.every(({ read_at }) => read_at > killed))
          const tookOver = Date.now() - killed
          await bench.zoom.fault({ preset: 'edge_error', path: 'users', times: null })
          await pause(20_000)
          const oldest = Math.max(...others.map(({ read_at }) => Date.now() - read_at))
          await bench.zoom.clearFaults()
          const healed = Date.now()
          await until('it is read again', 70_000, () => others.every(({ read_at }) => read_at > healed))
          const heals = Date.now() - healed
          isOver = true
          await following
          checkEqual('viewers that were reset', others.filter(({ resets }) => resets > 1).length, 0)
          check(areComplete(others, 1_000), 'somebody lost rows')
          const refused = viewers.find(({ person }) => person.key === 'load-1')
          check(refused?.codes.includes('401 sign_in_again') === true, 'the refused person was not told')
          return { 'took over ms': tookOver, 'oldest s': Math.round(oldest / 1_000), 'healed ms': heals }
        },
      ),
  },
  {
    name: 'roster-takeover',
    promise:
      'of three instances the reading one dies, then Redis is away for 10 s: read again within 35 s, nobody is reset',
    within: () => 300,
    run: () =>
      withBench(
        { ...BUDGET, instances: 3, redis: 'memory', zoom: { ...BUDGET.zoom, agents: 1_000 } },
        async bench => {
          const people = await signInLoads(bench, 5)
          let alive = [...bench.apps]
          const viewers = Array.from({ length: 30 }, (_, n) => {
            let turn = n
            const url = () => (alive[turn++ % alive.length] as Instance).url
            return new Viewer(people[n % people.length] as Person, url)
          })
          let isOver = false
          const following = Promise.all(viewers.map(viewer => viewer.follow(() => isOver)))
          await until('every viewer holds all agents', 60_000, () => areComplete(viewers, 1_000))
          const readAgain = async (what: string) => {
            const from = Date.now()
            await until(what, 60_000, () => viewers.every(({ read_at }) => read_at > from))
            return Math.round((Date.now() - from) / 100) / 10
          }
          // In the middle of a walk, whichever instance walks: all but the last die in turn.
          const took: number[] = []
          for (const app of bench.apps.slice(0, 2)) {
            const before = await bench.zoom.count('users')
            await until('a walk begins', 30_000, async () => (await bench.zoom.count('users')) > before)
            alive = alive.filter(other => other !== app)
            await app.stop('SIGKILL')
            took.push(await readAgain('another instance reads'))
          }
          bench.redis.hang()
          await pause(10_000)
          bench.redis.resume()
          took.push(await readAgain('it is read again after Redis'))
          isOver = true
          await following
          checkBelow('longest time without a reading in s', Math.max(...took), 35)
          checkEqual('viewers that were reset', viewers.filter(({ resets }) => resets > 1).length, 0)
          check(areComplete(viewers, 1_000), 'somebody lost rows')
          return {
            'read again s': took.join(', '),
            'answers other than rows': tally(viewers.flatMap(({ codes }) => codes)),
          }
        },
      ),
  },
]
