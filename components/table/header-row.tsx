import type { ReactNode } from 'react'
import type { FieldKey } from '@/lib/agents/fields.ts'
import { type Order, toggleOrder } from '@/lib/agents/view.ts'
import { Icon } from '../ui/icon.tsx'
import type { Columns } from './use-columns.ts'
import { WidthSeparator } from './width-separator.tsx'

type Props = {
  columns: Columns
  sort: readonly Order[]
  onSort: (sort: readonly Order[]) => void
  /** The column of the head that Tab reaches; -1 while that is in a row. */
  tabColumn: number
  onWidth: (key: FieldKey, width: number) => void
  /** The width at which none of a column's texts is cut. */
  neededWidth: (key: FieldKey) => Promise<number>
  /** What stands beside a label, by column: how old the statuses are. */
  beside: Readonly<Partial<Record<string, ReactNode>>>
  selectAll: ReactNode
}

/** The heads of the columns: each a button that orders the list; with Shift it is added to the order. */
export function HeaderRow(props: Props) {
  const { columns, sort, onSort, tabColumn, onWidth, neededWidth, beside, selectAll } = props
  const headers = columns.getHeaderGroups()[0]?.headers ?? []
  return (
    <div role="row" aria-rowindex={1} data-head className="agents-head">
      {headers.map(({ column }, place) => {
        const field = column.columnDef.meta?.field
        if (!field) return null
        const position = sort.findIndex(({ key }) => key === field.key)
        const direction = sort[position] && (sort[position].descending ? 'descending' : 'ascending')
        const tabIndex = tabColumn === place ? 0 : -1
        return (
          <div
            key={column.id}
            role="columnheader"
            aria-colindex={place + 1}
            aria-label={field.label}
            aria-sort={direction}
            className="agents-cell"
            data-key={field.key}
            data-limit={field.limit ? '' : undefined}
          >
            {field.cell === 'name' && selectAll}
            <button
              type="button"
              tabIndex={tabIndex}
              title={field.label}
              onClick={event => onSort(toggleOrder(sort, field.key as FieldKey, event.shiftKey))}
              className="agents-sort"
            >
              {field.label}
              {direction && (
                <>
                  <Icon name={direction} className="ml-1 size-3 text-text" />
                  {sort.length > 1 && <span className="text-11">{position + 1}</span>}
                </>
              )}
            </button>
            {beside[field.key]}
            {field.limit && (
              <span className="axis" data-unit={`limit ${field.limit.unit}`} aria-hidden="true">
                <span data-from="0" data-to={field.limit.max}>
                  {field.limit.max / 2}
                </span>
              </span>
            )}
            <WidthSeparator
              label={field.label}
              width={field.width}
              tabIndex={tabIndex}
              onWidth={width => onWidth(field.key as FieldKey, width)}
              neededWidth={() => neededWidth(field.key as FieldKey)}
            />
          </div>
        )
      })}
    </div>
  )
}
