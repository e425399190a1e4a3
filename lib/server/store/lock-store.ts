/** Locks between requests and instances, by name. Every method rejects with StoreUnavailable. */
export interface LockStore {
  /** Takes the named lock for `ttl_ms` if it is free or its holder's time has run out; false even to its own holder. */
  acquireLock(name: string, owner: string, ttl_ms: number): Promise<boolean>
  /** Extends a lock still held by `owner`; false means that it ran out, taken or not. */
  renewLock(name: string, owner: string, ttl_ms: number): Promise<boolean>
  /** Frees the lock if `owner` still holds it. */
  releaseLock(name: string, owner: string): Promise<void>
}
