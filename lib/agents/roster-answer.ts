import type { ErrorBody } from '@/lib/errors.ts'
import type { Agent } from './schema.ts'
import type { StatusSample } from './status/status-history.ts'
import type { StatusSince } from './status/status-since.ts'

/** Readings that people ask for are not closer together than this: one that is asked for sooner is the one before. */
export const REFRESH_GAP_MS = 2_000

export type RosterAgent = Agent & { status_since: StatusSince }

/** What `GET /api/roster` answers: all agents from the start, or what has changed since an answer before. */
export type RosterAnswer = {
  /** Goes back as `since`. Versions of one roster grow, as texts too. */
  version: string
  /** Forget what you hold: this is all from the start. */
  reset: boolean
  /** How many agents Zoom says there are; null while it has not said. */
  total: number | null
  /** Different agents that the server holds. */
  held: number
  /** Items of Zoom's that could not be read. */
  skipped: number
  /** A walk has reached Zoom's end. */
  complete: boolean
  /** ISO time at which the oldest page was read; null before the first. */
  read_at: string | null
  /** Milliseconds until asking again is worthwhile. 0: more follows at once. Null: never by itself. */
  next_in: number | null
  /** New or changed agents, 2,000 at most. */
  users: RosterAgent[]
  /** Zoom's order; who is not in it is gone. Null: as before. Comes whole with the first part, so it may name agents still to come. */
  order: string[] | null
  /** How many agents had each status: what has been counted since, of the last half hour. Absent: nothing new. */
  history?: StatusSample[]
  /** Why reading fails at the moment; what is held stays, only older. */
  trouble?: ErrorBody['error']
}
