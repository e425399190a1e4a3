import { useId, useState } from 'react'
import { Dialog } from '@/components/ui/dialog.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { LazyInside, lazyPart } from '@/components/ui/lazy-part.tsx'
import { writeQuestion } from '@/lib/agents/question.ts'
import { FilterControls } from './filter-controls.tsx'
import type { Filtering } from './filtering.ts'

const ORDER = lazyPart('Order', async () => (await import('../order/order-controls.tsx')).OrderControl)

/**
 * On a phone: all filters in a sheet, and the order, since there are no heads to press; under a button that says how many
 * are set. `completeness`: what they leave, in words.
 */
export function FilterSheet({ filtering, completeness }: { filtering: Filtering; completeness: string }) {
  const id = useId()
  const [isOpen, setIsOpen] = useState(false)
  const { question, view } = filtering.location
  // The search stands beside the button.
  const count = Object.keys(view.filters).length + writeQuestion({ ...question, search: '' }).length
  return (
    <>
      <div className={`filter filter-plain flex-none! sm:hidden ${count > 0 ? 'filter-set' : ''}`}>
        <button
          type="button"
          className="filter-button gap-1.5! pr-2.5! font-medium! text-text!"
          aria-haspopup="dialog"
          aria-describedby={count > 0 ? id : undefined}
          onClick={() => setIsOpen(true)}
        >
          <Icon name="filter" />
          Filters
        </button>
        {count > 0 && (
          <b id={id} className="filter-value pr-3! pl-0! font-semibold">
            {count}
          </b>
        )}
      </div>
      {isOpen && (
        <Dialog
          title="Filters"
          className="mb-0! w-full max-w-full! rounded-b-none!"
          onClose={() => setIsOpen(false)}
          actions={<span className="min-w-0 text-right text-text-2">{completeness}</span>}
        >
          <FilterControls filtering={filtering} className="filter-stack" />
          <LazyInside part={ORDER} props={{ filtering }} />
        </Dialog>
      )}
    </>
  )
}
