import { Fragment, useMemo, useState } from 'react'
import { Icon } from '@/components/ui/icon.tsx'
import { LazyQuietly, lazyPart, useIsAtRest } from '@/components/ui/lazy-part.tsx'
import { useKeptFocus } from '@/components/ui/use-kept-focus.ts'
import type { AgentList } from '@/lib/agents/agent-list.ts'
import { countValues, type Narrowing } from '@/lib/agents/narrow/narrow.ts'
import { STATUS_KINDS, STATUS_LABELS, type StatusKind } from '@/lib/agents/status/status.ts'
import { findStatuses, groupStatuses } from '@/lib/agents/status/status-counts.ts'
import type { StatusSample } from '@/lib/agents/status/status-history.ts'
import { chosenValues } from '@/lib/agents/view.ts'
import { formatNumber } from '@/lib/formats.ts'
import { type Filtering, toggle } from '../filters/filtering.ts'
import { HistoryButton } from '../history/history-button.tsx'
import { ByRegion } from './by-region.tsx'
import { StatusChip } from './status-chip.tsx'
import { useCountChanges } from './use-count-changes.ts'

const LINE = lazyPart(
  'Last 30 minutes',
  async () => (await import('../history/history-line.tsx')).HistoryLine,
)

type Props = {
  list: AgentList | null
  filtering: Filtering
  /** How many agents had each status in the last half hour, as far as the server has seen. */
  history: readonly StatusSample[]
  zone: string
  /** The agents are those of an earlier question. */
  isStale: boolean
}

/** Counts by status of what the other filters leave, each a toggle, and what they are among. */
export function StatusToggles({ list, filtering, history, zone, isStale }: Props) {
  const { location, narrowed, onChange } = filtering
  const chosen = chosenValues(location.view, 'status')
  const found = useMemo(() => findStatuses(narrowed.of.agents), [narrowed.of.agents])
  const groups = useMemo(() => groupStatuses(found, chosen), [found, chosen])
  const counts = useMemo(() => countValues(narrowed, 'status'), [narrowed])
  const sum = sumOf([...counts.values()])
  const among = list && describeAmong(list, sum, narrowed.agents.length)
  const counted = list && nameCounted(list, narrowed.of)
  const changeOf = useCountChanges(counts, counted)
  const isAtRest = useIsAtRest()
  // The lines are of all agents, whatever the filters: beside other counts they would say something untrue.
  const hasLines = isAtRest && counted !== null && sum === list?.agents.length
  const [isOpened, setIsOpened] = useState(false)
  // A custom status goes when a read has left nobody with it.
  const keptFocus = useKeptFocus<HTMLDivElement>()

  const customs = groups.get('custom') ?? []
  const chip = (kind: StatusKind, label: string, values: readonly string[], isKind: boolean) => {
    const pressed = values.filter(value => chosen.includes(value)).length
    return (
      <StatusChip
        kind={kind}
        label={label}
        isName={!isKind || (kind !== 'custom' && kind !== 'unknown')}
        count={list && sumOf(values.map(value => counts.get(value) ?? 0))}
        change={sumOf(values.map(changeOf))}
        isPressed={pressed === 0 ? false : pressed === values.length || 'mixed'}
        isDisabled={values.length === 0}
        onToggle={() => toggle(onChange, 'status', values)}
      >
        {isKind && (
          // Its place is kept while it is not there yet; the table has the lines where this has no room.
          <span className="chip-line">
            {hasLines && (
              <LazyQuietly part={LINE} props={{ samples: history, kind, width: 32, height: 16 }} />
            )}
          </span>
        )}
      </StatusChip>
    )
  }

  return (
    <div className="chips" {...keptFocus}>
      <ul
        aria-label="Agents by status"
        className={`flex items-center gap-x-2 max-lg:flex-none ${isStale ? 'opacity-60' : ''}`}
      >
        {STATUS_KINDS.map(kind => (
          <Fragment key={kind}>
            <li className="flex items-center">
              {chip(kind, STATUS_LABELS[kind], groups.get(kind) ?? [], true)}
              {kind === 'custom' && customs.length > 0 && (
                <button
                  type="button"
                  className="chip ml-1 w-6 justify-center px-0!"
                  aria-label="Custom statuses"
                  aria-expanded={isOpened}
                  title={isOpened ? 'Show them as one' : 'Show each custom status'}
                  onClick={() => setIsOpened(!isOpened)}
                >
                  <Icon name={isOpened ? 'back' : 'forward'} />
                </button>
              )}
            </li>
            {kind === 'custom' &&
              isOpened &&
              customs.map(status => <li key={status}>{chip('custom', status, [status], false)}</li>)}
          </Fragment>
        ))}
      </ul>
      <ByRegion filtering={filtering} isPartial={list !== null && list.end !== 'whole'} />
      <HistoryButton samples={history} zone={zone} />
      {among && <span className="flex-none px-2 text-text-3">{among}</span>}
    </div>
  )
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}

/** Of whom the counts are, whichever status is chosen; null while not all agents have arrived. */
function nameCounted({ end }: AgentList, { question, view }: Narrowing): string | null {
  const { status: _, ...others } = view.filters
  return question === null || end === 'more' ? null : JSON.stringify([question, others])
}

/** Of how many the counts are, where the status line does not say so. */
function describeAmong({ agents, end }: AgentList, sum: number, shown: number): string | null {
  if (end === 'whole') return sum === shown ? null : `among ${formatNumber(sum)}`
  const held = formatNumber(agents.length)
  return sum === agents.length ? `among ${held} loaded` : `${formatNumber(sum)} among ${held} loaded`
}
