import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { AgentList } from '@/lib/agents/agent-list.ts'
import type { Changes, Roster } from '@/lib/agents/roster.ts'
import { REFRESH_GAP_MS } from '@/lib/agents/roster-answer.ts'
import type { StatusSample } from '@/lib/agents/status/status-history.ts'
import { isByItself } from '@/lib/api/by-itself.ts'
import { readAgain } from '@/lib/api/read-again.ts'
import { ROSTER_KEY, rosterQuery } from '@/lib/api/roster.ts'
import { errorFromBody, isRollcallError, type RollcallError } from '@/lib/errors.ts'
import { useMarked } from './use-marked.ts'

const NO_HISTORY: readonly StatusSample[] = []

/** All agents, followed for as long as the list is shown (`every` seconds; 0: not by itself). */
export function useRoster(every: number) {
  const client = useQueryClient()
  const { data, error } = useQuery(rosterQuery({ every }))
  const roster = data ?? null
  const list = useMemo(
    () => (roster?.complete && (roster.isWhole || !error) ? toList(roster) : null),
    [roster, error],
  )
  const [isRefreshing, setIsRefreshing] = useState(false)
  const refreshed_at = useRef(-REFRESH_GAP_MS)

  const refresh = useCallback(async () => {
    const background = isByItself()
    setIsRefreshing(true)
    try {
      // Sooner the server would answer with the reading before, or its failure, which is nothing new.
      const wait_ms = refreshed_at.current + REFRESH_GAP_MS - performance.now()
      if (wait_ms > 0) await new Promise(resolve => setTimeout(resolve, wait_ms))
      await client.cancelQueries({ queryKey: ROSTER_KEY })
      await client.fetchQuery({ ...rosterQuery({ every, refresh: true, background }), staleTime: 0 })
      refreshed_at.current = performance.now()
    } catch {
      // The query holds the error, which is shown.
    } finally {
      setIsRefreshing(false)
    }
  }, [client, every])

  const trouble = useMemo(
    () => (roster?.trouble ? errorFromBody({ error: roster.trouble }) : null),
    [roster?.trouble],
  )
  // As soon as the list is read again Zoom is back: what it left unanswered meanwhile, profiles and searches, is asked anew.
  const isWell = !!roster && !error && !trouble
  useEffect(() => {
    // What was refused stays refused.
    if (isWell) readAgain(client, ({ status }) => status >= 500)
  }, [client, isWell])

  return {
    /** All agents; null until the server has them all. With the first rows of a page the rest is on its way. */
    list,
    error: (isRollcallError(error) ? error : trouble) as RollcallError | null,
    changes: useRecentChanges(roster),
    /** How many agents had each status in the last half hour, as far as the server has seen. */
    history: roster?.history ?? NO_HISTORY,
    isRefreshing,
    refresh: useCallback(() => void refresh(), [refresh]),
  }
}

function toList({ agents, total, skipped, read_at, isWhole }: Roster): AgentList {
  const end = !isWhole ? 'more' : total !== null && agents.length + skipped < total ? 'short' : 'whole'
  return {
    agents,
    total: total === null ? null : Math.max(total, agents.length),
    skipped,
    end,
    fetched_at: read_at ?? '',
  }
}

/** What the reads of the last ten seconds have changed, by `user_id`. */
function useRecentChanges(roster: Roster | null): Changes {
  const recent = useMarked(roster?.isWhole && roster.changes.size > 0 ? roster.changes : null)
  return useMemo(() => new Map(recent.flatMap(changes => [...changes])), [recent])
}
