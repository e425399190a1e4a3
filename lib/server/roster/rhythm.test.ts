import { beforeEach, expect, test, vi } from 'vitest'
import { ServerError } from '@/lib/server/server-error.ts'
import { Rhythm } from './rhythm.ts'

const INTERVAL = 15_000
const TOOK = 2_000
const between = { isWalking: false, isComplete: true, done: 1 }
const walking = { isWalking: true, isComplete: true, done: 0 }

const NOW = Date.UTC(2026, 10, 24, 9)
let wanted = INTERVAL
let rhythm: Rhythm
beforeEach(() => {
  vi.useFakeTimers({ now: NOW })
  wanted = INTERVAL
  rhythm = new Rhythm(INTERVAL, () => wanted)
})

function walk(took_ms = TOOK): void {
  rhythm.begin()
  vi.advanceTimersByTime(took_ms)
  rhythm.end()
}

test('the next walk begins an interval after the last one began, or when the shortest wish says', () => {
  walk()
  expect(rhythm.dueAt).toBe(NOW + INTERVAL)
  wanted = 60_000
  expect(rhythm.dueAt).toBe(NOW + 60_000)
  wanted = Number.POSITIVE_INFINITY
  expect(rhythm.dueAt).toBe(Number.POSITIVE_INFINITY)
})

test('a tab is told to ask when the walk after will have ended, and never by itself where it wants none', () => {
  walk()
  expect(rhythm.nextIn(INTERVAL, between)).toBe(INTERVAL - TOOK + TOOK + 150)
  // Its own wish counts from when the last walk ended.
  expect(rhythm.nextIn(40_000, between)).toBe(40_000)
  expect(rhythm.nextIn(0, between)).toBe(null)
  expect(rhythm.nextIn(0, walking)).toBe(500)
  expect(rhythm.nextIn(0, { ...walking, isComplete: false })).toBe(700)
  vi.advanceTimersByTime(60_000)
  expect(rhythm.nextIn(INTERVAL, between)).toBe(1_000)
})

test('a tab asks so often that it is seen to look, however rarely it wants readings and however long they take', () => {
  walk()
  expect(rhythm.nextIn(60_000, between)).toBe(50_000)
  rhythm.begin()
  vi.advanceTimersByTime(10_000)
  expect(rhythm.nextIn(0, { ...walking, done: 1 / 10 })).toBe(50_000)
  rhythm.end()
  rhythm.reached(false)
  expect(rhythm.nextIn(60_000, between)).toBe(50_000)
})

test('during a long walk a tab asks for what its pages have brought so far, and for the rest when it will have ended', () => {
  rhythm.begin()
  vi.advanceTimersByTime(12_000)
  rhythm.end()
  const part = INTERVAL / 4
  expect(rhythm.nextIn(INTERVAL, between)).toBe(INTERVAL - 12_000 + 2_000 + 150)
  vi.advanceTimersByTime(INTERVAL - 12_000)
  rhythm.begin()
  expect(rhythm.nextIn(INTERVAL, walking)).toBe(part + 150)
  expect(rhythm.nextIn(60_000, walking)).toBe(12_150)
  expect(rhythm.nextIn(0, walking)).toBe(12_150)
  vi.advanceTimersByTime(10_000)
  expect(rhythm.nextIn(INTERVAL, walking)).toBe(2_150)
})

test('how far a walk has come tells better when it will end than how long the last one took', () => {
  walk(12_000)
  vi.advanceTimersByTime(INTERVAL - 12_000)
  rhythm.begin()
  vi.advanceTimersByTime(900)
  expect(rhythm.nextIn(INTERVAL, { ...walking, done: 3 / 4 })).toBe(500)
  expect(rhythm.nextIn(INTERVAL, { ...walking, done: 1 / 2 })).toBe(900 + 150)
  expect(rhythm.nextIn(INTERVAL, { ...walking, done: 4 / 7 })).toBe(675 + 150)
  expect(rhythm.nextIn(INTERVAL, { ...walking, done: 0.51 })).toBe(865 + 150)
  expect(rhythm.nextIn(INTERVAL, { ...walking, done: 1 / 40 })).toBe(INTERVAL / 4 + 150)
})

test('where the clock is set back by an hour, in a walk or between two, the list is not an hour without one', () => {
  rhythm.begin()
  vi.setSystemTime(Date.now() - 3_600_000)
  rhythm.end()
  rhythm.putOff(new ServerError('rate_limited', { retry_after: 40 }))
  expect(rhythm.dueAt).toBe(Date.now() + 40_000)
  const other = new Rhythm(INTERVAL, () => wanted)
  other.take(rhythm.standing)
  expect(other.dueAt).toBe(Date.now() + 40_000)
  vi.setSystemTime(Date.now() - 3_600_000)
  expect(rhythm.dueAt).toBeLessThan(Date.now())
  expect(rhythm.nextIn(INTERVAL, between)).toBe(1_000)
  expect(rhythm.isJustBegun).toBe(false)
})

