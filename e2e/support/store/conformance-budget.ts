import { describe, expect, it, vi } from 'vitest'
import { BUDGET_WINDOW_MS, type BudgetStore, type RateLabel } from '../../../lib/server/store/budget-store.ts'
import { type Handles, PATIENCE } from './conformance-inputs.ts'

/** The budget: never more than so many starts in any second, whoever asks, and in the end for everybody. */
export function describeBudget(handles: Handles) {
  describe('the budget', () => {
    it('holds over two handles and serves everybody', async () => {
      const starts = await startAll([handles.one, handles.two], 'MEDIUM', 7, 24)
      expect(starts).toHaveLength(24)
      expect(fullestSecond(starts)).toBeLessThanOrEqual(7)
    })

    it('holds for callers that come and go', async () => {
      const starts: Start[] = []
      while (starts.length < 9) starts.push(...(await startAll([handles.one, handles.two], 'LIGHT', 3, 3)))
      expect(fullestSecond(starts)).toBeLessThanOrEqual(3)
    })

    it('holds while instances with different limits run side by side', async () => {
      const both = await Promise.all([
        startAll([handles.one], 'LIGHT', 4, 6),
        startAll([handles.two], 'LIGHT', 6, 6),
      ])
      expect(fullestSecond(both.flat())).toBeLessThanOrEqual(6)
    })

    it('counts nothing when it says to wait, and says for how long', async () => {
      await startAll([handles.one], 'MEDIUM', 2, 2)
      const waits: number[] = []
      await vi.waitFor(async () => {
        const wait = await handles.two.takeBudget('MEDIUM', 2)
        if (wait > 0) waits.push(wait)
        expect(wait).toBe(0)
      }, PATIENCE)
      for (const wait of waits) expect(wait).toBeLessThanOrEqual(BUDGET_WINDOW_MS)
    })

    it('tells how many starts there were lately, over two handles, and counts none that had to wait', async () => {
      const before = await handles.one.countStarts('MEDIUM')
      await startAll([handles.one, handles.two], 'MEDIUM', 2, 5)
      const after = [await handles.one.countStarts('MEDIUM'), await handles.two.countStarts('MEDIUM')]
      for (const starts of after) {
        // Those from before may have become too old meanwhile.
        expect(starts).toBeGreaterThanOrEqual(5)
        expect(starts).toBeLessThanOrEqual(before + 5)
      }
    })

    it('counts a start that happened later than it was counted from when it happened, and once', async () => {
      const starts = await startAll([handles.one], 'LIGHT', 1, 1)
      const before = await handles.one.countStarts('LIGHT')
      await vi.waitFor(() => expect(sinceOf(starts)).toBeGreaterThan(200), PATIENCE)
      const moved = performance.timeOrigin + performance.now()
      await handles.two.moveStart('LIGHT', sinceOf(starts))
      expect(await handles.one.countStarts('LIGHT')).toBe(before)
      const next = await startAll([handles.one], 'LIGHT', 1, 1)
      // What the store's clock cuts off a moment is not counted against it.
      expect(next[0]?.granted).toBeGreaterThan(moved + BUDGET_WINDOW_MS - 2)
    })

    it('counts one that it does not know any more, too', async () => {
      const starts = await startAll([handles.one], 'MEDIUM', 1, 1)
      await vi.waitFor(() => expect(sinceOf(starts)).toBeGreaterThan(200), PATIENCE)
      const moved = performance.timeOrigin + performance.now()
      await handles.one.moveStart('MEDIUM', 3_600_000)
      const next = await startAll([handles.two], 'MEDIUM', 1, 1)
      expect(next[0]?.granted).toBeGreaterThan(moved + BUDGET_WINDOW_MS - 2)
    })

    it('counts labels apart', async () => {
      const [medium, light] = await Promise.all([
        startAll([handles.one], 'MEDIUM', 1, 2),
        startAll([handles.two], 'LIGHT', 1, 2),
      ])
      expect(fullestSecond(medium)).toBe(1)
      expect(fullestSecond(light)).toBe(1)
      // Together they take as long as one label alone.
      expect(fullestSecond([...medium, ...light])).toBe(2)
    })
  })
}

/** A granted start. It happened at some moment from the question to the answer, epoch milliseconds. */
export type Start = { asked: number; granted: number }

/** Lets `callers` compete for one start each, waiting as they are told. */
export async function startAll(stores: BudgetStore[], label: RateLabel, per_second: number, callers: number) {
  return Promise.all(
    Array.from({ length: callers }, async (_, i): Promise<Start> => {
      const store = stores[i % stores.length]
      if (!store) throw new Error('No store to ask.')
      for (;;) {
        const asked = performance.timeOrigin + performance.now()
        const wait = await store.takeBudget(label, per_second)
        if (wait === 0) return { asked, granted: performance.timeOrigin + performance.now() }
        await new Promise(resolve => setTimeout(resolve, wait))
      }
    }),
  )
}

const sinceOf = ([start]: Start[]) => performance.timeOrigin + performance.now() - (start?.granted ?? 0)

/** The most starts that certainly lie within some 1000 ms: a slow answer never makes them look closer. */
export function fullestSecond(starts: Start[]) {
  const within = (from: number) =>
    starts.filter(({ asked, granted }) => asked >= from && granted < from + 1000).length
  return Math.max(...starts.map(({ asked }) => within(asked)))
}
