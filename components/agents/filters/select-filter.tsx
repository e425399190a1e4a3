import { useRef } from 'react'
import { useEarlyValue } from '@/components/ui/early/early.ts'
import { RemoveFilter } from './by-kind/remove-filter.tsx'

type Props = {
  label: string
  value: string
  options: readonly (readonly [value: string, label: string])[]
  /** The options with a value are names. */
  areNames?: boolean
  /** Why the options may be incomplete; shown among them. */
  note?: string
  onChange: (value: string) => void
}

/**
 * One filter: a native select, which every keyboard, screen reader and phone already knows. Where the
 * browser can style its list (`appearance: base-select`) it looks like the rest, elsewhere like the system.
 */
export function SelectFilter({ label, value, options, areNames = false, note, onChange }: Props) {
  const select = useRef<HTMLSelectElement>(null)
  useEarlyValue(select, value, onChange)
  return (
    <div className={`filter ${value ? 'filter-set' : ''}`}>
      <span aria-hidden="true" className="text-text-2">
        {label}
      </span>
      <select
        ref={select}
        data-early={label.toLowerCase()}
        autoComplete="off"
        aria-label={label}
        value={value}
        onChange={event => onChange(event.target.value)}
      >
        {options.map(([option, text]) => (
          <option key={option} value={option} translate={areNames && option ? 'no' : undefined}>
            {text}
          </option>
        ))}
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
            onChange('')
          }}
        />
      )}
    </div>
  )
}
