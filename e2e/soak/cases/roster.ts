import { readFileSync } from 'node:fs'
import { freePort } from '../../support/servers.ts'
import { type Bench, type Instance, memoryOf, withBench } from '../bench.ts'
import { type Case, check, checkBelow, checkEqual, pause, percentile, tally } from '../case.ts'
import { BUDGET, followAll, openViewers, PER_SECOND, signInLoads } from '../crowd.ts'
import { describe } from '../table.ts'
import type { Viewer } from '../viewer.ts'

/** Seconds of processor time that a process has used (Linux). */
function cpuOf(app: Instance): number {
  const fields = readFileSync(`/proc/${app.pid()}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Many viewers of one roster for some time: what they hold, what it costs. */
async function watch(bench: Bench, viewers: Viewer[], agents: number, seconds: number) {
  const leave = await followAll(viewers, agents)
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
  await leave()
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
        const leave = await followAll(viewers, 10_000)
        await leave()
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
]
