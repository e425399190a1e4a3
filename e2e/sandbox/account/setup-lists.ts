import { REASONS, REGIONS, STATUSES } from './account-setup.ts'
import type { Agent } from './agent.ts'

/** Regions with the number of agents that each has now. */
export function regionsOf(agents: readonly Agent[]) {
  return REGIONS.map(region => ({
    ...region,
    users_count: agents.filter(({ region_id }) => region_id === region.region_id).length,
  }))
}

/** Both categories mixed, as an unfiltered answer may be (zoom.md 2.2). */
export const STATUS_LIST = [
  ...Object.values(STATUSES).map(status => ({
    ...status,
    status_type: status.status_id === '4' ? 'custom' : 'default',
    status_category: 'agent_status',
  })),
  ...REASONS.map(reason => ({
    ...reason,
    status_type: Number(reason.status_id) < 100 ? 'default' : 'custom',
    status_category: 'queue_opt_out_and_not_ready_status',
    enable: true,
    status_assigned_queues: [],
  })),
]
