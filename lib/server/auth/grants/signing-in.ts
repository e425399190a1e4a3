import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { LockStore } from '../../store/lock-store.ts'

const NAME = 'signing-in'
/** One holder for all of them: whoever comes later prolongs the lock. */
const OWNER = 'sign-ins'
/** Longer than Zoom may take for the code and for who it is; an instance that died in between is waited for as long. */
const LONGEST_MS = 50_000

/**
 * Sign-ins of all instances, from a code until its pair is stored. In between Zoom has killed the pair that the store still
 * holds (zoom.md 1.3), and whose it is nobody knows yet.
 */
export function createSigningIn(store: LockStore, poll_ms: number) {
  let running = 0

  async function mark(): Promise<void> {
    const isMarked = async () =>
      (await store.acquireLock(NAME, OWNER, LONGEST_MS)) || (await store.renewLock(NAME, OWNER, LONGEST_MS))
    while (!(await isMarked())) await delay(1) // somebody is just looking
  }

  return {
    async during<T>(work: () => Promise<T>): Promise<T> {
      running += 1
      try {
        await mark()
        return await work()
      } finally {
        running -= 1
        // Also where another instance's sign-in goes on: it then goes unmarked for the rest of its second.
        if (running === 0) await store.releaseLock(NAME, OWNER).catch(() => {})
      }
    },

    /** Waits until none is under way, but no longer than one may take. */
    async over(): Promise<void> {
      const deadline = Date.now() + LONGEST_MS
      while (Date.now() < deadline && !(await store.acquireLock(NAME, randomUUID(), 1))) await delay(poll_ms)
    },
  }
}
