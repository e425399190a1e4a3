import { readFileSync } from 'node:fs'
import { Registry } from 'prom-client'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { MAIN_ACCOUNT } from '@/e2e/sandbox/account/people.ts'
import { type Flow, idOf, SECRET, startFlow } from '@/e2e/support/flow.ts'
import { createGrants, type Grants } from '../auth/grants/grants.ts'
import { createSealer } from '../auth/seal.ts'
import { metrics } from '../platform/metrics.ts'
import { createZoomClient } from '../zoom/client.ts'
import { gaugeRosters } from './gauges.ts'
import { createRosters, type Rosters } from './rosters.ts'
import { noticeRefusals } from './sharing/refusals.ts'

let flow: Flow
let grants: Grants
let rosters: Rosters
const gauges = new Registry()
beforeAll(async () => {
  flow = await startFlow()
  gaugeRosters(gauges, () => rosters.all())
})
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  flow.reset()
  flow.world.change({ agents: 60 })
  metrics().registry.resetMetrics()
  const store = flow.open(flow.folder())
  grants = createGrants(store, createSealer([SECRET]))
  const env = { ZOOM_API_URL: flow.api_url, ZOOM_REQUESTS_PER_SECOND: 10_000 }
  const client = createZoomClient(store, grants, env)
  const readZoom = noticeRefusals(
    (read, caller) => client(read, { ...caller, patience_ms: 0 }),
    user_id => built.forget(user_id),
  )
  const built = createRosters(readZoom, { ...env, ROSTER_SECONDS: 15, SHARE_ROSTER: 'on' }, null)
  rosters = built
})
afterEach(() => {
  rosters.stop()
  vi.useRealTimers()
})
afterAll(() => flow.close())

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)

async function open(person: string): Promise<() => Promise<unknown>> {
  await grants.put(idOf(person), await flow.tokens(person))
  const now = Date.now()
  const times = { created_at: now, active_at: now, expires_at: now + 1e9 }
  const names = { ref: person, user_id: idOf(person), user_name: person, user_agent: '' }
  const session = { ...names, ...times, account_id: MAIN_ACCOUNT }
  return () => rosters.answer(session, { since: null, every_s: null, refresh: true })
}

/** Each figure by its name and labels, as the metrics port writes it. */
async function read(): Promise<Record<string, number>> {
  const lines = `${await gauges.metrics()}\n${await metrics().registry.metrics()}`.split('\n')
  const figures = lines.filter(line => /^rollcall_(roster|sight)/.test(line))
  return Object.fromEntries(
    figures.map(line => line.split(' ')).map(([name, value]) => [name, Number(value)]),
  )
}

test('figures of rosters are what is held, by whom it is seen, and how old its oldest page is', async () => {
  for (const person of ['ana', 'bo']) await (await open(person))()
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
  pass(60_000)
  expect(await read()).toMatchObject({ rollcall_roster_viewers: 0, rollcall_roster_age_seconds: 0 })
})

test('checks of a sight are counted by what came of them', async () => {
  const [first = ''] = flow.world.agentsOf(MAIN_ACCOUNT).map(({ user_id }) => user_id)
  flow.world.change({ sights: { bo: { without_ids: [first] } } })
  for (const person of ['ana', 'bo']) await (await open(person))()
  const [noel, kim] = [await open('noel'), await open('kim')]
  await expect(noel()).rejects.toMatchObject({ code: 'not_permitted' })
  flow.fault({ preset: 'server_error', path: 'users' })
  await expect(kim()).rejects.toMatchObject({ code: 'unavailable' })
  expect(await read()).toMatchObject({
    rollcall_rosters: 2,
    'rollcall_sight_checks_total{outcome="differs"}': 1,
    'rollcall_sight_checks_total{outcome="refused"}': 1,
    'rollcall_sight_checks_total{outcome="failed"}': 1,
  })
})

test('a walk that fails is counted as one', async () => {
  const ana = await open('ana')
  await ana()
  pass(15_000)
  flow.fault({ preset: 'server_error', path: 'users' })
  await ana()
  await vi.waitFor(async () =>
    expect(await read()).toMatchObject({ 'rollcall_roster_walks_total{outcome="failed"}': 1 }),
  )
})

test('a walk of which nobody needs the rest is counted as left, and is no trouble', async () => {
  const ana = await open('ana')
  await ana()
  pass(15_000)
  flow.world.change({ latency_ms: 50 })
  const before = flow.arrived('users')
  const asked = ana()
  await vi.waitFor(() => expect(flow.arrived('users')).toBe(before + 1))
  pass(60_000)
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
