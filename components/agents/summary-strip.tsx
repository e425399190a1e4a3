'use client'

import { type ReactNode, useMemo } from 'react'
import { Icon } from '@/components/ui/icon.tsx'
import { useNow } from '@/components/ui/use-now.ts'
import { type AgentList, describeCompleteness } from '@/lib/agents/agent-list.ts'
import { STATUS_KINDS, STATUS_LABELS, statusKind } from '@/lib/agents/status.ts'
import { formatAge, formatClock, formatExact, formatNumber } from '@/lib/formats.ts'

const OLD_AFTER_S = 5 * 60

type Props = {
  list: AgentList | null
  zone: string
  filtered: boolean
  /** Another question than the one that brought these rows is on its way. */
  isStale: boolean
  isRefreshing: boolean
  /** The last attempt to read failed: what is shown is from before. */
  isLate: boolean
  /** What stands in place of the counts: the tools for the agents that are selected. */
  toolbar: ReactNode
  onRefresh: () => void
}

/** What is held, by status, and at the right how complete and how old it is. */
export function SummaryStrip(props: Props) {
  const { list, zone, filtered, isStale, isRefreshing, isLate, toolbar, onRefresh } = props
  const counts = useMemo(() => {
    const found = Object.fromEntries(STATUS_KINDS.map(kind => [kind, 0])) as Record<
      (typeof STATUS_KINDS)[number],
      number
    >
    for (const agent of list?.agents ?? []) found[statusKind(agent)]++
    return found
  }, [list])
  const partial = list !== null && list.end !== 'end'
  return (
    <div
      className={`flex min-h-9 items-center gap-x-4 border-b px-4 max-lg:flex-col max-lg:items-stretch max-lg:gap-y-1 max-lg:pb-1.5 ${toolbar ? 'bg-selected' : ''}`}
    >
      {toolbar ?? (
        <ul
          aria-label={`Agents by status${partial ? ', among those loaded' : ''}`}
          className="flex flex-1 flex-wrap items-center gap-x-4 max-lg:flex-none max-lg:py-1"
        >
          {STATUS_KINDS.map(kind => (
            <li key={kind} className={`status status-${kind} inline-flex flex-none items-center text-text-2`}>
              {STATUS_LABELS[kind]}
              <b className="ml-1.5 font-semibold text-text">{list ? formatNumber(counts[kind]) : '–'}</b>
            </li>
          ))}
          {partial && (
            <li className="flex-none text-text-3">among {formatNumber(list.agents.length)} loaded</li>
          )}
        </ul>
      )}
      <div className="flex flex-none items-center gap-1.5">
        <p role="status" className={`font-medium ${isLate ? 'text-warn' : ''}`}>
          {list === null
            ? isLate
              ? 'No agents loaded'
              : 'Reading agents from Zoom'
            : isStale
              ? 'Asking Zoom…'
              : describeCompleteness(list, filtered)}
        </p>
        {list?.fetched_at && !isStale && <ReadAt fetchedAt={list.fetched_at} zone={zone} isLate={isLate} />}
        <button
          type="button"
          className="button button-ghost button-icon ml-1"
          aria-label="Refresh"
          title="Read again from Zoom"
          aria-disabled={isRefreshing || list === null}
          onClick={() => {
            if (!isRefreshing) onRefresh()
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

function ReadAt({ fetchedAt, zone, isLate }: { fetchedAt: string; zone: string; isLate: boolean }) {
  const now = useNow()
  const seconds = now === null ? 0 : (now - Date.parse(fetchedAt)) / 1000
  const isOld = isLate || seconds > OLD_AFTER_S
  return (
    <span
      className={isOld ? 'text-warn' : 'text-text-2'}
      title={`Read from Zoom on ${formatExact(fetchedAt, zone)}`}
    >
      <span aria-hidden="true" className="mr-1.5 text-text-3">
        ·
      </span>
      {isOld
        ? `as of ${formatClock(fetchedAt, zone)}, ${formatAge(seconds)} old`
        : formatClock(fetchedAt, zone)}
    </span>
  )
}
