import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { LockStore } from '../../store/lock-store.ts'

/** One for each that is under way at the same time; whoever finds none goes unmarked. */
const MARKS = Array.from({ length: 16 }, (_, number) => `signing-in-${number}`)
/** Longer than Zoom may take for the code and for who it is; an instance that died in between is waited for as long. */
const LONGEST_MS = 50_000

/**
 * Sign-ins of all instances, from a code until its pair is stored. In between Zoom has killed the pair that the store still
 * holds (zoom.md 1.3), and whose it is nobody knows yet.
 */
export function createSigningIn(store: LockStore, poll_ms: number) {
  async function take(owner: string): Promise<string | undefined> {
    for (const mark of MARKS) if (await store.acquireLock(mark, owner, LONGEST_MS)) return mark
    return undefined
  }

  return {
    async during<T>(work: () => Promise<T>): Promise<T> {
      const owner = randomUUID()
      const mark = await take(owner)
      try {
        return await work()
      } finally {
        if (mark) await store.releaseLock(mark, owner).catch(() => {})
      }
    },

    /** Waits until none is under way that was so when asked, or until `isSettled`, but no longer than one may take. */
    async over(isSettled: () => Promise<boolean>): Promise<void> {
      const deadline = performance.now() + LONGEST_MS
      for (const mark of MARKS)
        while (!(await store.acquireLock(mark, randomUUID(), 1))) {
          if (performance.now() >= deadline || (await isSettled())) return
          await delay(poll_ms)
        }
    },
  }
}
