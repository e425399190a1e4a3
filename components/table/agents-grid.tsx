'use client'

import { useTable } from '@tanstack/react-table'
import { type MouseEvent, type RefObject, useEffect, useMemo, useState } from 'react'
import { columns, features, toldColumns } from '@/components/agents/columns.tsx'
import { takeEarlyClick } from '@/components/agents/early-click.tsx'
import { StatusAge } from '@/components/agents/status-age.tsx'
import type { AgentList } from '@/lib/agents/agent-list.ts'
import { agentsAddress, type ListParams } from '@/lib/agents/list-params.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { AgentRow } from './agent-row.tsx'
import { cellOf, useGridKeys } from './use-grid-keys.ts'
import { useRowWindow } from './use-row-window.ts'

type Props = {
  list: AgentList
  params: ListParams
  openId: string | null
  zone: string
  /** The rows are those of an earlier question; the answer to the current one is on its way. */
  isStale: boolean
  scroller: RefObject<HTMLDivElement | null>
  onOpen: (agent: Agent) => void
  /** How many rows are held beyond the last one in view: whoever holds them may want to fetch more. */
  onNear: (rowsLeft: number) => void
}

const rowId = (agent: Agent) => agent.user_id

/** The table of agents: a grid of which only the rows near the view exist. */
export function AgentsGrid({ list, params, openId, zone, isStale, scroller, onOpen, onNear }: Props) {
  const { agents, total } = list
  const told = useTold(agents)

  const { first, last, rowHeight, onScroll } = useRowWindow(scroller, agents.length)
  // The table sees the window alone: a model of every row would be built anew with each page that arrives.
  const data = useMemo(() => agents.slice(first, last), [agents, first, last])
  const table = useTable({ features, columns: told, data, getRowId: rowId })
  const headers = table.getHeaderGroups()[0]?.headers ?? []
  const { active, setActive, onKeyDown } = useGridKeys(scroller, {
    rows: agents.length,
    columns: headers.length,
    rowHeight,
    onOpen: row => {
      const agent = agents[row]
      if (agent) onOpen(agent)
    },
  })

  // Not only after scrolling: a page that Zoom cut short may not even fill the view.
  const rowsLeft = agents.length - last
  useEffect(() => onNear(rowsLeft), [onNear, rowsLeft])

  useEffect(() => {
    const agent = agents[takeEarlyClick() ?? -1]
    if (agent) onOpen(agent)
  }, [agents, onOpen])

  function onRowsClick(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    const target = event.target as Element
    const index = Number(target.closest('[data-index]')?.getAttribute('data-index') ?? Number.NaN)
    const agent = agents[index]
    if (!agent || window.getSelection()?.toString()) return
    event.preventDefault()
    setActive({ row: index, column: 0 })
    onOpen(agent)
  }

  function handleScroll() {
    const element = scroller.current
    if (!element) return
    // Read first: after the new rows it would make the browser lay them out at once.
    const isScrolledX = element.scrollLeft > 0
    onScroll()
    element.toggleAttribute('data-scrolled-x', isScrolledX)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys and clicks of the grid's cells arrive here
    <div
      ref={scroller}
      data-agents-scroller
      className="agents relative min-h-0 flex-1 overflow-auto overscroll-contain [contain:strict]"
      onScroll={handleScroll}
      onKeyDown={onKeyDown}
      onClick={onRowsClick}
      onFocus={event => {
        const cell = cellOf(event.target)
        if (cell) setActive(cell)
      }}
      tabIndex={-1}
    >
      <div
        role="grid"
        aria-label="Agents"
        aria-rowcount={total === null ? -1 : total + 1}
        aria-colcount={headers.length}
        aria-busy={isStale}
        className="w-max min-w-full max-sm:w-full"
      >
        <div role="row" aria-rowindex={1} className="agents-head" tabIndex={-1}>
          {headers.map((header, column) => {
            const { meta, header: label } = header.column.columnDef
            return (
              <div
                key={header.id}
                role="columnheader"
                aria-colindex={column + 1}
                className={`agents-cell ${meta?.className}`}
                tabIndex={-1}
              >
                {String(label)}
                {header.column.id === 'status_name' && <StatusAge fetchedAt={list.fetched_at} />}
                {meta?.head}
              </div>
            )
          })}
        </div>
        <div
          role="rowgroup"
          className={isStale ? 'opacity-60' : undefined}
          style={
            rowHeight > 0 ? { height: agents.length * rowHeight, paddingTop: first * rowHeight } : undefined
          }
        >
          {table.getRowModel().rows.map((row, offset) => {
            const index = first + offset
            return (
              <AgentRow
                key={row.id}
                agent={row.original}
                columns={told}
                index={index}
                href={agentsAddress(params, row.id)}
                isOpen={row.id === openId}
                tabColumn={
                  active.row === index || (offset === 0 && (active.row < first || active.row >= last))
                    ? active.column
                    : -1
                }
                zone={zone}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}

/** The same array while the same columns are told in: a new one would render every row anew. */
function useTold(agents: readonly Agent[]): typeof columns {
  const [shown, setShown] = useState(columns)
  const told = useMemo(() => toldColumns(agents), [agents])
  const isSame = told.length === shown.length && told.every((column, index) => column === shown[index])
  if (isSame) return shown
  setShown(told)
  return told
}
