import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createPace } from './pace.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test.each([1, 2, 3, 7, 10, 20])(
  'with %d calls a second all walks together start at most half as many in any second',
  async per_second => {
    const pace = createPace(per_second)
    const starts: number[] = []
    const walks = Array.from({ length: 3 }, async () => {
      for (let page = 0; page < 12; page++) {
        await pace()
        starts.push(performance.now())
      }
    })
    await vi.advanceTimersByTimeAsync(120_000)
    await Promise.all(walks)
    expect(starts).toHaveLength(36)
    const span = per_second === 1 ? 2_000 : 1_000
    const most = Math.max(...starts.map(from => starts.filter(at => at >= from && at < from + span).length))
    expect(most).toBeLessThanOrEqual(Math.max(1, per_second / 2))
  },
)
