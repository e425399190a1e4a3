import { useState } from 'react'
import { Icon } from '@/components/ui/icon.tsx'
import { LazyInside, lazyPart, usePreload } from '@/components/ui/lazy-part.tsx'
import { FLOATING, usePopover } from '@/components/ui/popover.tsx'
import { FILTERS } from '@/lib/agents/fields.ts'
import type { Filtering } from './filtering.ts'

const CHOOSE = lazyPart('Filter', async () => (await import('./choose-filter.tsx')).ChooseFilter)
const PARTS = [CHOOSE]

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
  usePreload(PARTS)
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
        {isOpen && <LazyInside part={CHOOSE} props={{ ...props, chosen, onChoose: setChosen }} />}
      </div>
    </>
  )
}
