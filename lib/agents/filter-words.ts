import { formatNumber } from '../formats.ts'
import { type Field, valuesOf } from './field.ts'
import type { Agent } from './schema.ts'
import type { Filter } from './view.ts'

/** A value that a filter can have, and how many agents have it among those that the other filters leave. */
export type FilterValue = { value: string; words: string; count: number }

/** Whether a filter could tell agents apart: somebody tells the field. */
export function isAnswered(field: Field, agents: readonly Agent[]): boolean {
  return agents.some(agent => {
    const value = field.value(agent)
    return value !== undefined && (typeof value !== 'object' || value.length > 0)
  })
}

/**
 * Every value that agents have, and those that are chosen though nobody has them: by rank where the field has one,
 * then by their words, "not told" last. That order stays while the counts move.
 */
export function listValues(
  field: Field,
  agents: readonly Agent[],
  chosen: readonly string[],
  counts: ReadonlyMap<string, number>,
): FilterValue[] {
  const ranks = new Map<string, number>()
  for (const agent of agents)
    for (const value of valuesOf(field, agent))
      if (!ranks.has(value)) ranks.set(value, field.rank?.(agent) ?? 0)
  const unseen = field.rank ? Number.POSITIVE_INFINITY : 0
  for (const value of chosen) if (!ranks.has(value)) ranks.set(value, unseen)
  const collator = new Intl.Collator(undefined, { numeric: true })
  return [...ranks]
    .map(([value, rank]) => ({
      value,
      words: valueWords(field, value),
      count: counts.get(value) ?? 0,
      rank,
    }))
    .sort(
      (a, b) =>
        Number(a.value === '') - Number(b.value === '') ||
        compareRanks(a.rank, b.rank) ||
        collator.compare(a.words, b.words),
    )
    .map(({ value, words, count }) => ({ value, words, count }))
}

function compareRanks(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1
}

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
  }
}

function rangeWords(from: number | null, to: number | null, unit: string): string {
  const write = (value: number) => `${formatNumber(value)}${unit}`
  if (from !== null && to !== null) return from === to ? write(from) : `${write(from)} to ${write(to)}`
  return from !== null ? `${write(from)} or more` : `up to ${write(to ?? 0)}`
}
