import { useState } from 'react'
import { Icon } from '@/components/ui/icon.tsx'
import { FLOATING, usePopover } from '@/components/ui/popover.tsx'
import { FILTERS } from '@/lib/agents/fields.ts'
import { ChooseFilter } from './choose-filter.tsx'
import type { Filtering } from './filtering.ts'

type Props = {
  /** The filters that are not set, by their names in the address. */
  names: readonly string[]
  filtering: Filtering
}

/** Adds a further filter: first which one, then its controls in the same place. */
export function AddFilter(props: Props) {
  const { isOpen, buttonProps, popoverProps } = usePopover()
  const [chosen, setChosen] = useState<string | null>(null)
  if (!isOpen && chosen !== null) setChosen(null)
  return (
    <>
      <button type="button" data-add-filter className="button button-ghost" {...buttonProps}>
        <Icon name="plus" />
        Filter
      </button>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out like this in every browser */}
      <div
        role="group"
        aria-label={(chosen !== null && FILTERS.get(chosen)?.label) || 'Filter'}
        {...popoverProps}
        className={`${FLOATING} p-2`}
      >
        {isOpen && <ChooseFilter {...props} chosen={chosen} onChoose={setChosen} />}
      </div>
    </>
  )
}
