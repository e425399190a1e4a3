import { useId, useState } from 'react'
import { Dialog } from '@/components/ui/dialog.tsx'
import { Icon } from '@/components/ui/icon.tsx'
import { FilterControls } from './filter-controls.tsx'
import type { Filtering } from './filtering.ts'

/** On a phone: all filters in a sheet, under a button that says how many are set. `shown`: what they leave, in words. */
export function FilterSheet({ filtering, shown }: { filtering: Filtering; shown: string }) {
  const id = useId()
  const [isOpen, setIsOpen] = useState(false)
  const { question, view } = filtering.location
  const count =
    Object.keys(view.filters).length + Number(question.region !== '') + Number(question.access !== '')
  return (
    <>
      <button
        type="button"
        className={`button h-10 sm:hidden ${count > 0 ? 'filter-set' : ''}`}
        aria-haspopup="dialog"
        aria-labelledby={`${id}-label`}
        aria-describedby={count > 0 ? `${id}-count` : undefined}
        onClick={() => setIsOpen(true)}
      >
        <Icon name="filter" />
        <span id={`${id}-label`}>Filters</span>
        {count > 0 && (
          <b id={`${id}-count`} className="font-semibold">
            {count}
          </b>
        )}
      </button>
      {isOpen && (
        <Dialog
          title="Filters"
          className="mb-0! w-full max-w-full! rounded-b-none!"
          onClose={() => setIsOpen(false)}
          actions={<span className="text-text-2">{shown}</span>}
        >
          <FilterControls filtering={filtering} className="filter-stack" />
        </Dialog>
      )}
    </>
  )
}
