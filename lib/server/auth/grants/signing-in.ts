import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { LockStore } from '../../store/lock-store.ts'

const NAME = 'signing-in'
/** One holder for all of them: whoever comes later prolongs the lock. */
const OWNER = 'sign-ins'
/** Longer than Zoom may take for the code and for who it is. */
const LONGEST_MS = 50_000

/** In milliseconds: how long the mark stays after the last sign-in, and how often each one under way renews it. */
const LASTS_MS = 3_000
const RENEWED_EVERY_MS = 1_000

/**
 * Sign-ins of all instances, from a code until its pair is stored. In between Zoom has killed the pair that the store still
 * holds (zoom.md 1.3), and whose it is nobody knows yet. Nobody takes their mark away, since another one may need it: it runs out.
 */
export function createSigningIn(store: LockStore, poll_ms: number) {
  async function mark(): Promise<void> {
    const isMarked = async () =>
      (await store.acquireLock(NAME, OWNER, LASTS_MS)) || (await store.renewLock(NAME, OWNER, LASTS_MS))
    while (!(await isMarked())) await delay(1) // somebody is just looking
  }

  return {
    async during<T>(work: () => Promise<T>): Promise<T> {
      await mark()
      const renewal = setInterval(() => void mark().catch(() => {}), RENEWED_EVERY_MS)
      try {
        return await work()
      } finally {
        clearInterval(renewal)
      }
    },

    /** Waits until none is under way or `isSettled`, but no longer than one may take. */
    async over(isSettled: () => Promise<boolean>): Promise<void> {
      const deadline = Date.now() + LONGEST_MS
      const isOver = async () => (await store.acquireLock(NAME, randomUUID(), 1)) || (await isSettled())
      while (Date.now() < deadline && !(await isOver())) await delay(poll_ms)
    },
  }
}
