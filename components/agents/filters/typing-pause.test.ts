import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTypingPause } from './typing-pause.ts'

/** How often a word typed with these intervals between its keys asks; the pause after the last key always does. */
function questions(intervals: readonly number[]): number {
  const pause = createTypingPause()
  let now = 5_000
  let asked = 0
  let wait = pause.afterKey(now)
  for (const interval of intervals) {
    if (interval > wait) {
      pause.onAsked()
      asked++
    }
    now += interval
    wait = pause.afterKey(now)
  }
  return asked + 1
}

test('a word typed evenly asks at most twice, however quickly or slowly', () => {
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 280 }), fc.integer({ min: 1, max: 30 }), (rhythm, keys) => {
      expect(questions(Array.from({ length: keys }, () => rhythm))).toBeLessThanOrEqual(2)
    }),
  )
})

test('quick typing asks once, at its end', () => {
  expect(questions(Array.from({ length: 12 }, () => 80))).toBe(1)
})

test('an uneven hand asks no more often', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 100, max: 200 }), { minLength: 10, maxLength: 10 }), intervals => {
      expect(questions(intervals)).toBeLessThanOrEqual(2)
    }),
  )
})

test('the word after a rest is answered as quickly as the first', () => {
  const pause = createTypingPause()
  const first = pause.afterKey(0)
  pause.onAsked()
  expect(pause.afterKey(200)).toBeGreaterThan(first)
  expect(pause.afterKey(2_000)).toBe(first)
})
