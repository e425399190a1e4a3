import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createStoreDistance } from './store-distance.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A store that has answered so, one answer after the other at the same moment. */
function distanceAfter(...answers: number[]) {
  const distance = createStoreDistance()
  for (const took of answers) distance.isLate(took)
  return distance
}

describe('the usual distance of the store', () => {
  test('is nothing before the first answer, and then the quickest of a few', () => {
    expect(distanceAfter().usual()).toBe(0)
    expect(distanceAfter(30, 9, 100).usual()).toBe(9)
  })

  test('is the third quickest of the last eight', () => {
    expect(distanceAfter(80, 70, 60, 50, 40, 30, 20, 10).usual()).toBe(30)
    expect(distanceAfter(1, 2, 80, 70, 60, 50, 40, 30, 20, 10).usual()).toBe(30)
  })

  test('is believed anew after six answers at most, and not after one', () => {
    const distance = distanceAfter(5, 5, 5, 5, 5, 5, 5, 5)
    for (let i = 0; i < 5; i++) distance.isLate(90)
    expect(distance.usual()).toBe(5)
    distance.isLate(90)
    expect(distance.usual()).toBe(90)
  })

  test('forgets answers after two seconds, except the last three', () => {
    const distance = distanceAfter(10, 100, 100, 100)
    vi.advanceTimersByTime(2_000)
    distance.isLate(100)
    expect(distance.usual()).toBe(100)
    const few = distanceAfter(10, 10, 10)
    vi.advanceTimersByTime(2_001)
    few.isLate(100)
    expect(few.usual()).toBe(10)
  })
})

describe('a start', () => {
  test('was counted so long after the question as the store is away', () => {
    expect(distanceAfter(20, 10, 30).countedAt(1_000)).toBe(1_010)
  })

  test('was counted as early as can be while nobody knows how far away the store is', () => {
    expect(distanceAfter(300).countedAt(1_000)).toBe(1_000)
    expect(distanceAfter(300, 300).countedAt(1_000)).toBe(1_000)
  })
})

describe('an answer of the store', () => {
  test('is late where it comes over 50 ms later than usual', () => {
    expect(distanceAfter(10, 10, 10).isLate(60)).toBe(false)
    expect(distanceAfter(10, 10, 10).isLate(61)).toBe(true)
  })

  test('is compared with those of before after a pause as well', () => {
    const distance = distanceAfter(10, 10, 10)
    vi.advanceTimersByTime(60_000)
    expect(distance.isLate(200)).toBe(true)
  })
})
