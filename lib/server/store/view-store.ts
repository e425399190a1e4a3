/** All saved views of one Zoom user in one text, which the caller has sealed: they hold searches. */
export type ViewsRecord = {
  /** Moves with every write. */
  version: string
  /** Up to about 700 KB: 512 KB of views, sealed and in base64. */
  sealed: string
}

/** Saved views, one text for each Zoom user. Every method rejects with StoreUnavailable. */
export interface ViewStore {
  getViews(user_id: string): Promise<ViewsRecord | null>
  /**
   * Stores only if the version is still `expected`, null standing for none stored yet. Returns the new version,
   * or null if it had moved.
   */
  compareAndSetViews(user_id: string, expected: string | null, sealed: string): Promise<string | null>
}
