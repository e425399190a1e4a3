import fc from 'fast-check'
import { beforeEach, expect, test, vi } from 'vitest'

let clock: typeof import('./server-clock.ts')
beforeEach(async () => {
  vi.resetModules()
  clock = await import('./server-clock.ts')
})

test('before the first answer nobody knows the time', () => {
  expect(clock.serverTime(5)).toBeNull()
})

test('the time goes on from the latest answer as the page’s own clock does, whatever was said before', () => {
  const answer = fc.record({
    server_ms: fc.integer({ min: 1, max: 4e12 }),
    arrived: fc.integer({ min: 0, max: 1e9 }),
  })
  fc.assert(
    fc.property(fc.array(answer, { minLength: 1 }), fc.integer({ min: 0, max: 1e9 }), (answers, later) => {
      for (const { server_ms, arrived } of answers) clock.setServerClock(server_ms, arrived)
      const last = answers.at(-1) ?? { server_ms: 0, arrived: 0 }
      expect(clock.serverTime(last.arrived + later)).toBe(last.server_ms + later)
    }),
  )
})

test.each([Number.NaN, 0, -1, Number.POSITIVE_INFINITY])('%s is no time of a server', time => {
  clock.setServerClock(1_000, 0)
  clock.setServerClock(time, 0)
  expect(clock.serverTime(0)).toBe(1_000)
})
