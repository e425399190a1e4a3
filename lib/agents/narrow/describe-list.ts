import type { ListLocation } from '../address/address.ts'
import { FILTERS, fieldOf } from '../fields.ts'
import type { NamedRegion } from '../regions.ts'
import type { Order } from '../view.ts'
import { filterWords } from './filter-words.ts'

/** The filters that are set, each in words: "Status: Ready or Not Ready". `region` is the name of the region that is asked for. */
export function describeFilters(
  { question, view }: Pick<ListLocation, 'question' | 'view'>,
  region: string | undefined,
): string[] {
  const described: string[] = []
  if (question.search) described.push(`Search: “${question.search}”`)
  if (question.region) described.push(`Region: ${region ?? question.region}`)
  if (question.access) described.push(`Access: ${fieldOf('user_access').words(question.access)}`)
  for (const [name, field] of FILTERS) {
    const filter = view.filters[name]
    if (filter) described.push(`${field.label}: ${filterWords(field, filter).join(' or ')}`)
  }
  return described
}

/** "by Status, then by Name (descending)"; undefined for Zoom's own order. */
export function describeOrder(sort: readonly Order[]): string | undefined {
  const [first, ...others] = sort.map(
    ({ key, descending }) => `by ${fieldOf(key).label}${descending ? ' (descending)' : ''}`,
  )
  return first && [first, ...others.map(other => `then ${other}`)].join(', ')
}

/** Where a file or a print was taken: the address, and the regions, which name what is in it. */
export type Place = { location: ListLocation; regions: readonly NamedRegion[] }

/** Which agents a file or a print of the list holds, and in which order; each line in words. */
export function describePlace({ location, regions }: Place): string[] {
  const { question, view } = location
  const region = regions.find(({ region_id }) => region_id === question.region)?.name
  const order = describeOrder(view.sort)
  return [...describeFilters(location, region), order ? `Ordered ${order}` : "In Zoom's order"]
}
