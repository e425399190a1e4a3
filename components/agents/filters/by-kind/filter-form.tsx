import { LazyInside, type LazyPart, lazyPart, usePreload } from '@/components/ui/lazy-part.tsx'
import type { Field, FilterKind } from '@/lib/agents/field.ts'
import { FILTERS } from '@/lib/agents/fields.ts'
import type { Filtering } from '../filtering.ts'

export type FormProps = { name: string; field: Field; filtering: Filtering }

const FORMS: Record<FilterKind, LazyPart<FormProps>> = {
  values: lazyPart('Values', async () => (await import('./value-filter.tsx')).ValueFilter),
  range: lazyPart('Range', async () => (await import('./range-filter.tsx')).RangeFilter),
  days: lazyPart('Days', async () => (await import('./days-filter.tsx')).DaysFilter),
}
const PARTS = Object.values(FORMS)

/** Fetches the controls of all filters once the page has come to rest. */
export function usePreloadedForms(): void {
  usePreload(PARTS)
}

/** The controls of a filter, by the kind of its field. `name` is that of the address. */
export function FilterForm({ name, filtering }: Omit<FormProps, 'field'>) {
  const field = FILTERS.get(name)
  return field ? <LazyInside key={name} part={FORMS[field.kind]} props={{ name, field, filtering }} /> : null
}
