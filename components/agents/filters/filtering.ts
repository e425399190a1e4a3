import { type ListLocation, withoutFilters } from '@/lib/agents/address/address.ts'
import { currentLocation, type MoveOptions } from '@/lib/agents/address/list-location.ts'
import { type AskedName, withAsked } from '@/lib/agents/asked.ts'
import type { Field } from '@/lib/agents/field.ts'
import type { Narrowed } from '@/lib/agents/narrow/narrow.ts'
import type { Question } from '@/lib/agents/question.ts'
import { type Filter, type Order, toggleValues, withFilter } from '@/lib/agents/view.ts'
import type { Regions } from '../use-regions.ts'

type Move = (some: Partial<ListLocation>, options?: MoveOptions) => void

/** What every filter needs: what is set, what that leaves of the agents held, and the way to set something else. */
export type Filtering = { location: ListLocation; narrowed: Narrowed; regions: Regions; onChange: Move }

/** What the controls of one filter need; `name` is that of the address. */
export type FormProps = { name: string; field: Field; filtering: Filtering }

// All read the location anew: two changes may come before the next render.

/** Changes some of Zoom's question. */
export function ask(onChange: Move, some: Partial<Question>, options?: MoveOptions): void {
  onChange({ question: { ...currentLocation().question, ...some } }, options)
}

/** Sets one of Zoom's filters that go by a value. */
export function setAsked(onChange: Move, name: AskedName, value: string): void {
  onChange(withAsked(currentLocation(), name, value))
}

/** Sets a filter of the view, by its name in the address; null takes it away. */
export function setFilter(onChange: Move, name: string, filter: Filter | null, options?: MoveOptions): void {
  onChange({ view: withFilter(currentLocation().view, name, filter) }, options)
}

/** Adds values to a filter of the view, or takes them away where all of them are set. */
export function toggle(onChange: Move, name: string, values: readonly string[]): void {
  onChange({ view: toggleValues(currentLocation().view, name, values) })
}

export function clearFilters(onChange: Move): void {
  onChange(withoutFilters(currentLocation()))
}

/** Orders the list; an empty order is Zoom's. */
export function setOrder(onChange: Move, sort: readonly Order[]): void {
  onChange({ view: { ...currentLocation().view, sort } })
}