test.each([
  [10, 1, 4],
  [10, 2, 1],
  [0, 0, 1],
])(
  'where Zoom tells of %i changes and a walk finds %i, walks are %i times as far apart',
  (told, found, times) => {
    walk()
    for (let at = 0; at < told; at++) rhythm.told()
    rhythm.begin()
    rhythm.found(found)
    rhythm.end()
    expect(rhythm.dueAt - Date.now()).toBe(times * INTERVAL)
    expect(rhythm.freshForMs).toBe(2 * times * INTERVAL)
    expect(rhythm.seenWithinMs).toBe(2 * times * INTERVAL)
    expect(rhythm.nextIn(INTERVAL, between)).toBe(times === 1 ? INTERVAL + 150 : INTERVAL)
  },
)

test.each([
  [30, 30_000],
  [3_600, 60_000],
  [undefined, INTERVAL],
])(
  'a refusal for %s s puts the next walk off until %i ms after it began, and a walk forgets it',
  (retry_after, ms) => {
    rhythm.begin()
    rhythm.putOff(new ServerError('rate_limited', { retry_after }))
    expect(rhythm.dueAt - Date.now()).toBe(ms)
    walk()
    expect(rhythm.dueAt - Date.now()).toBe(INTERVAL - TOOK)
  },
)

test('a reading that is asked for joins one that began only just now', () => {
  expect(rhythm.isJustBegun).toBe(false)
  rhythm.begin()
  vi.advanceTimersByTime(1_999)
  expect(rhythm.isJustBegun).toBe(true)
  vi.advanceTimersByTime(1)
  expect(rhythm.isJustBegun).toBe(false)
})

test('somebody who came or went brings the next walk forward to the interval, once, and not before a refusal allows', () => {
  wanted = 60_000
  rhythm.begin()
  rhythm.told()
  rhythm.end()
  expect(rhythm.dueAt).toBe(NOW + 4 * 60_000)
  rhythm.hurry()
  expect(rhythm.dueAt).toBe(NOW + INTERVAL)
  const other = new Rhythm(INTERVAL, () => wanted)
  other.take(rhythm.standing)
  expect(other.dueAt).toBe(NOW + INTERVAL)
  rhythm.putOff(new ServerError('rate_limited', { retry_after: 40 }))
  expect(rhythm.dueAt).toBe(NOW + 40_000)
  rhythm.begin()
  expect(rhythm.dueAt).toBe(NOW + 4 * 60_000)
  rhythm.hurry() // during a walk that may have read their page already
  rhythm.end()
  expect(rhythm.dueAt).toBe(NOW + INTERVAL)
  wanted = Number.POSITIVE_INFINITY
  expect(rhythm.dueAt).toBe(Number.POSITIVE_INFINITY)
})

test('a list without an end is read ever more rarely, whoever comes or goes, and nobody asks in a rush meanwhile', () => {
  rhythm.begin()
  expect(rhythm.nextIn(INTERVAL, { ...walking, isComplete: false })).toBe(700)
  const waits = []
  for (let walks = 0; walks < 7; walks++) {
    rhythm.begin()
    rhythm.reached(false)
    rhythm.end()
    rhythm.hurry()
    waits.push((rhythm.dueAt - Date.now()) / 1_000)
  }
  expect(waits).toEqual([30, 60, 120, 240, 300, 300, 300])
  expect(rhythm.everyMs).toBe(300_000)
  expect([rhythm.freshForMs, rhythm.seenWithinMs]).toEqual([2 * INTERVAL, 2 * INTERVAL])
  expect(rhythm.nextIn(INTERVAL, { ...between, isComplete: false })).toBe(INTERVAL)
  expect(rhythm.nextIn(0, { ...between, isComplete: false })).toBeNull()
  const other = new Rhythm(INTERVAL, () => wanted)
  other.take(rhythm.standing)
  expect(other.dueAt).toBe(rhythm.dueAt)
  walk(40_000)
  rhythm.begin()
  expect(rhythm.nextIn(INTERVAL, { ...walking, isComplete: false })).toBe(INTERVAL + 150)
  vi.advanceTimersByTime(30_000)
  expect(rhythm.nextIn(INTERVAL, { ...walking, isComplete: false })).toBe(10_000 + 150)
  rhythm.reached(true)
  rhythm.end()
  expect(rhythm.everyMs).toBe(INTERVAL)
  wanted = Number.POSITIVE_INFINITY
  rhythm.reached(false)
  expect(rhythm.dueAt).toBe(Number.POSITIVE_INFINITY)
})

test('what one instance knows goes over to another', () => {
  walk()
  rhythm.putOff(new ServerError('rate_limited', { retry_after: 40 }))
  const other = new Rhythm(INTERVAL, () => wanted)
  other.take(rhythm.standing)
  expect(other.dueAt).toBe(rhythm.dueAt)
  expect(other.nextIn(INTERVAL, between)).toBe(rhythm.nextIn(INTERVAL, between))
  rhythm.told()
  other.take(rhythm.standing)
  other.begin()
  other.end()
  expect(other.isRelaxed).toBe(true)
})
