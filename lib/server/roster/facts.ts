import type { RosterFacts } from '@/lib/agents/roster-facts.ts'
import type { Roster } from './roster.ts'

/**
 * How it stands with a roster for one of those who are served from it. `others`: who else looks at it now.
 * `siblings`: all rosters from which persons of the account are served.
 */
export function rosterFacts(roster: Roster, others: number, siblings: readonly Roster[]): RosterFacts {
  const { held, rhythm, trouble } = roster
  const { readAt, total } = held.pages
  return {
    held: held.size,
    total,
    complete: held.complete,
    read_at: readAt && new Date(readAt.oldest).toISOString(),
    every_s: Number.isFinite(rhythm.everyMs) ? rhythm.everyMs / 1_000 : null,
    is_relaxed: rhythm.isRelaxed,
    others,
    is_apart: siblings.some(other => other !== roster && other.viewers.areThere),
    trouble: trouble?.message ?? null,
  }
}
