/** The one pair of tokens that Zoom lets a user have for this app, sealed. */
export type GrantRecord = {
  user_id: string
  /** Moves with every write. Compare-and-set works on it, never on the sealed text. */
  version: string
  /** AES-256-GCM ciphertext, see auth/seal.ts. A store never sees a token. */
  sealed: string
}

/** Grants, one for each Zoom user. Every method rejects with StoreUnavailable. */
export interface GrantStore {
  getGrant(user_id: string): Promise<GrantRecord | null>
  /** Stores only if the version is still `expected`, null standing for none. Returns the new version, or null if it had moved. */
  compareAndSetGrant(user_id: string, expected: string | null, sealed: string): Promise<string | null>
  /** Deletes; with `expected`, only while the version is still that one. True if it deleted. */
  deleteGrant(user_id: string, expected?: string): Promise<boolean>
  /** The user_id of every grant, in no order. */
  listGrants(): Promise<string[]>
}
