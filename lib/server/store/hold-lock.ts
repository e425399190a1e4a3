import type { LockStore } from './lock-store.ts'

/** A lock as its holder keeps it: a dead one loses it after `ttl_ms`, renewing keeps it through a slow store. */
type HeldLock = { name: string; owner: string; ttl_ms: number; renew_every_ms: number }

/** Works under a lock that `owner` has acquired: it is renewed meanwhile, and free afterwards. */
export async function holdLock<T>(
  locks: Pick<LockStore, 'renewLock' | 'releaseLock'>,
  { name, owner, ttl_ms, renew_every_ms }: HeldLock,
  work: () => Promise<T>,
): Promise<T> {
  const renewal = setInterval(() => void locks.renewLock(name, owner, ttl_ms).catch(() => {}), renew_every_ms)
  try {
    return await work()
  } finally {
    clearInterval(renewal)
    await locks.releaseLock(name, owner).catch(() => {}) // it runs out by itself
  }
}
