import { useId } from 'react'
import type { Filter } from '@/lib/agents/view.ts'
import { type FormProps, setFilter } from '../filtering.ts'
import { NumberField, readWhole } from './number-field.tsx'
import { useDraft } from './use-draft.ts'

const PRESETS = [7, 30, 90]

type Draft = { days: string; longer: boolean }

function readDraft(filter: Filter | null): Draft {
  return filter?.kind === 'days'
    ? { days: String(filter.days), longer: filter.longer }
    : { days: '', longer: false }
}

function toFilter({ days: text, longer }: Draft): Filter | null | undefined {
  const days = readWhole(text)
  if (days === null) return null
  return days === undefined || days === 0 || text.length > 5 ? undefined : { kind: 'days', days, longer }
}

/** Within so many days before the list was read, or longer ago than that. */
export function DaysFilter({ name, filtering: { location, onChange } }: FormProps) {
  const id = useId()
  const { draft, type, choose, leave } = useDraft<Draft>({
    filter: location.view.filters[name] ?? null,
    read: readDraft,
    write: toFilter,
    onSettled: (filter, options) => setFilter(onChange, name, filter, options),
  })
  return (
    <div className="w-60 max-w-full p-1">
      {[false, true].map(longer => (
        <label key={String(longer)} className="option -mx-1">
          <input
            type="radio"
            name={id}
            checked={draft.longer === longer}
            onChange={() => choose({ ...draft, longer })}
          />
          {longer ? 'Longer ago than' : 'Within'}
        </label>
      ))}
      <div className="mt-2 flex items-end gap-1.5">
        <NumberField
          label="Days"
          text={draft.days}
          isInvalid={toFilter(draft) === undefined}
          onType={days => type({ ...draft, days })}
          onLeave={leave}
        />
        {PRESETS.map(days => (
          <button
            key={days}
            type="button"
            className="button"
            aria-label={`${days} days`}
            aria-pressed={draft.days === String(days)}
            onClick={() => choose({ ...draft, days: String(days) })}
          >
            {days}
          </button>
        ))}
      </div>
    </div>
  )
}
