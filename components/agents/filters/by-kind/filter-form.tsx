import { LazyInside, lazyPart, usePreload } from '@/components/ui/lazy-part.tsx'
import type { FormProps } from '../filtering.ts'

const FORM = lazyPart('Filter', async () => (await import('./form-of-kind.tsx')).FormOfKind)

/** Fetches the controls of all filters once the page has come to rest. */
export function usePreloadedForms(): void {
  usePreload(FORM)
}

/** The controls of a filter. `name` is that of the address. */
export function FilterForm(props: Omit<FormProps, 'field'>) {
  return <LazyInside key={props.name} part={FORM} props={props} />
}
