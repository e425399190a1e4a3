import { expect, test } from 'vitest'
import { countsAt, seenStatuses, toRuns } from './read-history.ts'
import type { StatusSample } from './status-history.ts'

const START = Date.UTC(2026, 10, 27, 14)
const MINUTE = 60_000

const sample = (minute: number, ready: number, fields: Partial<StatusSample> = {}): StatusSample => ({
  at: new Date(START + minute * MINUTE).toISOString(),
  counts: { ready, 'not-ready': 0, occupied: 0, offline: 3, custom: 0, unknown: 0 },
  ...fields,
})

const samples = [sample(0, 5), sample(1, 6), sample(9, 7, { after_gap: true }), sample(10, 8)]
const readyAt = (minute: number) => countsAt(samples, START + minute * MINUTE)?.ready ?? null

test('a gap parts one run of readings from the next', () => {
  expect(toRuns(samples).map(run => run.map(({ counts }) => counts.ready))).toEqual([
    [5, 6],
    [7, 8],
  ])
  expect(toRuns([])).toEqual([])
})

test('a count holds from its reading to the next one', () => {
  expect([readyAt(0), readyAt(0.5), readyAt(1), readyAt(9.9), readyAt(10)]).toEqual([5, 5, 6, 7, 8])
})

test('nothing is known before the first reading, within a gap, and after the last reading', () => {
  expect([readyAt(-1), readyAt(1.1), readyAt(8.9), readyAt(10.1)]).toEqual([null, null, null, null])
})

test('a status that nobody had at any time is not among those seen', () => {
  expect(seenStatuses(samples)).toEqual(['ready', 'offline'])
})
