'use client'

import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon.tsx'
import { useNow } from '@/components/ui/use-now.ts'
import type { AgentList } from '@/lib/agents/agent-list.ts'
import { formatAge, formatClock, formatExact } from '@/lib/formats.ts'

const OLD_AFTER_S = 5 * 60

type Props = {
  list: AgentList | null
  zone: string
  /** How complete the list is, in words. */
  completeness: string
  /** Another question than the one that brought these rows is on its way. */
  isStale: boolean
  isRefreshing: boolean
  /** The last attempt to read failed: what is shown is from before. */
  isLate: boolean
  onRefresh: () => void
  /** The counts by status. */
  children: ReactNode
}

/** What is held, by status, and at the right how complete and how old it is. */
export function SummaryStrip({
  list,
  zone,
  completeness,
  isStale,
  isRefreshing,
  isLate,
  onRefresh,
  children,
}: Props) {
  return (
    <div className="flex min-h-9 items-center gap-x-4 border-b px-4 max-lg:flex-col max-lg:items-stretch max-lg:gap-y-1 max-lg:pb-1.5">
      {children}
      <div className="flex flex-none items-center gap-1.5">
        <p role="status" className={`font-medium ${isLate ? 'text-warn' : ''}`}>
          {list === null
            ? isLate
              ? 'No agents loaded'
              : 'Reading agents from Zoom'
            : isStale
              ? 'Asking Zoom…'
              : completeness}
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
