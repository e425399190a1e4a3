import { describeValue, type Field } from '../field.ts'
import { fieldOf } from '../fields.ts'
import type { Agent } from '../schema.ts'
import type { Order } from '../view.ts'

/** How the reader reads a list: the language (BCP 47), and the field Region, where several have one name. */
export type Reader = { locale: string; region?: Field }

/**
 * Agents in an order of fields: what is words on screen by those words and the reader's collation, numbers as numbers;
 * who does not tell is last both ways. Equal ones stay in Zoom's order, and no order is Zoom's.
 */
export function orderAgents(
  agents: readonly Agent[],
  sort: readonly Order[],
  { locale, region }: Reader,
): readonly Agent[] {
  if (sort.length === 0) return agents
  const collator = new Intl.Collator(locale, { numeric: true })
  const comparisons = sort.map(({ key, descending }) =>
    createComparison(key === region?.key ? region : fieldOf(key), descending, collator),
  )
  return [...agents].sort((a, b) => {
    for (const compare of comparisons) {
      const difference = compare(a, b)
      if (difference !== 0) return difference
    }
    return 0
  })
}

type Key = { rank: number; value: number | string | undefined }

function createComparison(field: Field, descending: boolean, collator: Intl.Collator) {
  const keys = new Map<Agent, Key>()
  const keyOf = (agent: Agent): Key => {
    let key = keys.get(agent)
    if (!key) {
      const value = field.value(agent)
      const isTold = value !== undefined && !(typeof value === 'object' && value.length === 0)
      key = {
        rank: field.rank?.(agent) ?? 0,
        value: !isTold ? undefined : typeof value === 'number' ? value : describeValue(value, field.words),
      }
      keys.set(agent, key)
    }
    return key
  }
  const sign = descending ? -1 : 1
  return (a: Agent, b: Agent): number => {
    const one = keyOf(a)
    const other = keyOf(b)
    if (one.value === undefined || other.value === undefined)
      return Number(one.value === undefined) - Number(other.value === undefined)
    if (one.rank !== other.rank) return sign * (one.rank - other.rank)
    if (typeof one.value === 'number' && typeof other.value === 'number')
      return sign * (one.value - other.value)
    return sign * collator.compare(String(one.value), String(other.value))
  }
}
