'use client'

import { useEffect, useMemo, useRef } from 'react'
import { announce } from '@/components/ui/announce.ts'
import { Icon } from '@/components/ui/icon.tsx'
import { useAge } from '@/components/ui/use-now.ts'
import { type AgentList, describeCompleteness } from '@/lib/agents/agent-list.ts'
import { STATUS_KINDS, STATUS_LABELS, statusKind } from '@/lib/agents/status.ts'
import { formatAge, formatClock, formatExact, formatNumber } from '@/lib/formats.ts'

const OLD_AFTER_S = 5 * 60

type Props = {
  list: AgentList | null
  zone: string
  filtered: boolean
  /** These rows are those of an earlier question: the answer to the present one is on its way, or has failed. */
  isStale: boolean
  isRefreshing: boolean
  /** The last attempt to read failed: what is shown is from before. */
  isLate: boolean
  onRefresh: () => void
}

/** What is held, by status, and at the right how complete and how old it is. */
export function SummaryStrip({ list, zone, filtered, isStale, isRefreshing, isLate, onRefresh }: Props) {
  const counts = useMemo(() => {
    const found = Object.fromEntries(STATUS_KINDS.map(kind => [kind, 0])) as Record<
      (typeof STATUS_KINDS)[number],
      number
    >
    for (const agent of list?.agents ?? []) found[statusKind(agent)]++
    return found
  }, [list])
  const partial = list !== null && list.end !== 'end'
  const onAsked = useHeardRefresh(isRefreshing, isLate)
  return (
    <div className="flex min-h-9 items-center gap-x-4 border-b px-4 max-lg:flex-col max-lg:items-stretch max-lg:gap-y-1 max-lg:pb-1.5">
      <ul
        aria-label={`Agents by status${partial ? ', among those loaded' : ''}`}
        className={`flex flex-1 flex-wrap items-center gap-x-4 max-lg:flex-none max-lg:py-1 ${isStale ? 'opacity-60' : ''}`}
      >
        {STATUS_KINDS.map(kind => (
          <li key={kind} className={`status status-${kind} inline-flex flex-none items-center text-text-2`}>
            {STATUS_LABELS[kind]}
            <b className="ml-1.5 font-semibold text-text">{list ? formatNumber(counts[kind]) : '–'}</b>
          </li>
        ))}
        {partial && (
          <li className="flex-none text-text-3">{`among ${formatNumber(list.agents.length)} loaded`}</li>
        )}
      </ul>
      <div className="flex flex-none items-center gap-1.5">
        <p role="status" className={`font-medium ${isLate ? 'text-warn' : ''}`}>
          {describeList(list, filtered, isStale, isLate)}
        </p>
        {list?.fetched_at && (!isStale || isLate) && (
          <ReadAt fetchedAt={list.fetched_at} zone={zone} isLate={isLate} />
        )}
        <button
          type="button"
          className="button button-ghost button-icon ml-1"
          aria-label="Refresh"
          title="Read again from Zoom"
          aria-disabled={isRefreshing || list === null}
          onClick={() => {
            if (isRefreshing) return
            onAsked()
            onRefresh()
          }}
        >
          <Icon
            name="refresh"
            className={isRefreshing ? 'text-accent motion-safe:animate-spin' : 'text-text-3'}
          />
        </button>
      </div>
    </div>
  )
}

function describeList(list: AgentList | null, filtered: boolean, isStale: boolean, isLate: boolean): string {
  if (list === null) return isLate ? 'No agents loaded' : 'Loading agents…'
  if (isStale) return isLate ? 'Showing your previous results' : 'Searching…'
  return describeCompleteness(list, filtered)
}

/** Says that a Refresh has done its work: the status line may read as before, and is then not heard. Trouble speaks for itself. */
function useHeardRefresh(isRefreshing: boolean, isLate: boolean): () => void {
  const asked = useRef<'' | 'asked' | 'reading'>('')
  useEffect(() => {
    if (isRefreshing) {
      if (asked.current === 'asked') asked.current = 'reading'
    } else if (asked.current === 'reading') {
      asked.current = ''
      if (!isLate) announce('Agents refreshed')
    }
  }, [isRefreshing, isLate])
  return () => {
    asked.current = 'asked'
  }
}

function ReadAt({ fetchedAt, zone, isLate }: { fetchedAt: string; zone: string; isLate: boolean }) {
  const seconds = useAge(fetchedAt) ?? 0
  const isOld = isLate || seconds > OLD_AFTER_S
  const clock = formatClock(fetchedAt, zone)
  return (
    <>
      <span aria-hidden="true" className="text-text-3">
        ·
      </span>
      <span
        data-read-at={fetchedAt}
        className={isOld ? 'text-warn' : 'text-text-2'}
        title={`Read from Zoom on ${formatExact(fetchedAt, zone)}`}
      >
        {/* One text, the only one of its element: a translated page keeps the first value of any other. */}
        {isOld ? `as of ${clock}, ${formatAge(seconds)} old` : clock}
      </span>
    </>
  )
}
