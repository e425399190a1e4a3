import { describeValue, type Field } from '../field.ts'
import { fieldOf } from '../fields.ts'
import { plainWords } from '../plain-words.ts'
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
  const orders = sort.map(({ key, descending }) =>
    findPlaces(agents, key === region?.key ? region : fieldOf(key), descending, collator),
  )
  return Array.from(agents.keys())
    .sort((a, b) => {
      for (const places of orders) {
        const by = (places[a] as number) - (places[b] as number)
        if (by) return by // of two who do not tell it is no number
      }
      return 0
    })
    .map(index => agents[index] as Agent)
}

/** Where each agent stands by a field, as numbers that compare quickly: infinitely far for who does not tell. */
function findPlaces(
  agents: readonly Agent[],
  field: Field,
  descending: boolean,
  collator: Intl.Collator,
): readonly number[] {
  const values = agents.map(agent => {
    const value = field.value(agent)
    if (value === undefined || (typeof value === 'object' && value.length === 0)) return undefined
    if (typeof value === 'number') return value
    // An instant can be written in several ways, and a name with spaces that nobody sees.
    return field.kind === 'days'
      ? Date.parse(String(value))
      : plainWords(describeValue(value, field.words) ?? '')
  })
  const places = collate(values, collator)
  const sign = descending ? -1 : 1
  return values.map((value, index) => {
    if (value === undefined) return Infinity
    if (typeof value === 'number') return sign * value
    const rank = field.rank?.(agents[index] as Agent) ?? 0
    return sign * (rank * places.size + (places.get(value) ?? 0))
  })
}

/** The place of each text in the reader's collation; texts that are the same to it share one. */
function collate(values: readonly unknown[], collator: Intl.Collator): Map<string, number> {
  const texts = new Set(values.filter(value => typeof value === 'string'))
  // By code first, which costs little: then the collator, which costs much, has less to move.
  const sorted = [...texts].sort().sort(collator.compare)
  const places = new Map<string, number>()
  let place = 0
  sorted.forEach((text, index) => {
    if (index > 0 && collator.compare(sorted[index - 1] as string, text) !== 0) place++
    places.set(text, place)
  })
  return places
}
