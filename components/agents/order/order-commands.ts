import { type Command, useCommandSource, useCommands } from '@/components/ui/commands.ts'
import { COLUMNS } from '@/lib/agents/fields.ts'
import { describeOrder } from '@/lib/agents/narrow/describe-list.ts'
import { fold } from '@/lib/agents/narrow/search.ts'
import type { Order } from '@/lib/agents/view.ts'
import { type Filtering, setOrder } from '../filters/filtering.ts'

/** The words by which one asks for an order: the names of fields alone are asked for in searches of agents and filters. */
const ASKING = ['order', 'sort']

/** Each order by one field, with the words that ask for it. */
const OFFERED = [false, true].flatMap(descending =>
  COLUMNS.map(({ key, label }) => ({
    order: { key, descending } satisfies Order,
    said: fold(`${ASKING.join(' ')} by ${label} ${descending ? 'descending' : 'ascending'}`).split(' '),
  })),
)

/** Offers an order by each field among the commands, and the way back to Zoom's. */
export function useOrderCommands({ location, onChange }: Filtering): void {
  const run = (sort: readonly Order[]) => () => setOrder(onChange, sort)
  const offer = (order: Order) => toCommand(order, run([order]))
  useCommandSource(
    typed => findOrders(typed).map(offer),
    id => OFFERED.map(({ order }) => offer(order)).find(command => command.id === id),
  )
  useCommands(
    location.view.sort.length > 0
      ? [{ id: 'order:', label: "Back to Zoom's order", group: 'Actions', keywords: 'sort', run: run([]) }]
      : [],
  )
}

function toCommand(order: Order, run: () => void): Command {
  const { key, descending } = order
  return {
    id: `order:${descending ? '-' : ''}${key}`,
    label: `Order ${describeOrder([order])}`,
    group: 'Actions',
    run,
  }
}

/** The orders that are asked for: "order by em", "sort status desc". */
export function findOrders(typed: string): Order[] {
  const words = fold(typed).split(' ').filter(Boolean)
  if (!words.some(word => word.length > 1 && ASKING.some(asking => asking.startsWith(word)))) return []
  return OFFERED.filter(({ said }) => words.every(word => said.some(part => part.startsWith(word)))).map(
    ({ order }) => order,
  )
}
