import { formatNumber } from '../../formats.ts'
import type { Field } from '../field.ts'
import type { Filter } from '../view.ts'

/** One value of a filter in words; `''` is "not told". */
export function valueWords(field: Field, value: string): string {
  return value === '' ? (field.notTold ?? 'Not told') : field.words(value)
}

/** What a filter asks for, in words: several where it is any of several values. */
export function filterWords(field: Field, filter: Filter): readonly string[] {
  switch (filter.kind) {
    case 'values':
      return filter.values.map(value => valueWords(field, value))
    case 'range':
      return [rangeWords(filter.from, filter.to, field.limit?.unit ?? '')]
    case 'days': {
      const days = `${formatNumber(filter.days)} ${filter.days === 1 ? 'day' : 'days'}`
      return [filter.longer ? `over ${days} ago` : `within ${days}`]
    }
    case 'untold':
      return [valueWords(field, '')]
  }
}

function rangeWords(from: number | null, to: number | null, unit: string): string {
  const write = (value: number) => `${formatNumber(value)}${unit}`
  if (from !== null && to !== null) return from === to ? write(from) : `${write(from)} to ${write(to)}`
  return from !== null ? `${write(from)} or more` : `up to ${write(to ?? 0)}`
}
