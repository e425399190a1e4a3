import { type KeyboardEvent, useMemo } from 'react'
import { useKeptFocus } from '@/components/ui/use-kept-focus.ts'
import { currentLocation } from '@/lib/agents/address/list-location.ts'
import { isUntoldBySome, readAsked, UNTOLD, withAsked } from '@/lib/agents/asked.ts'
import { narrowWithout } from '@/lib/agents/narrow/narrow-without.ts'
import { countByRegion } from '@/lib/agents/status/count-by-region.ts'
import { STATUS_KINDS, STATUS_LABELS } from '@/lib/agents/status/status.ts'
import { findStatuses, groupStatuses } from '@/lib/agents/status/status-counts.ts'
import { chosenValues, withFilter } from '@/lib/agents/view.ts'
import { formatNumber } from '@/lib/formats.ts'
import type { Filtering } from '../filters/filtering.ts'

/** `region_id` is `''` for all regions. */
type Column = { region_id: string; name: string }

type Props = { filtering: Filtering; isPartial: boolean }

/** Every status in every region, of what the other filters leave; each cell asks for those agents alone. */
export function RegionMatrix({ filtering, isPartial }: Props) {
  const { location, narrowed, regions, onChange } = filtering
  // A row goes when a read has left nobody with its status.
  const keptFocus = useKeptFocus<HTMLTableElement>()
  const region = readAsked(location, 'region')
  const held = narrowed.of.agents
  const chosen = chosenValues(location.view, 'status')
  const found = useMemo(() => findStatuses(held), [held])
  const statuses = useMemo(() => {
    const groups = groupStatuses(found, chosen)
    return STATUS_KINDS.flatMap(kind =>
      (groups.get(kind) ?? []).map(status => ({ kind, status, label: status || STATUS_LABELS.unknown })),
    )
  }, [found, chosen])
  const counts = useMemo(() => countByRegion(narrowWithout(narrowed, 'region', 'status')), [narrowed])
  const columns: Column[] = [...regions.named]
  if (region === UNTOLD || isUntoldBySome('region', held))
    columns.push({ region_id: UNTOLD, name: 'Unknown' })
  columns.push({ region_id: '', name: 'All' })
  // Zoom was asked for one region: of the others nothing is known.
  const isOnlyOne = narrowed.of.question === null && location.question.region !== ''

  function countOf(status: string, region_id: string): number | null {
    const row = counts.get(status)
    if (isOnlyOne && region_id !== region) return null
    if (region_id !== '') return row?.get(region_id) ?? 0
    return row ? [...row.values()].reduce((sum, count) => sum + count, 0) : 0
  }

  function toggleCell(status: string, region_id: string, isPressed: boolean) {
    const place = withAsked(currentLocation(), 'region', isPressed ? '' : region_id)
    onChange({
      ...place,
      view: withFilter(place.view, 'status', isPressed ? null : { kind: 'values', values: [status] }),
    })
  }

  return (
    <table className="matrix" onKeyDown={moveBetweenCells} {...keptFocus}>
      <caption className="sr-only">Status by region</caption>
      <thead>
        <tr>
          <td />
          {columns.map(({ region_id, name }) => (
            <th key={region_id} scope="col">
              <bdi translate={region_id && region_id !== UNTOLD ? 'no' : undefined}>{name}</bdi>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {statuses.map(({ kind, status, label }) => (
          <tr key={status}>
            <th scope="row">
              <span className={`status status-${kind} inline-flex items-center`}>
                <bdi translate={status ? 'no' : undefined}>{label}</bdi>
              </span>
            </th>
            {columns.map(({ region_id, name }) => {
              const count = countOf(status, region_id)
              const text = count === null ? '–' : formatNumber(count)
              const className = count ? '' : 'text-text-3'
              const isPressed = region === region_id && chosen.length === 1 && chosen[0] === status
              return (
                <td key={region_id}>
                  <button
                    type="button"
                    aria-pressed={isPressed}
                    aria-label={`${label}, ${region_id === '' ? 'all regions' : name}: ${count === null ? 'not loaded' : text}`}
                    className={className}
                    onClick={() => toggleCell(status, region_id, isPressed)}
                  >
                    {text}
                  </button>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
      {isPartial && (
        <tfoot>
          <tr>
            <td colSpan={columns.length + 1}>{`among ${formatNumber(held.length)} loaded`}</td>
          </tr>
        </tfoot>
      )}
    </table>
  )
}

const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

function moveBetweenCells(event: KeyboardEvent<HTMLTableElement>) {
  const step = STEPS[event.key]
  const cell = (event.target as Element).closest('td')
  const row = cell?.parentElement as HTMLTableRowElement | null | undefined
  if (!step || !cell || !row || event.metaKey || event.ctrlKey || event.altKey) return
  event.preventDefault()
  const [rows, columns] = step
  let y = row.rowIndex
  let x = cell.cellIndex
  let next: HTMLTableCellElement | undefined
  // Past cells that are no buttons, to the end of the table at most.
  do {
    y += rows
    x += columns
    next = event.currentTarget.rows[y]?.cells[x]
  } while (next && !next.querySelector('button'))
  next?.querySelector('button')?.focus()
  // The column with the names of the statuses stays in place: a cell with the focus may be hidden behind it.
  next?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}
