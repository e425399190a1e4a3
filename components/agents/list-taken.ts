import type { Rest } from '../export/rest.ts'
import type { useAgents } from './held/use-agents.ts'

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
