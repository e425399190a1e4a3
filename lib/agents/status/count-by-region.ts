import { valueAsked } from '../asked.ts'
import type { Agent } from '../schema.ts'
import { statusWord } from './status.ts'

/** How many agents have each status in each region, by `status` (`''`: not told) and `region_id` (UNTOLD). */
export function countByRegion(agents: readonly Agent[]): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const counts = new Map<string, Map<string, number>>()
  for (const agent of agents) {
    const status = statusWord(agent) ?? ''
    const region = valueAsked('region', agent)
    const row = counts.get(status) ?? new Map<string, number>()
    counts.set(status, row.set(region, (row.get(region) ?? 0) + 1))
  }
  return counts
}
