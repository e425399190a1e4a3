import { useEffect, useRef } from 'react'
import { Icon } from '@/components/ui/icon.tsx'
import { findFocusable } from '@/components/ui/return-focus.ts'
import { FILTERS } from '@/lib/agents/fields.ts'
import { FilterForm } from './by-kind/filter-form.tsx'
import type { Filtering } from './filtering.ts'

type Props = {
  /** The filters there are to choose from, by their names in the address. */
  names: readonly string[]
  filtering: Filtering
  chosen: string | null
  onChoose: (name: string | null) => void
}

/** Which filter is added, then its controls. */
export function ChooseFilter({ names, filtering, chosen, onChoose }: Props) {
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
    <div ref={body} className="min-w-48">
      {chosen === null ? (
        names.map(name => (
          <button key={name} type="button" className="option" onClick={() => onChoose(name)}>
            <span className="flex-1 text-left">{FILTERS.get(name)?.label}</span>
            <Icon name="forward" />
          </button>
        ))
      ) : (
        <>
          <div className="mb-1 flex items-center gap-1 font-medium">
            <button
              type="button"
              className="button button-ghost button-icon"
              aria-label="Other filters"
              title="Other filters"
              onClick={() => onChoose(null)}
            >
              <Icon name="back" />
            </button>
            {FILTERS.get(chosen)?.label}
          </div>
          <div ref={form} tabIndex={-1} className="focus:outline-none">
            <FilterForm name={chosen} filtering={filtering} />
          </div>
        </>
      )}
    </div>
  )
}
