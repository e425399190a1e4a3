import type { Row } from '@tanstack/react-table'
import { memo } from 'react'
import type { Agent } from '@/lib/agents/schema'
import type { Features } from './columns'

type Props = {
  row: Row<Features, Agent>
  /** Place in the list, from 0. */
  index: number
  href: string
  isOpen: boolean
  /** The column that Tab reaches in this row, -1 in all rows but one. */
  tabColumn: number
  zone: string
  /** Changes when other columns are shown: the row itself stays the same object. */
  columnsKey: string
}

/** One agent as a row. Memoised: while scrolling only rows that come into the window render. */
export const AgentRow = memo(function AgentRow({ row, index, href, isOpen, tabColumn, zone }: Props) {
  const agent = row.original
  const faded = agent.user_access !== undefined && agent.user_access !== 'active'
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isOpen || undefined}
      data-index={index}
      data-open={isOpen || undefined}
      data-faded={faded || undefined}
      className="agents-row"
    >
      {row.getVisibleCells().map((cell, column) => {
        const meta = cell.column.columnDef.meta
        if (!meta) return null
        const { content, className, title, unknown, summary } = meta.view(agent, zone)
        const isName = column === 0
        const tabIndex = tabColumn === column ? 0 : -1
        return (
          <div
            key={cell.column.id}
            role={isName ? 'rowheader' : 'gridcell'}
            aria-colindex={column + 1}
            className={`agents-cell ${meta.className}${className ? ` ${className}` : ''}`}
            title={title}
            data-unknown={unknown || undefined}
            data-summary={summary}
            tabIndex={isName ? undefined : tabIndex}
          >
            {isName ? (
              <a href={href} tabIndex={tabIndex}>
                {unknown ? 'No name' : content}
              </a>
            ) : (
              content
            )}
          </div>
        )
      })}
    </div>
  )
})
