/** One browser's sign-in. Times are epoch milliseconds of the server that wrote them. */
export type SessionRecord = {
  /** 256 random bits, base64url; the only thing next-auth's cookie holds. */
  ref: string
  /** Zoom's user id; names the grant. */
  user_id: string
  /** Zoom's account of this user, as `/users/me` named it (zoom.md 1.7); empty when it did not. */
  account_id: string
  /** What the account menu shows. */
  user_name: string
  user_agent: string
  created_at: number
  /** The last request that a person caused. Background refreshing does not move it. */
  active_at: number
  /** Absolute end. The store may forget the record from then on. */
  expires_at: number
}

/** The one pair of tokens that Zoom lets a user have for this app, sealed. */
export type GrantRecord = {
  user_id: string
  /** Moves with every write. Compare-and-set works on it, never on the sealed text. */
  version: number
  /** AES-256-GCM ciphertext, see auth/seal.ts. A store never sees a token. */
  sealed: string
}

/** Labels under which Zoom counts calls of the whole account (zoom.md section 5). */
export type RateLabel = 'LIGHT' | 'MEDIUM'

/** Thrown by every method when the store cannot be reached or does not answer within 1.5 s. */
export class StoreUnavailable extends Error {
  readonly code = 'unavailable'
  constructor(cause: unknown) {
    super('The session store cannot be reached.', { cause })
    this.name = 'StoreUnavailable'
  }
}

/** By its name, since classes differ between Next's copies of a module. */
export function isStoreUnavailable(error: unknown): error is StoreUnavailable {
  return error instanceof Error && error.name === 'StoreUnavailable'
}

/**
 * Where sessions, grants, locks and the request budget live. SQLite for one instance, Redis or Valkey for
 * any number; both pass the same conformance suite. Writes of sessions and grants are durable when their
 * promise resolves (in Redis as far as its appendfsync goes). After StoreUnavailable a write may still have been
 * carried out: read again before judging.
 */
export interface Store {
  getSession(ref: string): Promise<SessionRecord | null>
  /** Creates or replaces. */
  putSession(session: SessionRecord): Promise<void>
  /** Moves active_at forward on an existing record; never recreates one that was deleted meanwhile. */
  touchSession(ref: string, active_at: number): Promise<void>
  /**
   * Deletes one session. `last` is true when that user has no other unexpired session; decided in the same
   * atomic step, so that of two sign-outs at once exactly one is the last. Deleting an absent one: false.
   */
  deleteSession(ref: string): Promise<{ last: boolean }>
  /** All unexpired sessions of one user, newest first. */
  listSessions(user_id: string): Promise<SessionRecord[]>

  getGrant(user_id: string): Promise<GrantRecord | null>
  /** Stores unconditionally (a new sign-in replaces the pair) and returns the new version. */
  putGrant(user_id: string, sealed: string): Promise<number>
  /** Stores only if the version is still `expected`. Returns the new version, or null if it had moved. */
  compareAndSetGrant(user_id: string, expected: number, sealed: string): Promise<number | null>
  /** Deletes; with `expected`, only while the version is still that one. True if it deleted. */
  deleteGrant(user_id: string, expected?: number): Promise<boolean>

  /** Takes the named lock for `ttl_ms` if it is free or its holder's time has run out; false even to its own holder. */
  acquireLock(name: string, owner: string, ttl_ms: number): Promise<boolean>
  /** Extends a lock still held by `owner`; false means that it ran out, taken or not. */
  renewLock(name: string, owner: string, ttl_ms: number): Promise<boolean>
  /** Frees the lock if `owner` still holds it. */
  releaseLock(name: string, owner: string): Promise<void>

  /**
   * Asks to start one call under `label` now. 0: counted, start it. Otherwise nothing was counted, and the
   * answer is the number of milliseconds after which asking again is worthwhile. Over all instances no
   * window of one second ever holds more than `per_second` starts. Uses the store's own clock.
   */
  takeBudget(label: RateLabel, per_second: number): Promise<number>

  /** Resolves if the store answers. */
  ping(): Promise<void>
  close(): Promise<void>
}
