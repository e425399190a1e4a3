import type { LimitKey } from '@/lib/agents/limit.ts'
import { LIMIT_WORDS } from '@/lib/agents/limit-words.ts'
import type { Filter } from '@/lib/agents/view.ts'
import { type FormProps, setFilter } from '../filtering.ts'
import { NumberField, readWhole } from './number-field.tsx'
import { useDraft } from './use-draft.ts'

type Draft = { from: string; to: string }

function readDraft(filter: Filter | null): Draft {
  if (filter?.kind !== 'range') return { from: '', to: '' }
  return { from: String(filter.from ?? ''), to: String(filter.to ?? '') }
}

function toFilter(draft: Draft): Filter | null | undefined {
  const from = readWhole(draft.from)
  const to = readWhole(draft.to)
  if (from === undefined || to === undefined || isTurned(draft)) return undefined
  return from === null && to === null ? null : { kind: 'range', from, to }
}

function isTurned({ from, to }: Draft): boolean {
  return from !== '' && to !== '' && Number(from) > Number(to)
}

/** A range of a limit; either end may be left open. */
export function RangeFilter({ name, field, filtering: { location, onChange } }: FormProps) {
  const { draft, type, leave } = useDraft<Draft>({
    filter: location.view.filters[name] ?? null,
    read: readDraft,
    write: toFilter,
    onSettled: (filter, options) => setFilter(onChange, name, filter, options),
  })
  const turned = isTurned(draft)
  return (
    <div className="w-60 max-w-full p-1">
      {field.limit && (
        <p className="mb-2 text-12 text-text-2">
          {LIMIT_WORDS[field.key as LimitKey]} {field.limit.unit === '%' && 'In percent.'}
        </p>
      )}
      <div className="flex gap-2">
        <NumberField
          label="From"
          text={draft.from}
          placeholder="0"
          isInvalid={turned}
          onType={from => type({ ...draft, from })}
          onLeave={leave}
        />
        <NumberField
          label="To"
          text={draft.to}
          placeholder={String(field.limit?.max ?? '')}
          isInvalid={turned}
          onType={to => type({ ...draft, to })}
          onLeave={leave}
        />
      </div>
      <p role="alert" className="mt-1 text-12 text-danger empty:hidden">
        {turned ? 'From is greater than To.' : ''}
      </p>
    </div>
  )
}
