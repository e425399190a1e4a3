import { useCallback, useState } from 'react'
import { type ColumnChoice, writeColumnChoice } from '@/lib/agents/columns.ts'
import { COLUMNS_COOKIE, rememberPreference } from '@/lib/preferences.ts'

/** The person's own columns, kept in a cookie, so that the server's next page has them from the first paint. */
export function useColumnChoice(atServer: ColumnChoice) {
  const [choice, setChoice] = useState(atServer)
  const choose = useCallback((some: Partial<ColumnChoice>) => {
    setChoice(before => {
      const next = { ...before, ...some }
      rememberPreference(COLUMNS_COOKIE, writeColumnChoice(next))
      return next
    })
  }, [])
  return { choice, choose }
}
