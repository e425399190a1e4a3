'use client'

import { type ReactNode, type RefObject, useEffect, useMemo } from 'react'
import type { Field } from '@/lib/agents/field.ts'
import type { FieldKey } from '@/lib/agents/fields.ts'
import type { OwnLook } from '@/lib/agents/look/own-look.ts'
import type { Changes } from '@/lib/agents/roster.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import type { Density, Order } from '@/lib/agents/view.ts'
import { useKeptFocus } from '../ui/use-kept-focus.ts'
import { useIsPhone } from '../ui/use-phone.ts'
import { AgentRow } from './agent-row.tsx'
import { useCutText } from './cut-text.tsx'
import { HeaderRow } from './header-row.tsx'
import { type Opening, rowPresses } from './row-presses.ts'
import { useColumns } from './use-columns.ts'
import { cellOf, HEAD, useGridKeys } from './use-grid-keys.ts'
import { useOpenRowInView } from './use-open-row-in-view.ts'
import { useRowWindow } from './use-row-window.ts'
import { useTracks } from './use-tracks.ts'

type Props = {
  /** Narrowed and ordered. */
  agents: readonly Agent[]
  /** By whose texts the columns are measured. */
  measured: readonly Agent[]
  /** Of all the rows there are, the heads included; -1 while unknown. */
  rowCount: number
  fields: readonly Field[]
  widths: OwnLook['widths']
  density: Density
  sort: readonly Order[]
  openId: string | null
  /** The address of the list that these agents are; null while its rows are on their way. */
  address: string | null
  selected: ReadonlySet<string>
  /** What the reads of the last seconds have changed. */
  changes: Changes
  isAllSelected: boolean
  zone: string
  /** The rows are those of an earlier question; the answer to the current one is on its way. */
  isStale: boolean
  scroller: RefObject<HTMLDivElement | null>
  /** What stands beside a column's head, by its key. */
  beside: Readonly<Partial<Record<FieldKey, ReactNode>>>
  opening: Opening
  onSort: (sort: readonly Order[]) => void
  onWidth: (key: FieldKey, width: number) => void
  /** A checkbox was used; with `toHere` all from the one before are meant. */
  onSelect: (index: number, toHere: boolean) => void
  onSelectAll: () => void
  /** How many rows are held beyond the last one in view: whoever holds them may want to fetch more. */
  onNear: (rowsLeft: number) => void
  /** What stands in the place of rows where there are none. */
  children?: ReactNode
}

/** The table of agents: a grid of which only the rows near the view exist. */
export function AgentsTable(props: Props) {
  const { agents, rowCount, fields, widths, density, sort, openId, selected, zone, isStale, scroller } = props
  const { opening, onNear, onSelect } = props
  const { first, last, rowHeight, onScroll } = useRowWindow(scroller, agents.length, density)
  const windowed = useMemo(() => agents.slice(first, last), [agents, first, last])
  const columns = useColumns({ agents: windowed, fields })
  const isPhone = useIsPhone()
  const { active, setActive, onKeyDown, focusActive } = useGridKeys(scroller, {
    rows: agents.length,
    columns: isPhone ? countOnPhone(fields) : fields.length,
    rowHeight,
    onOpen: row => {
      const agent = agents[row]
      if (agent) opening.open(agent)
    },
    onSelect,
    onSelectAll: () => {
      if (!props.isAllSelected) props.onSelectAll()
    },
  })
  const presses = rowPresses({ agents, opening, onSelect, setActive })
  const isInHead = active.row === HEAD || agents.length === 0
  const cutText = useCutText()
  const keptFocus = useKeptFocus(focusActive, scroller)
  useTracks(scroller, fields, widths, props.measured)
  useOpenRowInView(scroller, agents, openId, rowHeight, props.address)

  // Not only after scrolling: a page that Zoom cut short may not even fill the view.
  const rowsLeft = agents.length - last
  useEffect(() => onNear(rowsLeft), [onNear, rowsLeft])

  function handleScroll() {
    const element = scroller.current
    if (!element) return
    // Read first: after the new rows it would make the browser lay them out at once.
    const isScrolledX = element.scrollLeft > 0
    onScroll()
    cutText.hide()
    element.toggleAttribute('data-scrolled-x', isScrolledX)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys and clicks of the grid's cells arrive here
    <div
      ref={scroller}
      data-agents-scroller
      data-density={density}
      data-selecting={selected.size > 0 || undefined}
      className="agents"
      onScroll={handleScroll}
      onKeyDown={onKeyDown}
      {...presses}
      onFocus={event => {
        const cell = cellOf(event.target)
        if (cell) setActive(cell)
        cutText.onFocus(event)
      }}
      onBlur={() => {
        cutText.hide()
        keptFocus.onBlur()
      }}
      tabIndex={-1}
    >
      <div
        role="grid"
        aria-label="Agents"
        aria-rowcount={rowCount}
        aria-colcount={fields.length}
        aria-multiselectable="true"
        aria-busy={isStale}
        tabIndex={-1}
        className="agents-grid"
      >
        <HeaderRow
          columns={columns}
          sort={sort}
          onSort={props.onSort}
          tabColumn={isInHead ? active.column : -1}
          beside={props.beside}
          onWidth={props.onWidth}
          neededWidth={async key => {
            const { fitColumn } = await import('./fit-column.ts')
            return fitColumn(scroller.current as Element, key, agents, zone)
          }}
          selectAll={
            <label>
              <input
                type="checkbox"
                aria-label="Select all"
                checked={props.isAllSelected}
                disabled={agents.length === 0}
                ref={input => {
                  if (input) input.indeterminate = selected.size > 0 && !props.isAllSelected
                }}
                onChange={props.onSelectAll}
                tabIndex={isInHead && active.column === 0 ? 0 : -1}
              />
            </label>
          }
        />
        <div
          role={agents.length > 0 ? 'rowgroup' : undefined}
          className={isStale ? 'opacity-60' : undefined}
          style={
            rowHeight > 0 ? { height: agents.length * rowHeight, paddingTop: first * rowHeight } : undefined
          }
        >
          {columns.getRowModel().rows.map((row, offset) => {
            const index = first + offset
            const isActiveOutOfView = active.row !== HEAD && (active.row < first || active.row >= last)
            return (
              <AgentRow
                key={row.id}
                agent={row.original}
                fields={fields}
                index={index}
                href={opening.hrefOf(row.id)}
                isOpen={row.id === openId}
                isSelected={selected.has(row.id)}
                changed={props.changes.get(row.id)}
                tabColumn={active.row === index || (offset === 0 && isActiveOutOfView) ? active.column : -1}
                zone={zone}
              />
            )
          })}
        </div>
      </div>
      {agents.length === 0 && <div className="sticky left-0">{props.children}</div>}
      {cutText.tip}
    </div>
  )
}

/** How many columns from the first on a phone shows (narrow.css): what is not drawn cannot have the focus. */
function countOnPhone(fields: readonly Field[]): number {
  const first = fields.findIndex(
    ({ cell, key }) => cell !== 'name' && cell !== 'status' && key !== 'user_email',
  )
  return first < 0 ? fields.length : first
}
