import { Fragment, useMemo, useState } from 'react'
import { Icon } from '@/components/ui/icon.tsx'
import type { AgentList } from '@/lib/agents/agent-list.ts'
import { countValues } from '@/lib/agents/narrow.ts'
import { STATUS_KINDS, STATUS_LABELS, type StatusKind } from '@/lib/agents/status.ts'
import { findStatuses, groupStatuses } from '@/lib/agents/status-counts.ts'
import { chosenValues } from '@/lib/agents/view.ts'
import { formatNumber } from '@/lib/formats.ts'
import { ByRegion } from './by-region.tsx'
import { type Filtering, toggle } from './filtering.ts'

type Props = {
  list: AgentList | null
  filtering: Filtering
  /** The agents are those of an earlier question. */
  isStale: boolean
}

/** Counts by status of what the other filters leave, each a toggle, and what they are among. */
export function StatusToggles({ list, filtering, isStale }: Props) {
  const { location, narrowed, onChange } = filtering
  const chosen = chosenValues(location.view, 'status')
  const found = useMemo(() => findStatuses(narrowed.of.agents), [narrowed.of.agents])
  const groups = useMemo(() => groupStatuses(found, chosen), [found, chosen])
  const counts = useMemo(() => countValues(narrowed, 'status'), [narrowed])
  const among = list && describeAmong(list, counts, narrowed.agents.length)
  const [isOpened, setIsOpened] = useState(false)

  const customs = groups.get('custom') ?? []
  const chip = (kind: StatusKind, label: string, values: readonly string[], isName: boolean) => {
    const pressed = values.filter(value => chosen.includes(value)).length
    const count = values.reduce((sum, value) => sum + (counts.get(value) ?? 0), 0)
    return (
      <button
        type="button"
        aria-pressed={pressed === 0 ? false : pressed === values.length || 'mixed'}
        className={`chip status status-${kind}`}
        disabled={values.length === 0}
        onClick={() => toggle(onChange, 'status', values)}
      >
        <bdi translate={isName ? 'no' : undefined}>{label}</bdi>{' '}
        <b className="ml-1.5 font-semibold text-text">{list ? formatNumber(count) : '–'}</b>
      </button>
    )
  }

  return (
    <div className="chips">
      <ul
        aria-label="Agents by status"
        className={`flex flex-none items-center gap-x-0.5 ${isStale ? 'opacity-60' : ''}`}
      >
        {STATUS_KINDS.map(kind => (
          <Fragment key={kind}>
            <li className="flex items-center">
              {chip(
                kind,
                STATUS_LABELS[kind],
                groups.get(kind) ?? [],
                kind !== 'custom' && kind !== 'unknown',
              )}
              {kind === 'custom' && customs.length > 0 && (
                <button
                  type="button"
                  className="chip w-6 justify-center px-0!"
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
              customs.map(status => <li key={status}>{chip('custom', status, [status], true)}</li>)}
          </Fragment>
        ))}
      </ul>
      <ByRegion filtering={filtering} isPartial={list !== null && list.end !== 'end'} />
      {among && <span className="flex-none px-2 text-text-3">{among}</span>}
    </div>
  )
}

/** Of how many the counts are, where the status line does not say so. */
function describeAmong(
  { agents, end }: AgentList,
  counts: ReadonlyMap<string, number>,
  shown: number,
): string | null {
  const sum = [...counts.values()].reduce((total, count) => total + count, 0)
  if (end === 'end') return sum === shown ? null : `among ${formatNumber(sum)}`
  const held = formatNumber(agents.length)
  return sum === agents.length ? `among ${held} loaded` : `${formatNumber(sum)} among ${held} loaded`
}
