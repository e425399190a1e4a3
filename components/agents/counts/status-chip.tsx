import type { ReactNode } from 'react'
import type { StatusKind } from '@/lib/agents/status/status.ts'
import { formatDifference, formatNumber } from '@/lib/formats.ts'

type Props = {
  kind: StatusKind
  label: string
  /** A name of Zoom's or the account's own, which is not to be translated. */
  isName: boolean
  /** Null while it is not known. */
  count: number | null
  /** By how much the reads of the last ten seconds have changed it. */
  change: number
  isPressed: boolean | 'mixed'
  isDisabled: boolean
  onToggle: () => void
  /** A picture of its past. */
  children?: ReactNode
}

/** A status and how many agents have it, as a toggle. What a read has changed is seen and found in its title, never announced. */
export function StatusChip(props: Props) {
  const { kind, label, isName, count, change, isPressed, isDisabled, onToggle, children } = props
  return (
    <button
      type="button"
      aria-pressed={isPressed}
      title={change === 0 ? undefined : describeChange(change)}
      className={`chip status status-${kind}`}
      disabled={isDisabled}
      onClick={onToggle}
    >
      <bdi translate={isName ? 'no' : undefined}>{label}</bdi>
      {children}{' '}
      <b className="ml-1.5 font-semibold text-text">{count === null ? '–' : formatNumber(count)}</b>
      {change !== 0 && (
        <span aria-hidden="true" data-changed="">
          {formatDifference(change)}
        </span>
      )}
    </button>
  )
}

function describeChange(change: number): string {
  return `${formatNumber(Math.abs(change))} ${change > 0 ? 'more' : 'fewer'} than 10 seconds ago`
}
