'use client'

import { useAge } from '@/components/ui/use-now.ts'
import { formatAge } from '@/lib/formats.ts'

/** How old the statuses are, beside their heading. The status line says the same in words that are read out. */
export function StatusAge({ fetchedAt }: { fetchedAt: string }) {
  const age = useAge(fetchedAt)
  if (age === null || !fetchedAt) return null
  return (
    <span aria-hidden="true" className="ml-2 text-11 font-normal">
      {`${formatAge(age)} ago`}
    </span>
  )
}
