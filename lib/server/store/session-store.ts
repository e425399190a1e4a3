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

/** Sign-ins. Every method rejects with StoreUnavailable. */
export interface SessionStore {
  getSession(ref: string): Promise<SessionRecord | null>
  /** Creates or replaces. */
  putSession(session: SessionRecord): Promise<void>
  /** Moves active_at forward on an existing record; never recreates one that was deleted meanwhile. */
  touchSession(ref: string, active_at: number): Promise<void>
  /** Deletes one session, if it is there. */
  deleteSession(ref: string): Promise<void>
  /** All unexpired sessions of one user, newest first. */
  listSessions(user_id: string): Promise<SessionRecord[]>
  /** The store's own clock in epoch milliseconds, by which it forgets what has run out. */
  now(): Promise<number>
}
