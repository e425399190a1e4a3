import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { nameOf } from './group.ts'
import type { Sharers } from './shared-copy.ts'

/** Founding a roster is a matter of one instance at a time, and of little time. */
const FOUNDING_MS = 5_000
const FOUNDING_POLL_MS = 100

/** One instance at a time founds rosters of a group; one that takes too long is not waited for. */
export async function foundAlone(
  { locks }: Sharers,
  group: string,
  work: () => Promise<void>,
): Promise<void> {
  const name = `roster-founding:${nameOf(group)}`
  const owner = randomUUID()
  while (!(await locks.acquireLock(name, owner, FOUNDING_MS))) await delay(FOUNDING_POLL_MS)
  try {
    await work()
  } finally {
    await locks.releaseLock(name, owner).catch(() => {}) // it runs out by itself
  }
}
