import { useEffect, useRef, useState } from 'react'
import { Icon } from '@/components/ui/icon.tsx'
import { IconButton } from '@/components/ui/icon-button.tsx'
import { PopoverGroup, usePopover } from '@/components/ui/popover.tsx'
import { findFocusable } from '@/components/ui/return-focus.ts'
import { FILTERS } from '@/lib/agents/fields.ts'
import { FilterForm } from './by-kind/filter-form.tsx'
import type { Filtering } from './filtering.ts'

type Props = {
  /** The filters that are not set, by their names in the address. */
  names: readonly string[]
  filtering: Filtering
}

/** Adds a further filter: first which one, then its controls in the same place. */
export function AddFilter({ names, filtering }: Props) {
  const { isOpen, buttonProps, popoverProps } = usePopover()
  const [chosen, setChosen] = useState<string | null>(null)
  if (!isOpen && chosen !== null) setChosen(null)
  const label = (chosen !== null && FILTERS.get(chosen)?.label) || 'Filter'

  // What was pressed is gone: the focus goes to the first control of what stands there now, or waits for it there.
  const body = useRef<HTMLDivElement>(null)
  const form = useRef<HTMLDivElement>(null)
  const before = useRef(chosen)
  useEffect(() => {
    if (before.current === chosen) return
    before.current = chosen
    const place = form.current ?? body.current
    if (place) (findFocusable(place) ?? place).focus()
  }, [chosen])

  return (
    <>
      <button type="button" data-add-filter className="button button-ghost" {...buttonProps}>
        <Icon name="plus" />
        Filter
      </button>
      <PopoverGroup label={label} {...popoverProps} className="p-2">
        {isOpen && (
          <div ref={body} className="min-w-48">
            {chosen === null && names.length === 0 && <p>All filters are set</p>}
            {chosen === null ? (
              names.map(name => (
                <button key={name} type="button" className="option" onClick={() => setChosen(name)}>
                  <span className="flex-1 text-left">{FILTERS.get(name)?.label}</span>
                  <Icon name="forward" />
                </button>
              ))
            ) : (
              <>
                <div className="mb-1 flex items-center gap-1 font-medium">
                  <IconButton label="Other filters" onClick={() => setChosen(null)}>
                    <Icon name="back" />
                  </IconButton>
                  {label}
                </div>
                <div ref={form} tabIndex={-1} className="focus:outline-none">
                  <FilterForm name={chosen} filtering={filtering} />
                </div>
              </>
            )}
          </div>
        )}
      </PopoverGroup>
    </>
  )
}
