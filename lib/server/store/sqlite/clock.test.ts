import { describe, expect, test } from 'vitest'
import { createSteadyClock } from './clock.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-11-24T09:00:00Z')

/** A machine whose clock may be set; `true_time` goes on as the world's does. */
function machine() {
  let passed = 0
  let set_by = 0
  const now = createSteadyClock(
    () => START + passed + set_by,
    () => 1_000 + passed,
  )
  return {
    now: () => now() - START,
    pass: (ms: number) => {
      passed += ms
    },
    setClock: (ms: number) => {
      set_by = ms
    },
  }
}

describe('the steady clock', () => {
  test('goes on as the wall clock does, and follows small corrections', () => {
    const { now, pass, setClock } = machine()
    pass(90 * 60_000)
    expect(now()).toBe(90 * 60_000)
    setClock(4_000)
    expect(now()).toBe(90 * 60_000 + 4_000)
    setClock(8_000)
    expect(now()).toBe(90 * 60_000 + 8_000)
  })

  test.each([65 * 60_000, -HOUR, 6_000])('a clock %i ms off for a moment changes nothing', off => {
    const { now, pass, setClock } = machine()
    setClock(off)
    for (let i = 0; i < 5; i++) {
      expect(now()).toBe(i * 10_000)
      pass(10_000)
    }
    setClock(0)
    expect(now()).toBe(50_000)
    pass(HOUR)
    setClock(off)
    expect(now()).toBe(HOUR + 50_000)
  })

  test('a clock that stays set is believed after a minute', () => {
    const { now, pass, setClock } = machine()
    setClock(HOUR)
    expect(now()).toBe(0)
    pass(59_999)
    expect(now()).toBe(59_999)
    pass(1)
    expect(now()).toBe(60_000 + HOUR)
  })

  test('two moments an hour apart are not one minute', () => {
    const { now, pass, setClock } = machine()
    setClock(HOUR)
    now()
    setClock(0)
    pass(HOUR)
    expect(now()).toBe(HOUR)
    setClock(HOUR)
    expect(now()).toBe(HOUR)
  })

  test('a clock that leaps on and on is believed a minute after the last time', () => {
    const { now, pass, setClock } = machine()
    for (let i = 1; i <= 4; i++) {
      setClock(i * HOUR)
      expect(now()).toBe((i - 1) * 40_000)
      pass(40_000)
    }
    pass(20_000)
    expect(now()).toBe(180_000 + 4 * HOUR)
  })
})
