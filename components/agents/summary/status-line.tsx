'use client'

import { useEffect, useRef, useState } from 'react'
import { announce } from '@/components/ui/announce.ts'
import { Icon } from '@/components/ui/icon.tsx'
import { IconButton } from '@/components/ui/icon-button.tsx'
import { useAge } from '@/components/ui/use-now.ts'
import type { AgentList } from '@/lib/agents/agent-list.ts'
import { formatAge, formatClock, formatExact } from '@/lib/formats.ts'
import { INTERVALS } from '@/lib/preferences.ts'

const OLD_AFTER_S = 5 * 60
/** Nobody should wonder for longer whether anything happens. */
const SLOW_AFTER_MS = 5_000

type Props = {
  list: AgentList | null
  /** When the agents that are shown were read; ISO time, empty where none were. */
  fetchedAt: string
  zone: string
  /** The list's address: another one is another list. */
  address: string
  /** How complete the list is, in words. */
  completeness: string
  /** These rows are those of an earlier question: the answer to the present one is on its way, or has failed. */
  isStale: boolean
  isRefreshing: boolean
  /** The last attempt to read failed: what is shown is from before. */
  isLate: boolean
  onRefresh: () => void
  every: number
  onEvery: (seconds: number) => void
}

/** How complete and how old what is shown is, how often it is read, and reading it now. */
export function StatusLine(props: Props) {
  const { list, fetchedAt, zone, address, completeness, isStale, isRefreshing, isLate } = props
  const { onRefresh, every, onEvery } = props
  const isSlow = useIsSlow(list === null && !isLate)
  const text = describeList(list, completeness, { isStale, isLate, isSlow })
  const isQuiet = useIsQuiet(text, address, list && !isStale && !isLate ? list.end : null)
  return (
    <div className="status-line">
      <div>
        <p
          role="status"
          aria-live={isQuiet ? 'off' : undefined}
          className={`font-medium ${isLate ? 'text-warn' : ''}`}
        >
          {text}
        </p>
        {fetchedAt && (!isStale || isLate) && <ReadAt fetchedAt={fetchedAt} zone={zone} isLate={isLate} />}
      </div>
      <select
        aria-label="Refresh every"
        title="How often the list refreshes"
        value={every}
        onChange={event => onEvery(Number(event.target.value))}
      >
        {INTERVALS.map(seconds => (
          <option key={seconds} value={seconds}>
            {seconds === 0 ? 'Off' : `${seconds} seconds`}
          </option>
        ))}
      </select>
      <IconButton
        label="Refresh"
        title="Refresh from Zoom"
        aria-disabled={isRefreshing || list === null}
        onClick={onRefresh}
      >
        <Icon
          name="refresh"
          className={isRefreshing ? 'text-accent motion-safe:animate-spin' : 'text-text-3'}
        />
      </IconButton>
    </div>
  )
}

function describeList(
  list: AgentList | null,
  completeness: string,
  { isStale, isLate, isSlow }: { isStale: boolean; isLate: boolean; isSlow: boolean },
): string {
  if (list === null && isLate) return 'No agents loaded'
  if (list === null) return isSlow ? 'Still waiting for the first agents…' : 'Loading agents…'
  if (isStale) return isLate ? 'Showing your previous results' : 'Searching…'
  return completeness
}

function useIsSlow(isWaiting: boolean): boolean {
  const [isSlow, setIsSlow] = useState(false)
  if (isSlow && !isWaiting) setIsSlow(false)
  useEffect(() => {
    if (!isWaiting) return
    const timer = setTimeout(() => setIsSlow(true), SLOW_AFTER_MS)
    return () => clearTimeout(timer)
  }, [isWaiting])
  return isSlow
}

/**
 * Whether the text has changed by itself: with each page and each reading the numbers move, which nobody asked to hear.
 * `end`: how far the list has come; null where it is not the one that is asked for.
 */
function useIsQuiet(text: string, address: string, end: AgentList['end'] | null): boolean {
  const [last, setLast] = useState({ text, address, end, isQuiet: false })
  if (last.text === text && last.address === address && last.end === end) return last.isQuiet
  const isSame = end !== null && last.end === end && last.address === address
  const isQuiet = last.text === text ? last.isQuiet : isSame
  setLast({ text, address, end, isQuiet })
  return isQuiet
}

/** Says that a Refresh has done its work: the status line may read as before, and is then not heard. Trouble speaks for itself. */
export function useSaidRefresh(isRefreshing: boolean, isLate: boolean): () => void {
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
      <span aria-hidden="true" className="text-text-3 max-sm:hidden">
        ·
      </span>
      <span
        data-read-at={fetchedAt}
        className={`max-w-full truncate ${isOld ? 'text-warn' : 'text-text-2'}`}
        title={`Read from Zoom on ${formatExact(fetchedAt, zone)}`}
      >
        {/* One text, the only one of its element: a translated page keeps the first value of any other. */}
        {isOld ? `as of ${clock}, ${formatAge(seconds)} old` : clock}
      </span>
    </>
  )
}
