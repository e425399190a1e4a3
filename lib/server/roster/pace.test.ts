import { beforeEach, expect, test, vi } from 'vitest'
import { BUDGET_WINDOW_MS } from '../store/budget-store.ts'
import { createPace } from './pace.ts'

beforeEach(() => {
  vi.useFakeTimers()
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

test('a turn that another instance has is asked for again until it is free, and lasts as long as one call may take', async () => {
  let isFree = false
  const asked: number[] = []
  const pace = createPace(7, async lasts_ms => {
    asked.push(lasts_ms)
    return isFree
  })
  let hasStarted = false
  const start = pace().then(() => {
    hasStarted = true
  })
  await vi.advanceTimersByTimeAsync(100)
  expect(hasStarted).toBe(false)
  isFree = true
  await vi.advanceTimersByTimeAsync(15)
  await start
  expect(asked.length).toBeGreaterThan(2)
  expect(new Set(asked)).toEqual(new Set([Math.ceil(BUDGET_WINDOW_MS / 3)]))
})
