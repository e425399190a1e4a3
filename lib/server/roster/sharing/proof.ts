import type { Roster } from '../roster.ts'

/** What is served was read no later than this after its viewer has shown that they see it themselves. */
const PROOF_LASTS_MS = 600_000
/** Early enough to look twice before the proof runs out. */
const CHECK_AFTER_MS = 480_000

/** Somebody who looks. `signed_in_at`: a sign-in brings a new grant, which has shown nothing yet. */
export type Viewer = { user_id: string; account_id: string; signed_in_at: number }

/** What a person's own grant has shown of a roster. */
export type Proof = {
  account_id: string
  roster: Roster
  /** What `countRefusals` said of this person by then. */
  refusals: number
  /** The roster's `sight` that was shown, and when. */
  sight: number
  at: number
  /** Check again at this time, or once a roster that differed has been read anew. */
  due_at: number
  again: { roster: Roster; read_after: number } | null
  /** The last check found a difference, which a change between two readings may explain. */
  isDoubted: boolean
  /** The page that the next check compares besides the first: its token lives for 15 minutes (zoom.md 3). */
  next_page_token: string
}

/** When something was shown, and what else is not as at the start. */
export type Shown = Pick<Proof, 'at' | 'refusals'> & Partial<Proof>

export function createProof(account_id: string, roster: Roster, shown: Shown): Proof {
  return {
    account_id,
    roster,
    sight: roster.sight,
    due_at: shown.at + CHECK_AFTER_MS,
    again: null,
    isDoubted: false,
    next_page_token: '',
    ...shown,
  }
}

/** Whether it still counts, for this person as they are signed in now. */
export function isValid(
  { account_id, roster, sight, at }: Proof,
  viewer: Pick<Viewer, 'account_id' | 'signed_in_at'>,
): boolean {
  if (roster.isDropped || account_id !== viewer.account_id) return false
  // Rows that are not read anew, since Zoom is away, are those that were shown.
  const read_at = roster.held.pages.readAt?.latest ?? 0
  const isOver = Math.min(Date.now(), Math.max(read_at, at)) - at > PROOF_LASTS_MS
  return sight === roster.sight && viewer.signed_in_at <= at && !isOver
}

/** Whether it is time to look again. */
export function isDue({ due_at, again }: Proof): boolean {
  return (
    Date.now() >= due_at ||
    (again !== null && (again.roster.held.pages.readAt?.oldest ?? 0) > again.read_after)
  )
}

/** Once all of a roster has been read after now. */
export function nextReadingOf(roster: Roster): Proof['again'] {
  return { roster, read_after: Date.now() }
}
