import { useMemo, useRef } from 'react'
import { useEarlyValue } from '@/components/ui/early/early.ts'
import { type AskedName, isUntoldBySome, readAsked, UNTOLD } from '@/lib/agents/asked.ts'
import { FILTERS } from '@/lib/agents/fields.ts'
import { RemoveFilter } from './by-kind/remove-filter.tsx'
import { type Filtering, setAsked } from './filtering.ts'

type Props = {
  name: AskedName
  filtering: Filtering
  values: readonly (readonly [value: string, words: string])[]
  /** Why the values may be incomplete; shown among them. */
  note?: string
}

/**
 * One of Zoom's own filters: a native select, which every keyboard, screen reader and phone already knows. Where the
 * browser can style its list (`appearance: base-select`) it looks like the rest, elsewhere like the system.
 */
export function AskedFilter({ name, filtering, values, note }: Props) {
  const { location, narrowed, onChange } = filtering
  const held = narrowed.of.agents
  const select = useRef<HTMLSelectElement>(null)
  const { label, isName } = FILTERS.get(name) ?? { label: name, isName: false }
  const value = readAsked(location, name)
  const hasUntold = useMemo(() => isUntoldBySome(name, held), [name, held])
  const set = (chosen: string) => setAsked(onChange, name, chosen)
  useEarlyValue(select, value, set)
  return (
    <div className={`filter ${value ? 'filter-set' : ''}`}>
      <span aria-hidden="true" className="text-text-2">
        {label}
      </span>
      <select
        ref={select}
        data-early={name}
        autoComplete="off"
        aria-label={label}
        value={value}
        onChange={event => set(event.target.value)}
      >
        <option value="">All</option>
        {values.map(([option, words]) => (
          <option key={option} value={option} translate={isName ? 'no' : undefined}>
            {words}
          </option>
        ))}
        {(hasUntold || value === UNTOLD) && <option value={UNTOLD}>Not told</option>}
        {note && (
          <option disabled value="note">
            {note}
          </option>
        )}
      </select>
      {value && (
        <RemoveFilter
          label={label}
          onRemove={() => {
            select.current?.focus()
            set('')
          }}
        />
      )}
    </div>
  )
}
