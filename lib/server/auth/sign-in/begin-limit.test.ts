import { afterEach, expect, test, vi } from 'vitest'
import { createBeginLimit } from './begin-limit.ts'

afterEach(() => {
  vi.useRealTimers()
})

test('so many sign-ins a minute may be begun from one address, and other addresses do not pay for it', () => {
  let now = 0
  const count = createBeginLimit(3, () => now)
  for (let i = 0; i < 3; i++) count('a')
  now = 20_000
  expect(() => count('a')).toThrow(expect.objectContaining({ code: 'rate_limited', retry_after: 40 }))
  expect(() => count('b')).not.toThrow()
  now = 60_000
  expect(() => count('a')).not.toThrow()
})

test('a clock that is set back makes the minute no longer', () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] })
  const count = createBeginLimit(1)
  count('a')
  vi.setSystemTime(Date.now() - 3_600_000)
  expect(() => count('a')).toThrow(expect.objectContaining({ retry_after: 60 }))
  vi.advanceTimersByTime(60_000)
  expect(() => count('a')).not.toThrow()
})

test('what is remembered of addresses is bounded, the busiest of late included', () => {
  const count = createBeginLimit(2, () => 0)
  for (let i = 0; i < 2; i++) count('busy')
  for (let i = 0; i < 9_000; i++) count(`address ${i}`)
  expect(() => count('busy')).toThrow(expect.objectContaining({ code: 'rate_limited' }))
})

test('an address that was not heard of for ten thousand others is forgotten', () => {
  const count = createBeginLimit(1, () => 0)
  count('old')
  for (let i = 0; i < 9_999; i++) count(`address ${i}`)
  expect(() => count('old')).toThrow(expect.objectContaining({ code: 'rate_limited' }))
  for (let i = 10_000; i < 20_000; i++) count(`address ${i}`)
  expect(() => count('old')).not.toThrow()
})
