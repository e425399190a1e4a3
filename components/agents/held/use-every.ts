import { useCallback, useState } from 'react'
import { EVERY_COOKIE, rememberPreference } from '@/lib/preferences.ts'

/** How often the person wants the list read anew, in seconds; 0: not by itself. Kept by the browser. */
export function useEvery(atServer: number): [every: number, setEvery: (seconds: number) => void] {
  const [every, setEvery] = useState(atServer)
  return [
    every,
    useCallback((seconds: number) => {
      setEvery(seconds)
      rememberPreference(EVERY_COOKIE, String(seconds))
    }, []),
  ]
}
