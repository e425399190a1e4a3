import type { AgentList } from '@/lib/agents/agent-list.ts'
import type { RollcallError } from '@/lib/errors.ts'

/** A list as far as it has come, and the ways to go on with it. */
export type Loading = {
  list: AgentList | null
  error: RollcallError | null
  isFetching: boolean
  onNear: (rowsLeft: number) => void
  retry: () => void
}

/** The part of a list that is not loaded. */
export type Rest = {
  /** How many agents are loaded. */
  held: number
  /** Of how many; null while Zoom has not said. */
  total: number | null
  /** Zoom has ended the list early: nothing more comes. */
  isOver: boolean
  /** Why the last attempt to read on failed. */
  error: RollcallError | null
  /** Asks for the next part, where that does not come by itself. */
  ask: () => void
  /** Asks again for what failed. */
  retry: () => void
}

/** What has not come of a list; null where nothing is missing. */
export function toRest({ list, error, isFetching, onNear, retry }: Loading): Rest | null {
  if (list?.end === 'whole') return null
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
