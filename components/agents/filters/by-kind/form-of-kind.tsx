import type { ComponentType } from 'react'
import type { FilterKind } from '@/lib/agents/field.ts'
import { FILTERS } from '@/lib/agents/fields.ts'
import type { FormProps } from '../filtering.ts'
import { DaysFilter } from './days-filter.tsx'
import { RangeFilter } from './range-filter.tsx'
import { ValueFilter } from './value-filter.tsx'

/** Zoom's own filters are selects of their own (`../asked-filter.tsx`). */
const FORMS: Record<Exclude<FilterKind, 'untold'>, ComponentType<FormProps>> = {
  values: ValueFilter,
  range: RangeFilter,
  days: DaysFilter,
}

/** The controls of a filter, by the kind of its field. */
export function FormOfKind({ name, filtering }: Omit<FormProps, 'field'>) {
  const field = FILTERS.get(name)
  if (!field || field.kind === 'untold') return null
  const Form = FORMS[field.kind]
  return <Form name={name} field={field} filtering={filtering} />
}
