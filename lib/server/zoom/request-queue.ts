import { RollcallError } from '@/lib/errors.ts'
import type { RateLabel } from '../store/budget-store.ts'

/** `waited_for`: a person looks at the place where the answer will be. `background`: a refresh nobody asked for. */
export type Priority = 'waited_for' | 'background'

/** `need` is read anew at every turn: the read may have become urgent while it waited. */
type Waiting = {
  person: string
  need: { readonly priority: Priority }
  start: () => void
  fail: (error: unknown) => void
}

const LONGEST_WAIT_MS = 15_000

/** How much later than it was counted a call may start; the store's window is longer than a second by more than this. */
const LATE_MS = 50

// More than all turns ever, and small enough that turns added to it stay apart.
const BEHIND = 2 ** 52

/**
 * Lets calls to Zoom start no faster than the account's budget, which all instances share through `take`
 * (0: start now; otherwise ask again in so many milliseconds). Calls that a person waits for go first;
 * within a priority people take turns, so that nobody's many tabs starve another.
 */
export function createRequestQueue(take: (label: RateLabel) => Promise<number>) {
  const waiting: Record<RateLabel, Waiting[]> = { LIGHT: [], MEDIUM: [] }
  const lastServed = new Map<string, number>()
  const pumping: Record<RateLabel, boolean> = { LIGHT: false, MEDIUM: false }
  let turn = 0
  /** The quickest answer of the store so far, in milliseconds: how far away it is. */
  let quickest = Number.POSITIVE_INFINITY

  function next(queue: Waiting[]): Waiting {
    const rank = (w: Waiting) =>
      (w.need.priority === 'waited_for' ? 0 : BEHIND) + (lastServed.get(w.person) ?? 0)
    return queue.reduce((best, w) => (rank(w) < rank(best) ? w : best))
  }

  /**
   * 0: a call may start now. The store counts a start when it decides; a busy process may hear of it so late that
   * the call would fall into another second. Such a slot is lost and another one is taken. How far away the store
   * is does not count as late.
   */
  async function takeSlot(label: RateLabel): Promise<number> {
    for (;;) {
      const asked = performance.now()
      const wait = await take(label)
      const took = performance.now() - asked
      quickest = Math.min(quickest, took)
      if (wait > 0 || took - quickest <= LATE_MS) return wait
    }
  }

  async function pump(label: RateLabel): Promise<void> {
    const queue = waiting[label]
    pumping[label] = true
    try {
      while (queue.length > 0) {
        const wait = await takeSlot(label)
        if (wait > 0) {
          await new Promise(resolve => setTimeout(resolve, wait))
          continue
        }
        if (queue.length === 0) break // the one we asked for went away meanwhile: its slot is lost, which is safe
        const chosen = next(queue)
        queue.splice(queue.indexOf(chosen), 1)
        lastServed.delete(chosen.person)
        lastServed.set(chosen.person, ++turn)
        if (lastServed.size > 1_000) lastServed.delete(lastServed.keys().next().value as string)
        chosen.start()
      }
    } catch (error) {
      for (const w of queue.splice(0)) w.fail(error)
    } finally {
      pumping[label] = false
    }
  }

  /** Resolves when the call may start. Rejects with the signal's reason, `rate_limited` after 15 s, or the store's error. */
  return async function waitForTurn(
    label: RateLabel,
    person: string,
    need: Waiting['need'],
    signal: AbortSignal,
  ): Promise<void> {
    signal.throwIfAborted()
    await new Promise<void>((resolve, reject) => {
      const leave = (error: unknown) => {
        const at = waiting[label].indexOf(entry)
        if (at >= 0) waiting[label].splice(at, 1)
        done()
        reject(error)
      }
      const onAbort = () => leave(signal.reason)
      const timer = setTimeout(
        () => leave(new RollcallError('rate_limited', { retry_after: 5 })),
        LONGEST_WAIT_MS,
      )
      const done = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', onAbort)
      }
      const entry: Waiting = {
        person,
        need,
        start: () => {
          done()
          resolve()
        },
        fail: leave,
      }
      signal.addEventListener('abort', onAbort, { once: true })
      waiting[label].push(entry)
      if (!pumping[label]) void pump(label)
    })
  }
}
