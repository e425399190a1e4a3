import { useMemo } from 'react'
import type { ListLocation } from '@/lib/agents/address/address.ts'
import { narrow } from '@/lib/agents/narrow/narrow.ts'
import { orderAgents } from '@/lib/agents/narrow/order.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { useFoundByZoom } from './held/use-found-by-zoom.ts'
import type { Held } from './held/use-held.ts'

const NOBODY: readonly Agent[] = []

/** What is shown of the agents that are held: narrowed and ordered as the address says; else whom Zoom finds. */
export function useShown({ list, isAll }: Held, { question, view }: ListLocation, locale: string) {
  const all = list?.agents ?? NOBODY
  const now = Date.parse(list?.fetched_at ?? '') || 0
  const narrowed = useMemo(
    () => narrow(all, isAll ? question : null, view, now),
    [all, isAll, question, view, now],
  )
  const isNobody = isAll && question.search !== '' && narrowed.agents.length === 0
  const found = useFoundByZoom(question, isNobody)
  const agents = useMemo(() => {
    const chosen = isNobody ? narrow(found.agents, null, view, now).agents : narrowed.agents
    return orderAgents(chosen, view.sort, locale)
  }, [isNobody, found.agents, narrowed, view, now, locale])
  return {
    all,
    narrowed,
    agents,
    isFoundByZoom: isNobody && agents.length > 0,
    isAskingZoom: isNobody && found.isAsking,
    /** Fewer than are held: their own number counts, not Zoom's total. */
    isNarrowedHere: isNobody || narrowed.agents !== all,
  }
}
