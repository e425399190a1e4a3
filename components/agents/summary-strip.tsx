'use client'

import { type ComponentProps, type ReactNode, useMemo } from 'react'
import { STATUS_KINDS, STATUS_LABELS, statusKind } from '@/lib/agents/status.ts'
import { formatNumber } from '@/lib/formats.ts'
import { StatusLine } from './status-line.tsx'

type Props = ComponentProps<typeof StatusLine> & {
  /** What stands in place of the counts: the tools for the agents that are selected. */
  toolbar: ReactNode
}

/** What is held, by status, and at the right how complete and how old it is. */
export function SummaryStrip({ toolbar, ...line }: Props) {
  const { list, isStale } = line
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
    <div className="flex min-h-9 items-center gap-x-4 border-b px-4 max-lg:flex-col max-lg:items-stretch max-lg:gap-y-1 max-lg:pb-1.5">
      {toolbar ?? (
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
      )}
      <StatusLine {...line} />
    </div>
  )
}
