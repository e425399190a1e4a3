import { QueryClient } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { WHOLE_LIST } from '@/lib/agents/address/address.ts'
import type { Roster } from '@/lib/agents/roster.ts'
import { RollcallError } from '@/lib/errors.ts'
import { agentsQuery } from './queries.ts'
import { rosterQuery } from './roster.ts'

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
  expect(nextAfter({ next_in: null })).toBe(false)
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

test('the first of all agents do not take those back in time whom a page has told since, until they are read anew', async () => {
  const client = new QueryClient()
  const at = (second: number) => `2026-11-27T12:00:0${second}.000Z`
  const users = (words: string[], second: number) =>
    words.map((status_name, place) => ({
      user_id: `${place}`,
      status_name,
      status_since: { at: at(second), kind: 'seen' },
    }))
  const page = (words: string[], second: number) => ({
    users: users(words, 0).map(({ status_since, ...user }) => user),
    next_page_token: '',
    meta: { skipped: 0, fetched_at: at(second) },
  })
  client.setQueryData(agentsQuery(WHOLE_LIST.question).queryKey, {
    pages: [page(['Ready', 'Ready', 'Ready'], 1), page(['Lunch', 'Ready', 'Ready'], 3)],
    pageParams: [null, 'x'],
  })
  const answer = { reset: false, total: 3, held: 3, skipped: 0, complete: true, next_in: 5_000 }
  const answers = [
    // The third was seen to change after the page had been read.
    {
      version: '1',
      read_at: at(2),
      users: [...users(['Ready', 'Ready'], 2), ...users(['', '', 'Offline'], 4).slice(2)],
      order: ['0', '1', '2'],
    },
    { version: '2', read_at: at(5), users: [], order: null },
  ]
  vi.stubGlobal('fetch', async () => Response.json({ ...answer, ...answers.shift() }))
  const words = ({ agents }: Roster) => agents.map(({ status_name }) => status_name)
  expect(words(await client.fetchQuery(rosterQuery({ every: 5 })))).toEqual(['Lunch', 'Ready', 'Offline'])
  expect(words(await client.fetchQuery(rosterQuery({ every: 5 })))).toEqual(['Ready', 'Ready', 'Offline'])
})
