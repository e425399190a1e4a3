import { markRead } from './read-at.ts'
import { changedFields, type Roster } from './roster.ts'
import type { Agent } from './schema.ts'
import { sameStatus } from './status/same-status.ts'

/** The roster with what has been read of one agent since, at `at` (ISO time), where that tells something else. */
export function patchRoster(roster: Roster, read: Agent, at: string): Roster {
  const newer = new Map(roster.newer)
  const agents = roster.agents.map(agent => {
    if (agent.user_id !== read.user_id || agent.status_since.at > at || !changedFields(agent, read))
      return agent
    const status_since = sameStatus(agent, read) ? agent.status_since : { at, kind: 'seen' as const }
    const next = { ...agent, ...read, status_since }
    markRead([next], at)
    newer.set(agent.user_id, { at, told: newer.get(agent.user_id)?.told ?? agent })
    return next
  })
  return { ...roster, agents, newer, changes: new Map() }
}
