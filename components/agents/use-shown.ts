import { useDeferredValue, useMemo } from 'react'
import type { ListLocation } from '@/lib/agents/address/address.ts'
import { narrow } from '@/lib/agents/narrow/narrow.ts'
import { orderAgents, type Reader } from '@/lib/agents/narrow/order.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { useFoundByZoom } from './held/use-found-by-zoom.ts'
import type { Held } from './held/use-held.ts'

/** `sortAtServer`: in which order the first agents have come. */
type Options = Required<Reader> & { sortAtServer: string | undefined }

/** What is shown of the agents that are held: narrowed and ordered as the address says; else whom Zoom finds. */
export function useShown(
  { list, isRoster, refresh }: Held,
  all: readonly Agent[],
  { question, view }: ListLocation,
  { locale, region, sortAtServer }: Options,
) {
  const now = Date.parse(list?.fetched_at ?? '') || 0
  const narrowed = useMemo(
    () => narrow(all, isRoster ? question : null, view, now),
    [all, isRoster, question, view, now],
  )
  const isNobody = isRoster && question.search !== '' && narrowed.agents.length === 0
  const found = useFoundByZoom(question, isNobody)
  // A new order of 10,000 takes its time: the head shows it at once, the rows come in the next frames. The first frame has the
  // server's, whose collation may know other letters than the browser's. Any initial value costs another render.
  const wantedSort = JSON.stringify(view.sort)
  const sort = useDeferredValue(wantedSort, wantedSort === sortAtServer ? '[]' : undefined)
  const counted = useMemo(
    () => (isNobody ? narrow(found.agents, null, view, now) : narrowed),
    [isNobody, found.agents, narrowed, view, now],
  )
  const agents = useMemo(
    () => orderAgents(counted.agents, JSON.parse(sort), { locale, region }),
    [counted, sort, locale, region],
  )
  const isFoundByZoom = isNobody && agents.length > 0
  return {
    all,
    narrowed,
    /** Of whom the counts are: `narrowed`, or the same of those whom Zoom has found where it is they who are shown. */
    counted: agents.length > 0 ? counted : narrowed,
    agents,
    /** The rows are still in the order of before. */
    isReordering: sort !== wantedSort,
    isFoundByZoom,
    isAskingZoom: isNobody && found.isAsking,
    askedZoom: found.asked,
    /** When they were read, the oldest of them; ISO time. */
    fetched_at: (isFoundByZoom ? found.fetched_at : list?.fetched_at) ?? '',
    /** Reads anew what is held, and what Zoom has found beside that. */
    refresh() {
      refresh()
      if (isNobody) void found.asked.refetch()
    },
    /** Fewer than are held: their own number counts, not Zoom's total. */
    isNarrowedHere: isNobody || narrowed.agents !== all,
  }
}
