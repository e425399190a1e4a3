import type { ListLocation } from '../address/address.ts'
import { fieldOf } from '../fields.ts'
import type { NamedRegion } from '../regions.ts'
import type { Order } from '../view.ts'
import { listSetFilters } from './set-filters.ts'

/** The filters that are set, each in words: "Status: Ready or Not Ready". */
export function describeFilters(
  location: Pick<ListLocation, 'question' | 'view'>,
  regions: readonly NamedRegion[],
): string[] {
  return listSetFilters(location, regions).map(({ field, words }) =>
    field ? `${field.label}: ${words.join(' or ')}` : `Search: “${words}”`,
  )
}

/** "by Status, then by Name (descending)"; undefined for Zoom's own order. */
export function describeOrder(sort: readonly Order[]): string | undefined {
  const [first, ...others] = sort.map(
    ({ key, descending }) => `by ${fieldOf(key).label}${descending ? ' (descending)' : ''}`,
  )
  return first && [first, ...others.map(other => `then ${other}`)].join(', ')
}

/** Of which list a file or a print is: its location, and the names of the regions in that. */
export type Origin = { location: ListLocation; regions: readonly NamedRegion[] }

/** Which agents a file or a print of the list holds, and in which order; each line in words. */
export function describeOrigin({ location, regions }: Origin): string[] {
  const order = describeOrder(location.view.sort)
  return [...describeFilters(location, regions), order ? `Ordered ${order}` : "In Zoom's order"]
}
