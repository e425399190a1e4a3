import { DELIVERED, isSameColumns, type OwnLook, shownFields } from '../look/own-look.ts'
import type { Agent } from '../schema.ts'
import { type ListLocation, writeAddress, writeQuery } from './address.ts'

/** A list as it is here, for somebody else to see it so. */
export type Linked = {
  location: Pick<ListLocation, 'question' | 'view'>
  /** The person's own look. */
  own: OwnLook
  /** All agents that are held: by them it shows which columns are as delivered. */
  all: readonly Agent[]
}

/**
 * The address that shows somebody else this list as it is here: with the columns and the density where they are not as
 * delivered, and with all agents by name where nothing else is said, since a bare list may open a view of the reader's.
 * A comparison is no part of it, and a profile only the one that is asked for.
 */
export function linkTo({ location, own, all }: Linked, user_id: string | null = null): string {
  const { question, view } = location
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
