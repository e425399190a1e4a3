import { queryOptions } from '@tanstack/react-query'
import { applyAnswer, type Changes, type Roster } from '@/lib/agents/roster.ts'
import type { RosterAnswer } from '@/lib/agents/roster-answer.ts'
import { isRollcallError } from '@/lib/errors.ts'
import { askServer } from './ask-server.ts'
import { serverTime } from './server-clock.ts'

export const ROSTER_KEY = ['roster'] as const

/** Asked again this long after a failure that does not say when, and after a refusal, which seldom heals by itself. */
const AFTER_FAILURE_MS = 15_000
const AFTER_REFUSAL_MS = 60_000
/** Whatever an answer says: a page never asks in a rush. */
const SOONEST_MS = 500

type Options = {
  /** Seconds between two reads that this tab wants; 0: read once. */
  every: number
  /** Zoom is asked now. */
  refresh?: boolean
  /** No person caused that. */
  background?: boolean
}

/**
 * All agents, and from then on what has changed. It asks itself again when that is worthwhile, only while the page
 * is visible, and at once when it comes into view. What failed keeps what is held. A single reading is waited for to its end.
 */
export function rosterQuery({ every, refresh = false, background = false }: Options) {
  return queryOptions({
    queryKey: ROSTER_KEY,
    queryFn: async ({ client, signal }) => {
      let roster = client.getQueryData<Roster>(ROSTER_KEY) ?? null
      let changes: Changes = new Map()
      const asked_at = serverTime() ?? 0
      for (let wants = refresh; ; wants = false) {
        const query = new URLSearchParams({ every: String(every) })
        if (roster) query.set('since', roster.version)
        if (wants) query.set('refresh', '1')
        const answer = await askServer<RosterAnswer>(`/api/roster?${query}`, {
          signal,
          background: background || !wants,
        })
        const isMore = answer.next_in === 0 && (answer.version !== roster?.version || answer.users.length > 0)
        roster = applyAnswer(roster, answer)
        changes = new Map([...changes, ...roster.changes])
        if (isMore) continue
        const { complete, read_at, next_in } = answer
        // An answer does not wait for all pages. With the oldest of this reading it is done, though others go on reading.
        const isRead = complete && Date.parse(read_at ?? '') >= asked_at
        roster = { ...roster, changes }
        if (every > 0 || next_in === null || isRead) return roster
        // An open profile may tell of its agent while this waits.
        client.setQueryData(ROSTER_KEY, roster)
        changes = new Map()
        await new Promise(resolve => setTimeout(resolve, Math.max(next_in, SOONEST_MS)))
        roster = client.getQueryData<Roster>(ROSTER_KEY) ?? roster
      }
    },
    refetchInterval: ({ state }) => {
      if (state.error) return failureWait(state.error)
      // An answer to who wanted no readings, before they did, says nothing of the next one.
      return every > 0 && Math.max(state.data?.next_in ?? every * 1_000, SOONEST_MS)
    },
    refetchOnWindowFocus: every === 0 ? false : 'always',
    staleTime: 0,
    retry: false,
    structuralSharing: false,
  })
}

function failureWait(error: Error): number | false {
  if (!isRollcallError(error)) return AFTER_FAILURE_MS
  if (error.status === 401) return false
  if (error.status === 403) return AFTER_REFUSAL_MS
  return Math.max((error.retry_after ?? 0) * 1_000, AFTER_FAILURE_MS)
}
