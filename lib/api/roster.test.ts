import { QueryClient } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { patchRoster } from '@/lib/agents/patch-roster.ts'
import { applyAnswer, type Roster } from '@/lib/agents/roster.ts'
import type { RosterAnswer } from '@/lib/agents/roster-answer.ts'
import { RollcallError } from '@/lib/errors.ts'
import { SERVER_TIME } from './headers.ts'
import { ROSTER_KEY, rosterQuery } from './roster.ts'
import { setServerClock } from './server-clock.ts'

afterEach(() => vi.unstubAllGlobals())

/** How long after that a tab asks again by itself, in milliseconds; false: never. */
function nextAfter({ error = null, next_in }: { error?: Error | null; next_in?: number | null }, every = 15) {
  const { refetchInterval } = rosterQuery({ every })
  if (typeof refetchInterval !== 'function') throw new Error('It does not depend on what was read')
  const data = next_in === undefined ? undefined : { next_in }
  return refetchInterval({ state: { data, error } } as Parameters<typeof refetchInterval>[0])
}

const refused = (code: ConstructorParameters<typeof RollcallError>[0], retry_after?: number) =>
  nextAfter({ error: new RollcallError(code, { message: 'Refused.', retry_after }), next_in: 5_000 })

test('a tab asks again when the answer says so, but never in a rush', () => {
  expect(nextAfter({ next_in: 14_200 })).toBe(14_200)
  expect(nextAfter({ next_in: 0 })).toBe(500)
})

test('a tab that wants readings again asks though the last answer, to one that wanted none, does not say when', () => {
  expect(nextAfter({ next_in: null }, 10)).toBe(10_000)
})

test('who wants no readings is asked for none', () => {
  expect(nextAfter({ next_in: 14_200 }, 0)).toBe(false)
  expect(rosterQuery({ every: 0 }).refetchOnWindowFocus).toBe(false)
  expect(rosterQuery({ every: 10 }).refetchOnWindowFocus).toBe('always')
})

test('after trouble it asks once that may be over: not before Zoom says, and seldom where something is refused', () => {
  expect(refused('unavailable')).toBe(15_000)
  expect(refused('unavailable', 5)).toBe(15_000)
  expect(refused('rate_limited', 40)).toBe(40_000)
  expect(refused('not_permitted')).toBe(60_000)
  expect(refused('scope_missing')).toBe(60_000)
  expect(nextAfter({ error: new Error('of ours') })).toBe(15_000)
})

test('without a session nothing is asked again: the page does that once there is a new one', () => {
  expect(refused('signed_out')).toBe(false)
  expect(refused('sign_in_again')).toBe(false)
})

/** Asks for one reading of a server whose answers are these, the last one without end; and says what it was asked. */
async function readOnce(...answers: Partial<RosterAnswer>[]): Promise<Roster & { asked: string[] }> {
  vi.useFakeTimers({ now: START })
  setServerClock(START)
  const asked: string[] = []
  let version = 0
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address)
    const { users = [], ...answer } = (answers.length > 1 ? answers.shift() : answers[0]) ?? {}
    const rest = { reset: false, total: 3, held: 3, skipped: 0, order: null, version: String(++version) }
    return Response.json({ ...rest, ...answer, users }, { headers: { [SERVER_TIME]: String(Date.now()) } })
  })
  const client = new QueryClient()
  const reading = client.fetchQuery(rosterQuery({ every: 0, refresh: true }))
  await vi.advanceTimersByTimeAsync(60_000)
  return { ...(await reading), asked }
}

const START = Date.parse('2026-11-27T12:00:00Z')
const after = (seconds: number) => new Date(START + seconds * 1_000).toISOString()
const agent = (user_id: string, role_name = 'Agent') => ({
  user_id,
  role_name,
  status_since: { at: after(0), kind: 'first_read' as const },
})

test('one reading is wanted to its end, however many answers that takes', async () => {
  const part = { complete: false, read_at: after(1), next_in: 700 }
  const order = ['a', 'b', 'c']
  const { agents, asked } = await readOnce(
    { ...part, users: [agent('a')], order: ['a'] },
    { ...part, users: [agent('b')], order: ['a', 'b'] },
    { ...part, users: [agent('c')], order, complete: true, next_in: null },
  )
  expect(agents.map(({ user_id }) => user_id)).toEqual(order)
  expect(asked).toEqual([
    '/api/roster?every=0&refresh=1',
    '/api/roster?every=0&since=1',
    '/api/roster?every=0&since=2',
  ])
})

test('a reading that others want is none of it', async () => {
  const all = { users: [agent('a')], order: ['a'], held: 1, complete: true, next_in: 3_000 }
  const { asked } = await readOnce({ ...all, read_at: after(-20) }, { ...all, read_at: after(2) })
  expect(asked).toHaveLength(2)
})

test('what has come of a reading is held while the rest of it is waited for', async () => {
  vi.useFakeTimers({ now: START })
  const part = {
    reset: true,
    total: 2,
    held: 1,
    skipped: 0,
    complete: false,
    read_at: after(1),
    next_in: 700,
  }
  vi.stubGlobal('fetch', async () =>
    Response.json({ ...part, version: '1', users: [agent('a')], order: ['a'] }),
  )
  const client = new QueryClient()
  const reading = client.fetchQuery(rosterQuery({ every: 0 }))
  await vi.advanceTimersByTimeAsync(500)
  expect(client.getQueryData<Roster>(ROSTER_KEY)?.agents).toMatchObject([{ user_id: 'a' }])
  await client.cancelQueries({ queryKey: ROSTER_KEY })
  await reading.catch(() => {})
})

test('what a profile has told of an agent while a reading is waited for stays', async () => {
  vi.useFakeTimers({ now: START })
  setServerClock(START)
  const all = { reset: false, total: 1, held: 1, skipped: 0, order: null, complete: true, users: [] }
  const before = {
    ...all,
    version: '1',
    users: [agent('a')],
    order: ['a'],
    read_at: after(-20),
    next_in: null,
  }
  const answers = [
    { ...all, version: '2', read_at: after(-20), next_in: 3_000 },
    { ...all, version: '3', read_at: after(1), next_in: null },
  ]
  vi.stubGlobal('fetch', async () => Response.json(answers.shift()))
  const client = new QueryClient()
  client.setQueryData<Roster>(ROSTER_KEY, applyAnswer(null, before))
  const reading = client.fetchQuery({ ...rosterQuery({ every: 0, refresh: true }), staleTime: 0 })
  await vi.advanceTimersByTimeAsync(1_000)
  const told = { ...agent('a'), status_name: 'Ready' }
  client.setQueryData<Roster>(ROSTER_KEY, roster => roster && patchRoster(roster, told, after(2)))
  await vi.advanceTimersByTimeAsync(3_000)
  expect((await reading).agents).toMatchObject([{ status_name: 'Ready' }])
  expect(client.getQueryData<Roster>(ROSTER_KEY)?.version).toBe('3')
})

test('what a reading has changed is told of all its answers', async () => {
  const all = { held: 2, complete: true, read_at: after(1), next_in: 0 }
  const { changes } = await readOnce(
    { ...all, users: [agent('a'), agent('b')], order: ['a', 'b'] },
    { ...all, users: [agent('a', 'Admin')] },
    { ...all, users: [agent('b', 'Admin')], next_in: null },
  )
  expect([...changes.keys()]).toEqual(['a', 'b'])
})
