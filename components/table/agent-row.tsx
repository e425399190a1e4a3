import { memo } from 'react'
import type { Field } from '@/lib/agents/field.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { drawCell } from '../cells/draw-cell.tsx'

type Props = {
  agent: Agent
  fields: readonly Field[]
  /** Place in the list, from 0. */
  index: number
  href: string
  isOpen: boolean
  isSelected: boolean
  /** What a read has just changed: by field, what it was. */
  changed: Readonly<Record<string, string>> | undefined
  /** The column that Tab reaches in this row, -1 in all rows but one */
  tabColumn: number
  zone: string
}

/** One agent as a row. Memoised: while scrolling only rows that come into the window render. */
export const AgentRow = memo(function AgentRow({
  agent,
  fields,
  index,
  href,
  isOpen,
  isSelected,
  changed,
  tabColumn,
  zone,
}: Props) {
  const name = agent.display_name ?? 'No name'
  const hasNoAccess = agent.user_access !== undefined && agent.user_access !== 'active'
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-current={isOpen || undefined}
      data-index={index}
      data-id={agent.user_id}
      data-open={isOpen || undefined}
      data-faded={hasNoAccess || undefined}
      className="agents-row"
    >
      {fields.map((field, column) => {
        const { content, className, title, isUnknown, summary } = drawCell(field, agent, zone)
        const isName = field.cell === 'name'
        const was = changed?.[field.key]
        const tabIndex = tabColumn === column ? 0 : -1
        return (
          <div
            key={field.key}
            role={isName ? 'rowheader' : 'gridcell'}
            aria-colindex={column + 1}
            aria-label={isName ? name : undefined}
            className={className ? `agents-cell ${className}` : 'agents-cell'}
            title={title}
            data-key={field.key}
            data-unknown={isUnknown || undefined}
            data-changed={was === undefined ? undefined : ''}
            data-summary={summary}
            translate={field.isName && !isUnknown ? 'no' : undefined}
            tabIndex={isName ? undefined : tabIndex}
          >
            {isName ? (
              <>
                <label>
                  <input
                    type="checkbox"
                    aria-label={`Select ${name}`}
                    checked={isSelected}
                    readOnly
                    tabIndex={-1}
                  />
                </label>
                {/* What does not fit is cut at the end, which is at the left of a name from right to left. */}
                <a href={href} tabIndex={tabIndex} dir="auto">
                  {name}
                </a>
              </>
            ) : (
              content
            )}
            {was !== undefined && <span className="was">{` · was ${was || 'Unknown'}`}</span>}
          </div>
        )
      })}
    </div>
  )
})
