import { expect, test } from 'vitest'
import { RollcallError } from '@/lib/errors.ts'
import { rosterQuery } from './roster.ts'

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
