import { toRuns } from '@/lib/agents/status/read-history.ts'
import type { StatusKind } from '@/lib/agents/status/status.ts'
import { HISTORY_MS, type StatusSample } from '@/lib/agents/status/status-history.ts'

/** `width`, `height`: in pixels of a text of the usual size, with which the line grows. */
type Props = { samples: readonly StatusSample[]; kind: StatusKind; width: number; height: number }

/** Room for the stroke and for the dot of a single reading. */
const EDGE = 1.5
/** What moves by less than this, or by less than a tenth of the most, stays nearly flat. */
const LEAST_SPAN = 4

/**
 * One status over the half hour before the latest reading, which is at the right edge. Readings with a gap between them
 * are not joined. Decoration: the same is told by the table of the last 30 minutes.
 */
export function HistoryLine({ samples, kind, width, height }: Props) {
  const latest = samples.at(-1)
  if (!latest) return null
  const end = Date.parse(latest.at)
  const counts = samples.map(sample => sample.counts[kind])
  const [low, high] = [Math.min(...counts), Math.max(...counts)]
  const span = Math.max(high - low, LEAST_SPAN, high / 10)
  const middle = (low + high) / 2
  const x = ({ at }: StatusSample) =>
    round(width - EDGE + ((Date.parse(at) - end) / HISTORY_MS) * (width - 2 * EDGE))
  const y = (sample: StatusSample) =>
    round(height / 2 - ((sample.counts[kind] - middle) / span) * (height - 2 * EDGE))
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={`${width / 16}rem`}
      height={`${height / 16}rem`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.25"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className="overflow-visible text-text-3"
    >
      {toRuns(samples).map(([first, ...rest]) => {
        if (!first) return null
        if (rest.length === 0)
          return <circle key={first.at} cx={x(first)} cy={y(first)} r="1" fill="currentColor" />
        const points = [first, ...rest].map(sample => `${x(sample)} ${y(sample)}`)
        return <path key={first.at} d={`M${points.join('L')}`} />
      })}
    </svg>
  )
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
