import { memo } from 'react'
import type { columns as allColumns } from '@/components/agents/columns.tsx'
import type { Agent } from '@/lib/agents/schema.ts'

type Props = {
  agent: Agent
  columns: typeof allColumns
  /** Place in the list, from 0. */
  index: number
  href: string
  isOpen: boolean
  /** The column that Tab reaches in this row, -1 in all rows but one. */
  tabColumn: number
  zone: string
}

/** One agent as a row. Memoised: while scrolling only rows that come into the window render. */
export const AgentRow = memo(function AgentRow({
  agent,
  columns,
  index,
  href,
  isOpen,
  tabColumn,
  zone,
}: Props) {
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
      {columns.map(({ header, meta }, column) => {
        if (!meta) return null
        const { content, className, title, unknown, summary } = meta.view(agent, zone)
        const isName = column === 0
        const tabIndex = tabColumn === column ? 0 : -1
        return (
          <div
            key={String(header)}
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
