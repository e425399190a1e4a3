import type { Agent } from '../schema.ts'
import { type ListLocation, writeAddress, writeQuery } from './address.ts'
import { type ColumnChoice, DELIVERED, isSameColumns, shownFields } from './columns.ts'

/**
 * The address that shows somebody else this list as it is here: with the columns and the density where they are not as
 * delivered, and with all agents by name where nothing else is said, since a bare list may open a view of the reader's.
 * An open profile or comparison is no part of it.
 */
export function linkTo({ question, view }: ListLocation, own: ColumnChoice, all: readonly Agent[]): string {
  const columns = view.columns ?? own.keys
  const density = view.density ?? own.density
  const shown: ListLocation = {
    question,
    view: {
      ...view,
      columns: isSameColumns(columns, shownFields(DELIVERED.keys, all)) ? null : columns,
      density: density === DELIVERED.density ? null : density,
    },
    user_id: null,
    compare: [],
    isAll: false,
  }
  return writeAddress({ ...shown, isAll: writeQuery(shown) === '' })
}
