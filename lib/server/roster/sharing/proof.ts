import type { Roster } from '../roster.ts'
import type { Viewer } from '../viewers.ts'
import { type Comparison, isDrift } from './sight.ts'

/** Nobody is served what was read later than this after they last showed that they see it themselves. */
const PROOF_LASTS_MS = 600_000
/** Early enough for a second check before the proof runs out. */
const CHECK_AFTER_MS = 480_000

/** After a difference the next check waits for the next reading, but no longer than this: nobody may be left who may read. */
const CHECK_AGAIN_MS = 90_000

/** What a person's own grant has shown of a roster. */
export type Proof = {
  account_id: string
  roster: Roster
  /** How many refusals the store had counted for this person by then. */
  refusals: number
  /** The roster's `sight` for which it was shown, and when. */
  sight: number
  at: number
  /** The roster's `sight` at the last check, whatever that found. */
  checked_sight: number
  /** The next check is due at this time, epoch milliseconds. */
  due_at: number
  /** Or sooner, once all pages of this roster were read after `read_after`: it has differed. */
  again: { roster: Roster; read_after: number } | null
  /** What the last check found where it found a difference that a change between two readings may explain. */
  doubt: Comparison | null
  /** The page that the next check compares besides the first: its token lives for 15 minutes (zoom.md 3). */
  next_page_token: string
}

/** When something was shown, and whatever of its proof is not as createProof has it. */
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

/** Whether the roster's reader may have come to see less or more since: then the roster may lack what this person sees, or tell more. */
export function isShaken({ roster, sight }: Proof): boolean {
  return sight !== roster.sight
}

/** Whether it is time for a check. */
export function isDue({ roster, checked_sight, due_at, again, doubt }: Proof): boolean {
  return (
    Date.now() >= due_at ||
    (doubt === null && checked_sight !== roster.sight) ||
    (again !== null && (again.roster.held.pages.readAt?.oldest ?? 0) > again.read_after)
  )
}

/**
 * Whether a difference may go away with the next reading, so that the person is served on until then, of what they have
 * shown before. The second difference in a row counts, unless agents keep coming or going.
 */
export function mayWait(proof: Proof, found: Comparison): boolean {
  if (proof.doubt) return isDrift(proof.doubt, found.held_total)
  return found.isOfPresence || !isShaken(proof)
}

/** Has the next reading followed by another check. */
export function doubt(proof: Proof, found: Comparison): void {
  proof.doubt = found
  proof.again = nextReadingOf(proof.roster)
  proof.due_at = Date.now() + CHECK_AGAIN_MS
}

/** A reading of the whole roster from now on. */
export function nextReadingOf(roster: Roster): Proof['again'] {
  return { roster, read_after: Date.now() }
}
