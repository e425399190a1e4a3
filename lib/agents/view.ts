import { isColumn } from './field.ts'
import { FILTERS, type FieldKey, findField } from './fields.ts'
import { plainWords } from './plain-words.ts'

/** One filter of the browser's own. `days`: last modified within so many days; `longer`: longer ago than that. */
export type Filter =
  | { kind: 'values'; values: readonly string[] }
  | { kind: 'range'; from: number | null; to: number | null }
  | { kind: 'days'; days: number; longer: boolean }
  | { kind: 'untold' }

export type Order = { key: FieldKey; descending: boolean }

export const DENSITIES = ['compact', 'comfortable'] as const
export type Density = (typeof DENSITIES)[number]

/** What the browser does with the agents it holds. `columns` and `density` are null where the person's own count. */
export type View = {
  /** By the filter's name in the address; a name that is not there is not set. */
  filters: Readonly<Record<string, Filter>>
  /** The first counts most. Empty: Zoom's order. */
  sort: readonly Order[]
  columns: readonly FieldKey[] | null
  density: Density | null
}

export const NO_VIEW: View = { filters: {}, sort: [], columns: null, density: null }

/** Reads the view from an address. What cannot be read is not set; a value that nobody has stays. */
export function readView(query: URLSearchParams): View {
  const filters: Record<string, Filter> = {}
  for (const [name, { kind, read = plainWords }] of FILTERS) {
    const filter = READ[kind](query.getAll(name).map(value => read(value)))
    if (filter) filters[name] = filter
  }
  return {
    filters,
    sort: readSort(query.get('sort') ?? ''),
    columns: readColumns(query.get('columns')),
    density: readDensity(query.get('density')),
  }
}

/** As parameters of the address, in the order of the fields; what is not set stays out. */
export function writeView({ filters, sort, columns, density }: View): [name: string, value: string][] {
  const set: [string, string][] = []
  for (const name of FILTERS.keys()) {
    const filter = filters[name]
    if (filter) for (const value of writeFilter(filter)) set.push([name, value])
  }
  if (sort.length > 0)
    set.push(['sort', sort.map(({ key, descending }) => (descending ? '-' : '') + key).join(',')])
  if (columns) set.push(['columns', columns.join(',')])
  if (density) set.push(['density', density])
  return set
}

/** Whether the view leaves out agents. */
export function isNarrowed({ filters }: View): boolean {
  return Object.keys(filters).length > 0
}

/** The view with one filter set, or without it. */
export function withFilter(view: View, name: string, filter: Filter | null): View {
  const { [name]: _, ...others } = view.filters
  return { ...view, filters: filter ? { ...others, [name]: filter } : others }
}

/** The values that a filter is set to; none where it is not set. */
export function chosenValues({ filters }: View, name: string): readonly string[] {
  const filter = filters[name]
  return filter?.kind === 'values' ? filter.values : NONE
}

const NONE: readonly string[] = []

/** The view with values of a filter added, or taken away where all of them are set. */
export function toggleValues(view: View, name: string, toggled: readonly string[]): View {
  const chosen = chosenValues(view, name)
  const next = toggled.every(value => chosen.includes(value))
    ? chosen.filter(value => !toggled.includes(value))
    : [...new Set([...chosen, ...toggled])]
  return withFilter(view, name, next.length > 0 ? { kind: 'values', values: next } : null)
}

/**
 * The order after a press on the heading of `key`: by it alone or, where it `isAdded`, by what there was and then by it.
 * First ascending, then descending, then no longer by it.
 */
export function toggleOrder(sort: readonly Order[], key: FieldKey, isAdded: boolean): readonly Order[] {
  const others = sort.filter(order => order.key !== key)
  const before = isAdded || others.length === 0 ? sort.find(order => order.key === key) : undefined
  if (!before) return [...(isAdded ? others : []), { key, descending: false }]
  if (before.descending) return others
  return sort.map(order => (order === before ? { key, descending: true } : order))
}

const READ = { values: readValues, range: readRange, days: readDays, untold: readUntold }

function readValues(given: readonly string[]): Filter | null {
  const values = [...new Set(given)]
  return values.length > 0 ? { kind: 'values', values } : null
}

/** `2-5`, `2-`, `-5`. */
function readRange([given = '']: readonly string[]): Filter | null {
  const [, first = '', second = ''] = /^(\d{1,9})?-(\d{1,9})?$/.exec(given) ?? []
  if (first === '' && second === '') return null
  const from = first === '' ? null : Number(first)
  const to = second === '' ? null : Number(second)
  return from !== null && to !== null && from > to ? null : { kind: 'range', from, to }
}

/** `7`, `-90`. */
function readDays([given = '']: readonly string[]): Filter | null {
  const [, minus, digits] = /^(-)?(\d{1,5})$/.exec(given) ?? []
  const days = Number(digits)
  return days > 0 ? { kind: 'days', days, longer: minus !== undefined } : null
}

/** An empty value. Any other is part of the question. */
function readUntold([given]: readonly string[]): Filter | null {
  return given === '' ? { kind: 'untold' } : null
}

function writeFilter(filter: Filter): readonly string[] {
  switch (filter.kind) {
    case 'values':
      return filter.values
    case 'range':
      return [`${filter.from ?? ''}-${filter.to ?? ''}`]
    case 'days':
      return [`${filter.longer ? '-' : ''}${filter.days}`]
    case 'untold':
      return ['']
  }
}

function readSort(given: string): Order[] {
  const orders = new Map<FieldKey, Order>()
  for (const word of given.split(',')) {
    const descending = word.startsWith('-')
    const key = findField(descending ? word.slice(1) : word)?.key
    if (key && !orders.has(key)) orders.set(key, { key, descending })
  }
  return [...orders.values()]
}

/** Keys of fields that can be columns; null for none. The name is always the first. */
export function readColumns(given: string | null | undefined): FieldKey[] | null {
  const keys = (given ?? '').split(',').flatMap(word => {
    const field = findField(word)
    return field && isColumn(field) ? [field.key] : []
  })
  return keys.length > 0 ? [...new Set<FieldKey>(['display_name', ...keys])] : null
}

export function readDensity(given: string | null | undefined): Density | null {
  return DENSITIES.find(density => density === given) ?? null
}
