import type { ListLocation } from '@/lib/agents/address.ts'
import { describeFilters, describeOrder } from '@/lib/agents/describe-list.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import type { Rest } from '../export/rest.ts'
import type { useAgents } from './held/use-agents.ts'

/** Which agents a file or a print of the list holds, and in which order; each line in words. */
export function describePlace(location: ListLocation, agents: readonly Agent[]): string[] {
  const { question, view } = location
  const region = agents.find(({ region_id }) => region_id === question.region)?.region_name
  const order = describeOrder(view.sort)
  return [...describeFilters(location, region), order ? `Ordered ${order}` : "In Zoom's order"]
}

/** What is not loaded of the list; null where nothing is missing. */
export function toRest({
  list,
  error,
  isFetching,
  onNear,
  retry,
}: ReturnType<typeof useAgents>): Rest | null {
  if (list?.end === 'end') return null
  return {
    held: list?.agents.length ?? 0,
    total: list?.total ?? null,
    isOver: list !== null && list.end !== 'more',
    // While it is tried again it has not failed.
    error: isFetching ? null : error,
    ask: () => onNear(0),
    retry,
  }
}
