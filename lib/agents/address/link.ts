import type { Agent } from '../schema.ts'
import { type ListLocation, writeAddress, writeQuery } from './address.ts'
import { type ColumnChoice, DELIVERED, isSameColumns, shownFields } from './columns.ts'

/**
 * The address that shows somebody else this list as it is here: with the columns and the density where they are not as
 * delivered, and with all agents by name where nothing else is said, since a bare list may open a view of the reader's.
 * A comparison is no part of it, and a profile only the one that is asked for.
 */
export function linkTo(
  { question, view }: Pick<ListLocation, 'question' | 'view'>,
  own: ColumnChoice,
  all: readonly Agent[],
  user_id: string | null = null,
): string {
  const columns = view.columns ?? own.keys
  const density = view.density ?? own.density
  const shown: ListLocation = {
    question,
    view: {
      ...view,
      columns: isSameColumns(columns, shownFields(DELIVERED.keys, all)) ? null : columns,
      density: density === DELIVERED.density ? null : density,
    },
    user_id,
    compare: [],
    isAll: false,
  }
  return writeAddress({ ...shown, isAll: user_id === null && writeQuery(shown) === '' })
}
