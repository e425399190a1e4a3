import { useId } from 'react'

type Props = {
  label: string
  text: string
  placeholder?: string
  isInvalid?: boolean
  onType: (text: string) => void
  /** The field was left, or Enter was pressed. */
  onLeave: () => void
}

/** What a field holds whose text is no number at all: the browser tells nothing of it, as of an empty one. */
const NO_NUMBER = 'NaN'

/** A field for a whole number that is not negative. */
export function NumberField({ label, text, placeholder, isInvalid, onType, onLeave }: Props) {
  const id = useId()
  return (
    <div className="min-w-0 flex-1">
      <label htmlFor={id} className="mb-0.5 block text-12 text-text-3">
        {label}
      </label>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        min={0}
        step={1}
        autoComplete="off"
        placeholder={placeholder}
        aria-invalid={isInvalid || readWhole(text) === undefined}
        value={text === NO_NUMBER ? '' : text}
        // Not onChange: React passes over what leaves the value as it was, from no number to an empty field.
        onInput={({ currentTarget: { validity, value } }) => onType(validity.badInput ? NO_NUMBER : value)}
        onBlur={onLeave}
        onKeyDown={event => {
          if (event.key === 'Enter') onLeave()
        }}
        className="h-7 w-full rounded-md border border-control bg-bg px-2 aria-invalid:border-danger max-sm:h-10 max-sm:text-[1rem]"
      />
    </div>
  )
}

/** Null for an empty field; undefined for what is no whole number of at most nine digits. */
export function readWhole(text: string): number | null | undefined {
  if (text === '') return null
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined
}
