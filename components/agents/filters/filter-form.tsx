import type { ComponentType } from 'react'
import type { Field, FilterKind } from '@/lib/agents/field.ts'
import { FILTERS } from '@/lib/agents/fields.ts'
import { DaysFilter } from './days-filter.tsx'
import type { Filtering } from './filtering.ts'
import { RangeFilter } from './range-filter.tsx'
import { ValueFilter } from './value-filter.tsx'

export type FormProps = { name: string; field: Field; filtering: Filtering }

const FORMS: Record<FilterKind, ComponentType<FormProps>> = {
  values: ValueFilter,
  range: RangeFilter,
  days: DaysFilter,
}

/** The controls of a filter, by the kind of its field. `name` is that of the address. */
export function FilterForm({ name, filtering }: Omit<FormProps, 'field'>) {
  const field = FILTERS.get(name)
  if (!field) return null
  const Form = FORMS[field.kind]
  return <Form name={name} field={field} filtering={filtering} />
}
