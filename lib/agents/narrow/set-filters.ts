import type { ListLocation } from '../address/address.ts'
import type { Field } from '../field.ts'
import { FILTERS, fieldOf } from '../fields.ts'
import type { Question } from '../question.ts'
import type { NamedRegion } from '../regions.ts'
import { withFilter } from '../view.ts'
import { filterWords } from './filter-words.ts'

/** A filter that is set, Zoom's or the browser's own. */
export type SetFilter = {
  /** In the address. */
  name: string
  /** Null for the search, which goes by no field of its own. */
  field: Field | null
  /** What is asked for: several where it is any of several values. */
  words: readonly string[]
  /** A location without this filter. */
  without: (location: ListLocation) => ListLocation
}

/** All filters that are set, in the order in which they are told. */
export function listSetFilters(
  { question, view }: Pick<ListLocation, 'question' | 'view'>,
  regions: readonly NamedRegion[],
): SetFilter[] {
  const set: SetFilter[] = []
  const ask = (name: keyof Question, field: Field | null, words: string) =>
    set.push({
      name,
      field,
      words: [words],
      without: before => ({ ...before, question: { ...before.question, [name]: '' } }),
    })
  const { search, region, access } = question
  const named = regions.find(({ region_id }) => region_id === region)
  if (search) ask('search', null, search)
  if (region) ask('region', fieldOf('region_name'), named?.name ?? region)
  if (access) ask('access', fieldOf('user_access'), fieldOf('user_access').words(access))
  for (const [name, field] of FILTERS) {
    const filter = view.filters[name]
    if (!filter) continue
    const without = (before: ListLocation) => ({ ...before, view: withFilter(before.view, name, null) })
    set.push({ name, field, words: filterWords(field, filter), without })
  }
  return set
}
