import { type ListLocation, readAddress, WHOLE_LIST, writeQuery } from '@/lib/agents/address/address.ts'
import type { SavedView } from '@/lib/agents/address/saved-views.ts'

/**
 * The view that a location shows. Several may show the same: `chosen` is meant, else the one that looks like it, of those
 * `first`. Columns and density make no other view: as soon as they are the person's own the address no longer has them.
 */
export function findCurrent(
  views: readonly SavedView[],
  location: ListLocation,
  chosen: string,
  first: string | null | undefined,
): SavedView | undefined {
  const [query, queryInOwnLook] = [plainQuery(location), plainQuery(inOwnLook(location))]
  const same = views
    .map(view => ({ view, at: readAddress('/agents', view.query) }))
    .filter(({ at }) => plainQuery(inOwnLook(at)) === queryInOwnLook)
  const alike = same.filter(({ at }) => plainQuery(at) === query)
  const find = (some: typeof same, wanted: typeof first) => some.find(({ view }) => view.id === wanted)
  const found = find(same, chosen) ?? find(alike, first) ?? alike[0] ?? find(same, first) ?? same[0]
  return found?.view
}

/** The list's address without what belongs to a moment: profile, comparison, where it was opened from. */
export function plainQuery({ question, view }: ListLocation): string {
  return writeQuery({ ...WHOLE_LIST, question, view })
}

function inOwnLook(location: ListLocation): ListLocation {
  return { ...location, view: { ...location.view, columns: null, density: null } }
}
