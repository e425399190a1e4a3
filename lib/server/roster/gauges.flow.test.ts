import { readFileSync } from 'node:fs'
import { Registry } from 'prom-client'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { flow } from '@/e2e/support/flow.ts'
import { agents, calls, open, openWhole, pass, rosters, serveRosters } from '@/e2e/support/roster/rosters.ts'
import { INTERVAL, MINUTE } from '@/e2e/support/roster/times.ts'
import { until } from '@/e2e/support/until.ts'
import { metrics } from '../platform/metrics.ts'
import { gaugeRosters } from './gauges.ts'

serveRosters()
const gauges = new Registry()
beforeAll(() => gaugeRosters(gauges, () => rosters.all()))
beforeEach(() => {
  flow.world.change({ agents: 60 })
  metrics().registry.resetMetrics()
})

/** Each figure by its name and labels, as the metrics port writes it. */
async function read(): Promise<Record<string, number>> {
  const lines = `${await gauges.metrics()}\n${await metrics().registry.metrics()}`.split('\n')
  const figures = lines.filter(line => /^rollcall_(roster|sight)/.test(line))
  return Object.fromEntries(
    figures.map(line => line.split(' ')).map(([name, value]) => [name, Number(value)]),
  )
}

test('figures of rosters are what is held, by whom it is seen, and how old its oldest page is', async () => {
  for (const person of ['ana', 'bo']) await openWhole(person)
  pass(7_000)
  const figures = await read()
  expect(figures).toMatchObject({
    rollcall_rosters: 1,
    rollcall_roster_agents: 60,
    rollcall_roster_viewers: 2,
    rollcall_roster_age_seconds: expect.closeTo(7, 0),
    'rollcall_roster_walks_total{outcome="whole"}': 1,
    'rollcall_sight_checks_total{outcome="same"}': 1,
  })
  expect(figures.rollcall_roster_bytes).toBe(rosters.all()[0]?.held.bytes)
  pass(MINUTE)
  expect(await read()).toMatchObject({ rollcall_roster_viewers: 0, rollcall_roster_age_seconds: 0 })
})

test('checks of a sight are counted by what came of them', async () => {
  const [first = ''] = agents().map(({ user_id }) => user_id)
  flow.world.change({ sights: { bo: { without_ids: [first] } } })
  for (const person of ['ana', 'bo']) await openWhole(person)
  const [noel, kim] = [await open('noel'), await open('kim')]
  await expect(noel.refresh()).rejects.toMatchObject({ code: 'not_permitted' })
  flow.fault({ preset: 'server_error', path: 'users' })
  await expect(kim.refresh()).rejects.toMatchObject({ code: 'unavailable' })
  expect(await read()).toMatchObject({
    rollcall_rosters: 2,
    'rollcall_sight_checks_total{outcome="differs"}': 1,
    'rollcall_sight_checks_total{outcome="refused"}': 1,
    'rollcall_sight_checks_total{outcome="failed"}': 1,
  })
})

test('a walk that fails is counted as one', async () => {
  const ana = await openWhole('ana')
  pass(INTERVAL)
  flow.fault({ preset: 'server_error', path: 'users' })
  await ana.ask({ refresh: true })
  await until(async () =>
    expect(await read()).toMatchObject({ 'rollcall_roster_walks_total{outcome="failed"}': 1 }),
  )
})

test('a walk of which nobody needs the rest is counted as left, and is no trouble', async () => {
  const ana = await openWhole('ana')
  pass(INTERVAL)
  flow.world.change({ latency_ms: 50 })
  const before = calls()
  const asked = ana.ask({ refresh: true })
  await until(() => expect(calls()).toBe(before + 1))
  pass(MINUTE)
  await asked
  const figures = await read()
  expect(figures['rollcall_roster_walks_total{outcome="left"}']).toBe(1)
  expect(figures['rollcall_roster_walks_total{outcome="failed"}'] ?? 0).toBe(0)
  expect(rosters.all().map(({ trouble, walks }) => ({ trouble, walks }))).toEqual([
    { trouble: null, walks: 2 },
  ])
})

test('the guide names every metric of ours, and none that is not there', async () => {
  const guide = readFileSync('docs/operations.md', 'utf8')
  const named = [...guide.matchAll(/^\| `(rollcall_\w+)`/gm)].map(([, name]) => name)
  const there = [...gauges.getMetricsAsArray(), ...metrics().registry.getMetricsAsArray()]
    .map(({ name }) => name)
    .filter(name => name.startsWith('rollcall_'))
  expect(named.toSorted()).toEqual(there.toSorted())
})
