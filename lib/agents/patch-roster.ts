import { markRead } from './read-at.ts'
import type { Roster } from './roster.ts'
import type { Agent } from './schema.ts'
import { sameStatus } from './status/same-status.ts'

/** The roster with what has been read of one agent since, at `at` (ISO time). */
export function patchRoster(roster: Roster, patched: Agent, at: string): Roster {
  const agents = roster.agents.map(agent => {
    if (agent.user_id !== patched.user_id) return agent
    const status_since = sameStatus(agent, patched) ? agent.status_since : { at, kind: 'seen' as const }
    const next = { ...agent, ...patched, status_since }
    markRead([next], at)
    return next
  })
  return { ...roster, agents, changes: new Map() }
}
