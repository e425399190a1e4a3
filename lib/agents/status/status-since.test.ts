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

  test('is told with the day from the shortest day on', () => {
    const aDayLater = Date.parse(at) + 23 * 3_600_000
    expect(describeSince({ at, kind: 'seen' }, 'UTC', aDayLater - 1)).toBe('since 13:02')
    expect(describeSince({ at, kind: 'seen' }, 'UTC', aDayLater)).toBe('since 27 Nov 2026, 13:02')
  })

  test('is never a time of yesterday that has been today as well, on the day of 23 hours neither', () => {
    const saturday = '2026-03-28T13:30:00Z' // 14:30 in Berlin
    const sunday = Date.parse('2026-03-29T12:45:00Z') // 14:45 there
    expect(describeSince({ at: saturday, kind: 'seen' }, 'Europe/Berlin', sunday)).toBe(
      'since 28 Mar 2026, 14:30',
    )
  })
})
