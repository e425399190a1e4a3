import type { Roster } from '../roster.ts'
import type { Viewer } from '../viewers.ts'
import { type Comparison, isDrift } from './sight.ts'

/** What is served was read no later than this after its viewer has shown that they see it themselves. */
const PROOF_LASTS_MS = 600_000
/** Early enough to look twice before the proof runs out. */
const CHECK_AFTER_MS = 480_000

/** A difference is looked at again after this where no reading follows: nobody may be left who may read. */
const LOOK_AGAIN_MS = 90_000

/** What a person's own grant has shown of a roster. */
export type Proof = {
  account_id: string
  roster: Roster
  /** What `countRefusals` said of this person by then. */
  refusals: number
  /** The roster's `sight` that was shown, and when. */
  sight: number
  at: number
  /** The one at the last check, whatever came of that. */
  checked_sight: number
  /** Check again at this time, or once a roster that differed has been read anew. */
  due_at: number
  again: { roster: Roster; read_after: number } | null
  /** The last check found a difference, which a change between two readings may explain. */
  doubt: Comparison | null
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
    checked_sight: roster.sight,
    due_at: shown.at + CHECK_AFTER_MS,
    again: null,
    doubt: null,
    next_page_token: '',
    ...shown,
  }
}

/** Whether it still counts, for this person as they are signed in now. */
export function isValid(
  { account_id, roster, at }: Proof,
  viewer: Pick<Viewer, 'account_id' | 'signed_in_at'>,
): boolean {
  if (roster.isDropped || account_id !== viewer.account_id) return false
  // Rows that are not read anew, since Zoom is away, are those that were shown.
  const read_at = roster.held.pages.readAt?.latest ?? 0
  const isOver = Math.min(Date.now(), Math.max(read_at, at)) - at > PROOF_LASTS_MS
  return viewer.signed_in_at <= at && !isOver
}

/** Whether the reader may see less than what was shown: its roster may have become too narrow for this person. */
export function isShaken({ roster, sight }: Proof): boolean {
  return sight !== roster.sight
}

/** Whether it is time to look again. */
export function isDue({ roster, checked_sight, due_at, again, doubt }: Proof): boolean {
  return (
    Date.now() >= due_at ||
    (doubt === null && checked_sight !== roster.sight) ||
    (again !== null && (again.roster.held.pages.readAt?.oldest ?? 0) > again.read_after)
  )
}

/**
 * Whether the difference that a look has found may go away with the next reading. All that is served meanwhile has been
 * shown before. A second one counts, unless agents keep coming or going.
 */
export function mayWait(proof: Proof, found: Comparison): boolean {
  if (proof.doubt) return isDrift(proof.doubt, found.held_total)
  return found.isOfPresence || !isShaken(proof)
}

/** Looks again after the next reading. */
export function doubt(proof: Proof, found: Comparison): void {
  proof.doubt = found
  proof.again = nextReadingOf(proof.roster)
  proof.due_at = Date.now() + LOOK_AGAIN_MS
}

/** Once all of a roster has been read after now. */
export function nextReadingOf(roster: Roster): Proof['again'] {
  return { roster, read_after: Date.now() }
}
