import { markRead } from './read-at.ts'
import { changedFields, type Roster } from './roster.ts'
import type { Agent } from './schema.ts'
import { sameStatus } from './status/same-status.ts'

/** The roster with what has been read of some agents since, at `at` (ISO time), where that tells something else. */
export function patchRoster(roster: Roster, read: readonly Agent[], at: string): Roster {
  const byId = new Map(read.map(agent => [agent.user_id, agent]))
  const newer = new Map(roster.newer)
  const agents = roster.agents.map(agent => {
    const since = byId.get(agent.user_id)
    if (!since || agent.status_since.at > at || !changedFields(agent, since)) return agent
    const status_since = sameStatus(agent, since) ? agent.status_since : { at, kind: 'seen' as const }
    const next = { ...agent, ...since, status_since }
    markRead([next], at)
    newer.set(agent.user_id, { at, told: newer.get(agent.user_id)?.told ?? agent })
    return next
  })
  return { ...roster, agents, newer, changes: new Map() }
}
