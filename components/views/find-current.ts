import { type ListLocation, readAddress, WHOLE_LIST, writeQuery } from '@/lib/agents/address/address.ts'
import type { SavedView } from '@/lib/agents/address/saved-views.ts'
import type { View } from '@/lib/agents/view.ts'

/**
 * The view that a location shows. Several may show the same: `chosen` is meant, else the one that looks like it, of those
 * `first`. Columns and density make no other view: as soon as they are the person's own the address no longer has them.
 * What it has of them tells views apart.
 */
export function findCurrent(
  views: readonly SavedView[],
  location: ListLocation,
  chosen: string,
  first: string | null | undefined,
): SavedView | undefined {
  const all = views.map(view => ({ view, at: readAddress('/agents', view.query) }))
  const showing = (look: Look) => all.filter(({ at }) => queryIn(look, at) === queryIn(look, location))
  const same = showing({ columns: null, density: null })
  const possible = showing(location.view)
  const alike = possible.filter(({ at }) => plainQuery(at) === plainQuery(location))
  const find = (some: typeof same, wanted: typeof first) => some.find(({ view }) => view.id === wanted)
  const likeIt = find(possible, chosen) ?? find(alike, first) ?? alike[0]
  return (likeIt ?? find(same, chosen) ?? find(same, first) ?? same[0])?.view
}

/** The list's address without what belongs to a moment: profile, comparison, where it was opened from. */
export function plainQuery({ question, view }: ListLocation): string {
  return writeQuery({ ...WHOLE_LIST, question, view })
}

type Look = Pick<View, 'columns' | 'density'>

/** The same where of columns and density only those count that `look` has. */
function queryIn({ columns, density }: Look, location: ListLocation): string {
  const { view } = location
  const look = { columns: columns && view.columns, density: density && view.density }
  return plainQuery({ ...location, view: { ...view, ...look } })
}
