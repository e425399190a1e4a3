import { useId } from 'react'
import { Icon } from '@/components/ui/icon.tsx'
import { IconButton } from '@/components/ui/icon-button.tsx'
import type { Field } from '@/lib/agents/field.ts'
import { COLUMNS, fieldOf, findField } from '@/lib/agents/fields.ts'
import { describeOrder } from '@/lib/agents/narrow/describe-list.ts'
import type { Density, Order } from '@/lib/agents/view.ts'
import { focusGrid } from '../../table/use-grid-keys.ts'
import { type Filtering, setOrder } from '../filters/filtering.ts'

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
    setOrder(onChange, place === 0 && !next ? [] : others)
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
              {COLUMNS.filter(({ key }) => isFree(key, place)).map(({ key, label }) => (
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

type LineProps = {
  filtering: Filtering
  /** The columns shown. */
  fields: readonly Field[]
  density: Density
}

/** Says the order where not all of it is seen in the heads of columns, and takes it away. */
export function OrderLine({ filtering: { location, onChange }, fields, density }: LineProps) {
  const { sort } = location.view
  const isOutside = sort.some(({ key }) => fields.every(field => field.key !== key))
  const isByEmail = sort.some(({ key }) => key === 'user_email')
  // A phone has no heads; where the email is the second line of the name it has none (table/narrow.css).
  const where =
    isOutside || (isByEmail && density === 'comfortable') ? '' : isByEmail ? 'lg:hidden' : 'sm:hidden'
  return (
    <p className={`flex flex-none items-center gap-1 border-b pr-2 pl-4 text-text-2 ${where}`}>
      {`Ordered ${describeOrder(sort)}`}
      <IconButton
        className="max-sm:h-11! max-sm:w-11"
        label="Remove order"
        title="Back to Zoom's order"
        onClick={() => {
          setOrder(onChange, [])
          focusGrid(document.querySelector('[data-agents-scroller]'))
        }}
      >
        <Icon name="close" />
      </IconButton>
    </p>
  )
}
