import { currentLocation } from '@/lib/agents/address/list-location.ts'
import { isColumn } from '@/lib/agents/field.ts'
import { FIELDS } from '@/lib/agents/fields.ts'
import type { Order } from '@/lib/agents/view.ts'
import type { Filtering } from '../filters/filtering.ts'

/** The fields by which the list can be ordered. */
export const ORDERS = FIELDS.filter(isColumn)

/** Orders the list; an empty order is Zoom's. */
export function changeOrder(onChange: Filtering['onChange'], sort: readonly Order[]): void {
  onChange({ view: { ...currentLocation().view, sort } })
}
