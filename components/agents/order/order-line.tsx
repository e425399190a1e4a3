import { Icon } from '@/components/ui/icon.tsx'
import type { Field } from '@/lib/agents/field.ts'
import { describeOrder } from '@/lib/agents/narrow/describe-list.ts'
import type { Density } from '@/lib/agents/view.ts'
import { focusGrid } from '../../table/use-grid-keys.ts'
import type { Filtering } from '../filters/filtering.ts'
import { changeOrder } from './change-order.ts'

type Props = {
  filtering: Filtering
  /** The columns shown. */
  fields: readonly Field[]
  density: Density
}

/** Says the order where not all of it is seen in the heads of columns, and takes it away. */
export function OrderLine({ filtering: { location, onChange }, fields, density }: Props) {
  const { sort } = location.view
  const isOutside = sort.some(({ key }) => fields.every(field => field.key !== key))
  const isByEmail = sort.some(({ key }) => key === 'user_email')
  // A phone has no heads; where the email is the second line of the name it has none (table/narrow.css).
  const where =
    isOutside || (isByEmail && density === 'comfortable') ? '' : isByEmail ? 'lg:hidden' : 'sm:hidden'
  return (
    <p className={`flex flex-none items-center gap-1 border-b pr-2 pl-4 text-text-2 ${where}`}>
      {`Ordered ${describeOrder(sort)}`}
      <button
        type="button"
        className="button button-ghost button-icon max-sm:h-11! max-sm:w-11"
        aria-label="Remove order"
        title="Back to Zoom's order"
        onClick={() => {
          changeOrder(onChange, [])
          focusGrid(document.querySelector('[data-agents-scroller]'))
        }}
      >
        <Icon name="close" />
      </button>
    </p>
  )
}
