import { type Field, valuesOf } from '../field.ts'
import { plainWords } from '../plain-words.ts'
import type { Agent } from '../schema.ts'
import { valueWords } from './filter-words.ts'

/** A value that a filter can have, and how many agents have it among those that the other filters leave. */
export type FilterValue = { value: string; words: string; count: number }

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
  return nameApart(field, new Set([...ranks.keys(), ...chosen]))
    .map(({ value, words }) => ({ value, words, count: counts.get(value) ?? 0 }))
    .sort(
      (a, b) =>
        Number(a.value === '') - Number(b.value === '') ||
        compareRanks(ranks.get(a.value) ?? unseen, ranks.get(b.value) ?? unseen) ||
        collator.compare(a.words, b.words),
    )
}

/** Values in words, those that would be the same told apart by what Zoom calls them: "Gold · gold". */
export function nameApart(field: Field, values: Iterable<string>): { value: string; words: string }[] {
  const byWords = Map.groupBy(values, value => plainWords(valueWords(field, value)))
  return [...byWords].flatMap(([words, same]) =>
    same.map(value => ({ value, words: same.length === 1 || value === '' ? words : `${words} · ${value}` })),
  )
}

function compareRanks(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1
}
