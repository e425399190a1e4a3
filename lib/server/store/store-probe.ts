import { randomUUID } from 'node:crypto'
import { log } from '../platform/logging.ts'
import type { LockStore } from './lock-store.ts'
import { isStoreUnavailable } from './store-unavailable.ts'

/** About what a sign-in stores. */
const FILLER = 'x'.repeat(16 * 1024)
const TTL_MS = 10_000
/** Anybody may ask whether this instance is ready, so a good answer is given again for so long. */
const GOOD_FOR_MS = 500

/**
 * A question to the store whether it can be read and written, by taking and freeing a lock with an owner as long as a
 * sign-in. Rejects with StoreUnavailable. Those who ask at once share one answer; the log says when it changes.
 */
export function createStoreProbe(store: Pick<LockStore, 'acquireLock' | 'releaseLock'>): () => Promise<void> {
  let running: Promise<void> | undefined
  let trouble: string | undefined
  let good_until = Number.NEGATIVE_INFINITY

  async function probe(): Promise<void> {
    const name = `probe:${randomUUID()}`
    try {
      await store.acquireLock(name, FILLER, TTL_MS)
      await store.releaseLock(name, FILLER)
    } catch (error) {
      const reason = isStoreUnavailable(error) ? error.reason : 'unknown'
      if (reason !== trouble) log().error({ event: 'store_unavailable', reason }, 'nothing can be stored')
      trouble = reason
      throw error
    }
    if (trouble !== undefined) log().info({ event: 'store_available' })
    trouble = undefined
    good_until = performance.now() + GOOD_FOR_MS
  }

  return async function probeStore() {
    if (performance.now() < good_until) return
    running ??= probe().finally(() => {
      running = undefined
    })
    await running
  }
}
