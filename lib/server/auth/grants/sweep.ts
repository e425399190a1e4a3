import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { describeError, log } from '../../platform/logging.ts'
import type { GrantStore } from '../../store/grant-store.ts'
import type { LockStore } from '../../store/lock-store.ts'
import type { Grants } from './grants.ts'

/** A grant is to be gone within 10 minutes of the end of its last session, even if nobody returns. */
const EVERY_MS = 4 * 60_000
/** A clock that is wrong for a moment ends no grant: each is looked at twice. */
const SECOND_LOOK_MS = 30_000

type Store = Pick<GrantStore, 'listGrants'> & LockStore

/** Ends every grant that no live session needs. One instance at a time: the others find the lock taken and leave it at that. */
export async function sweepGrants(
  store: Store,
  grants: Grants,
  second_look_ms = SECOND_LOOK_MS,
): Promise<void> {
  const owner = randomUUID()
  if (!(await store.acquireLock('sweep', owner, EVERY_MS / 2))) return
  try {
    const unused: string[] = []
    for (const user_id of await store.listGrants())
      if (!(await grants.isNeeded(user_id))) unused.push(user_id)
    if (unused.length === 0) return
    await delay(second_look_ms, undefined, { ref: false })
    for (const user_id of unused) await grants.endIfUnused(user_id)
  } finally {
    await store.releaseLock('sweep', owner)
  }
}

/** Sweeps for as long as the process lives, and is no reason for it to stay. */
export function startSweeping(store: Store, grants: Grants): void {
  setInterval(() => {
    sweepGrants(store, grants).catch(error => log().warn({ event: 'sweep_failed', ...describeError(error) }))
  }, EVERY_MS).unref()
}
