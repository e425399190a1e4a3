/** Some of what a roster has become: `id` grows from part to part (`{change}-{n}`), the text is sealed by the caller. */
export type RosterPart = { id: string; sealed: string }

export type RosterWrite = {
  /** The change that was written last; null: nothing yet. */
  expected: number | null
  /** The last change that is written with this. */
  change: number
  /** How it stands with the roster, sealed. */
  head: string
  parts: RosterPart[]
  /** These parts are all there is: earlier ones go. */
  isWhole: boolean
}

export type RosterRead = {
  change: number
  head: string
  /** All parts after the change asked for. */
  parts: string[]
  /** Events that nobody has taken yet. */
  waiting: number
}

/** How long a roster lives that nobody uses; longer than tabs wait between two questions. */
export const ROSTER_LIVES_MS = 180_000

/**
 * Rosters that instances share, each found by the names of the lists it is in. All of it lives for ROSTER_LIVES_MS from when
 * it was last written, or read as one that is used, and no longer. Ids of lists and rosters are opaque. Every method rejects
 * with StoreUnavailable.
 */
export interface RosterStore {
  /** The one with the least id first. */
  listRosters(list: string): Promise<string[]>
  /** What was written after a change (0: all); null when there is no such roster any more. It is used unless told. */
  readRoster(
    lists: readonly string[],
    roster: string,
    after: number,
    isUsed?: boolean,
  ): Promise<RosterRead | null>
  /** Writes unless somebody else has written since `expected`. True if it did. */
  writeRoster(lists: readonly string[], roster: string, write: RosterWrite): Promise<boolean>
  /** Leaves an event for whoever writes next. */
  pushRosterEvent(roster: string, sealed: string): Promise<void>
  /** Takes all events left, the oldest first. */
  takeRosterEvents(roster: string): Promise<string[]>
  /** How often Zoom has refused something to a person; a number that moves with every refusal. */
  countRefusals(user_id: string): Promise<number>
  addRefusal(user_id: string): Promise<void>
}
