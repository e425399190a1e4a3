import { describe, expect, test } from 'vitest'
import { describeSince } from './status-since.ts'

describe('since when a status holds', () => {
  const at = '2026-11-27T13:02:00Z'
  const now = Date.parse('2026-11-27T15:00:00Z')

  test('is told by the time, and as "at least" where the agent already had it', () => {
    expect(describeSince({ at, kind: 'seen' }, 'Europe/Berlin', now)).toBe('since 14:02')
    expect(describeSince({ at, kind: 'event' }, 'Europe/Berlin', now)).toBe('since 14:02')
    expect(describeSince({ at, kind: 'first_read' }, 'Europe/Berlin', now)).toBe('at least since 14:02')
  })

  test('is told with the day from a day on', () => {
    const aDayLater = Date.parse(at) + 24 * 3_600_000
    expect(describeSince({ at, kind: 'seen' }, 'UTC', aDayLater - 1)).toBe('since 13:02')
    expect(describeSince({ at, kind: 'seen' }, 'UTC', aDayLater)).toBe('since 27 Nov 2026, 13:02')
  })
})
