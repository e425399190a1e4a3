import { countsAt, seenStatuses } from '@/lib/agents/status/read-history.ts'
import { STATUS_LABELS } from '@/lib/agents/status/status.ts'
import { HISTORY_MS, type StatusSample } from '@/lib/agents/status/status-history.ts'
import { formatNumber, formatTime } from '@/lib/formats.ts'
import { HistoryLine } from './history-line.tsx'

const STEP_MS = 5 * 60_000
/** A first reading that is no younger than this before the half hour's begin stands for all of it. */
const NEARLY_MS = 60_000

type Props = { samples: readonly StatusSample[]; zone: string }

/** Agents by status every five minutes, with the line that each has drawn: what the lines beside the counts show. */
export function HistoryTable({ samples, zone }: Props) {
  const [first, last] = [samples[0], samples.at(-1)]
  if (!first || !last)
    return <p>Nothing has been counted yet. It begins once Rollcall has read all agents.</p>
  const times = timesOf(samples)
  return (
    <>
      <table className="matrix history">
        <caption>Agents by status, last 30 minutes</caption>
        <thead>
          <tr>
            <td />
            {times.map(time => (
              <th key={time} scope="col">
                {formatTime(new Date(time).toISOString(), zone)}
              </th>
            ))}
            <th scope="col">Lowest</th>
            <th scope="col">Highest</th>
          </tr>
        </thead>
        <tbody>
          {seenStatuses(samples).map(kind => {
            const all = samples.map(({ counts }) => counts[kind])
            return (
              <tr key={kind}>
                <th scope="row">
                  <span className={`status status-${kind}`}>{STATUS_LABELS[kind]}</span>
                  <HistoryLine samples={samples} kind={kind} width={120} height={24} />
                </th>
                {times.map(time => (
                  <Count key={time} count={countsAt(samples, time)?.[kind]} />
                ))}
                <Count count={Math.min(...all)} />
                <Count count={Math.max(...all)} />
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className="mt-2 text-text-3">{describeSource(samples, first.at, last.at, zone)}</p>
    </>
  )
}

function Count({ count }: { count: number | undefined }) {
  if (count !== undefined) return <td>{formatNumber(count)}</td>
  return (
    <td>
      <span aria-hidden="true">–</span>
      <span className="sr-only">not read</span>
    </td>
  )
}

/** Every five minutes back from the latest reading, from the first time on of which anything is known. */
function timesOf(samples: readonly StatusSample[]): number[] {
  const latest = Date.parse(samples.at(-1)?.at ?? '')
  const times: number[] = []
  for (let back = HISTORY_MS; back >= 0; back -= STEP_MS) {
    const time = latest - back
    if (times.length > 0 || countsAt(samples, time)) times.push(time)
  }
  return times
}

function describeSource(samples: readonly StatusSample[], first: string, last: string, zone: string): string {
  const isWhole = Date.parse(last) - Date.parse(first) >= HISTORY_MS - NEARLY_MS
  const when = isWhole
    ? `from ${formatTime(first, zone)} to ${formatTime(last, zone)}`
    : `since ${formatTime(first, zone)}`
  const gaps = samples.some(({ after_gap }) => after_gap) ? ' Where a line is broken, nothing was read.' : ''
  return `As seen by Rollcall ${when}. All agents, whatever the filters.${gaps}`
}
