import { formatNumber } from '../../formats.ts'
import { type Field, valuesOf } from '../field.ts'
import type { Agent } from '../schema.ts'
import type { Filter } from '../view.ts'

/** A value that a filter can have, and how many agents have it among those that the other filters leave. */
export type FilterValue = { value: string; words: string; count: number }

/** Whether a filter could tell agents apart: somebody tells the field. */
export function isAnswered(field: Field, agents: readonly Agent[]): boolean {
  return agents.some(agent => {
    const value = field.value(agent)
    return value !== undefined && (typeof value !== 'object' || value.length > 0)
  })
}

const collator = new Intl.Collator(undefined, { numeric: true })

/** Every value that agents have, each with its rank among the others (0 where the field has no order of its own). */
export function findValues(field: Field, agents: readonly Agent[]): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>()
  for (const agent of agents)
    for (const value of valuesOf(field, agent))
      if (!ranks.has(value)) ranks.set(value, field.rank?.(agent) ?? 0)
  return ranks
}

/**
 * The values of a filter, with those that are chosen though nobody has them: by rank, then by their words, "not told"
 * last. That order stays while the counts move.
 */
export function listValues(
  field: Field,
  ranks: ReadonlyMap<string, number>,
  chosen: readonly string[],
  counts: ReadonlyMap<string, number>,
): FilterValue[] {
  const unseen = field.rank ? Number.POSITIVE_INFINITY : 0
  return [...new Set([...ranks.keys(), ...chosen])]
    .map(value => ({ value, words: valueWords(field, value), count: counts.get(value) ?? 0 }))
    .sort(
      (a, b) =>
        Number(a.value === '') - Number(b.value === '') ||
        compareRanks(ranks.get(a.value) ?? unseen, ranks.get(b.value) ?? unseen) ||
        collator.compare(a.words, b.words),
    )
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
