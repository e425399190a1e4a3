import { useId } from 'react'
import { fieldOf, findField } from '@/lib/agents/fields.ts'
import type { Order } from '@/lib/agents/view.ts'
import type { Filtering } from '../filters/filtering.ts'
import { changeOrder, ORDERS } from './change-order.ts'

/** By how many fields one can order here; an address may have more, and then all are shown. */
const MOST = 2

/** Orders the list where no heads of columns can be pressed: by which field, which way round, and by which one then. */
export function OrderControl({ filtering: { location, onChange } }: { filtering: Filtering }) {
  const id = useId()
  const { sort } = location.view
  const slots: readonly (Order | undefined)[] = sort.length < MOST ? [...sort, undefined] : sort
  const isFree = (key: string, place: number) => sort.every((order, at) => at === place || order.key !== key)

  function change(place: number, next: Order | undefined) {
    const others = sort.toSpliced(place, 1, ...(next ? [next] : []))
    changeOrder(onChange, place === 0 && !next ? [] : others)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out like this in every browser
    <div role="group" aria-labelledby={id} className="mt-4 border-t pt-3">
      <h3 id={id} className="font-semibold">
        Order
      </h3>
      {slots.map((order, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place in the order is nothing but its number
        <div key={place} className="mt-2 flex items-center gap-2">
          <label htmlFor={`${id}${place}`} className="w-16 flex-none text-text-2">
            {place === 0 ? 'Order by' : 'Then by'}
          </label>
          <span className={`filter h-11.5! max-w-none! ${order ? 'filter-set' : ''}`}>
            <select
              id={`${id}${place}`}
              className="pl-2.5!"
              value={order?.key ?? ''}
              onChange={event => {
                const field = findField(event.target.value)
                change(place, field && { key: field.key, descending: false })
              }}
            >
              <option value="">{place === 0 ? "Zoom's order" : 'Nothing else'}</option>
              {ORDERS.filter(({ key }) => isFree(key, place)).map(({ key, label }) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
            </select>
          </span>
          {order && (
            <button
              type="button"
              className="button h-11.5!"
              aria-label={`Descending by ${fieldOf(order.key).label}`}
              aria-pressed={order.descending}
              onClick={() => change(place, { ...order, descending: !order.descending })}
            >
              Descending
            </button>
          )}
        </div>
      ))}
    </div>
  )
}
