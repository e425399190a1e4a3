import { useState } from 'react'
import { readTheme, rememberPreference, THEME_COOKIE, type Theme } from '@/lib/preferences.ts'

export const THEME_LABELS: Record<Theme, string> = { system: 'System', light: 'Light', dark: 'Dark' }

/** The theme that the page has, from the one the server saw, and how to choose another. */
export function useTheme(atServer: string): [theme: Theme, choose: (theme: Theme) => void] {
  const [theme, setTheme] = useState(readTheme(atServer))
  function choose(next: Theme) {
    setTheme(next)
    rememberPreference(THEME_COOKIE, next)
    document.documentElement.dataset.theme = next
  }
  return [theme, choose]
}
