import { lazy, Suspense } from 'react'
import { usePreload } from '@/components/ui/lazy-part.tsx'
import type { Field, FilterKind } from '@/lib/agents/field.ts'
import { FILTERS } from '@/lib/agents/fields.ts'
import type { Filtering } from './filtering.ts'

export type FormProps = { name: string; field: Field; filtering: Filtering }

const LOAD = {
  values: async () => ({ default: (await import('./value-filter.tsx')).ValueFilter }),
  range: async () => ({ default: (await import('./range-filter.tsx')).RangeFilter }),
  days: async () => ({ default: (await import('./days-filter.tsx')).DaysFilter }),
} satisfies Record<FilterKind, unknown>

const FORMS = { values: lazy(LOAD.values), range: lazy(LOAD.range), days: lazy(LOAD.days) }
const PARTS = Object.values(LOAD).map(load => ({ load }))

/** Fetches the controls of all filters once the page has come to rest. */
export function usePreloadedForms(): void {
  usePreload(PARTS)
}

/** The controls of a filter, by the kind of its field. `name` is that of the address. */
export function FilterForm({ name, filtering }: Omit<FormProps, 'field'>) {
  const field = FILTERS.get(name)
  if (!field) return null
  const Form = FORMS[field.kind]
  return (
    <Suspense fallback={<p className="px-1.5 py-1 text-text-3">Loading…</p>}>
      <Form name={name} field={field} filtering={filtering} />
    </Suspense>
  )
}
