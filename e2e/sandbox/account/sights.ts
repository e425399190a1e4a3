import type { Agent } from './agent.ts'

/** What of an account one person may see; how Zoom's roles narrow is not documented, so any of it can be had. */
export interface Sight {
  /** Agents of these regions alone. */
  region_ids?: string[]
  /** These agents are hidden. */
  without_ids?: string[]
  /** Fields that are left out of every agent. */
  without_fields?: string[]
}

export function visible(agents: readonly Agent[], sight: Sight = {}): readonly Agent[] {
  const { region_ids, without_ids } = sight
  return agents.filter(
    ({ user_id, region_id }) =>
      (!region_ids || region_ids.includes(region_id ?? '')) && !without_ids?.includes(user_id),
  )
}

export function narrowed(row: Partial<Agent>, sight: Sight = {}): Partial<Agent> {
  const { without_fields: hidden } = sight
  if (!hidden) return row
  return Object.fromEntries(Object.entries(row).filter(([name]) => !hidden.includes(name)))
}
