import type { Agent } from '../schema.ts'
import { STATUS_KINDS, STATUS_LABELS, type StatusKind, statusKind, statusWord } from './status.ts'

const collator = new Intl.Collator(undefined, { numeric: true })

/** The statuses that agents have, by their words, each with its kind; `''` is "not told". */
export function findStatuses(agents: readonly Agent[]): ReadonlyMap<string, StatusKind> {
  const kinds = new Map<string, StatusKind>()
  for (const agent of agents) {
    const word = statusWord(agent) ?? ''
    if (!kinds.has(word)) kinds.set(word, statusKind(agent))
  }
  return kinds
}

/**
 * The statuses that a kind stands for, as values of the filter `status`: those agents have, or Zoom's own word where
 * nobody has one now. A chosen one that nobody has is a custom one, as far as can be told.
 */
export function groupStatuses(
  found: ReadonlyMap<string, StatusKind>,
  chosen: readonly string[],
): ReadonlyMap<StatusKind, readonly string[]> {
  const kinds = new Map(found)
  const seen = new Set(kinds.values())
  for (const kind of STATUS_KINDS) {
    const word = kind === 'unknown' ? '' : STATUS_LABELS[kind]
    if (kind !== 'custom' && !seen.has(kind) && !kinds.has(word)) kinds.set(word, kind)
  }
  for (const word of chosen) if (!kinds.has(word)) kinds.set(word, 'custom')
  return new Map(
    STATUS_KINDS.map(kind => [
      kind,
      [...kinds].flatMap(([word, of]) => (of === kind ? [word] : [])).sort(collator.compare),
    ]),
  )
}

/** By how much each count has grown or shrunk; those that stayed are left out. */
export function differences(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): Map<string, number> {
  const values = [...new Set([...before.keys(), ...after.keys()])]
  return new Map(
    values.flatMap(value => {
      const by = (after.get(value) ?? 0) - (before.get(value) ?? 0)
      return by === 0 ? [] : [[value, by]]
    }),
  )
}
