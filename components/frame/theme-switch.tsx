'use client'

import { useState } from 'react'
import { readTheme, rememberPreference, THEME_COOKIE, THEMES } from '@/lib/preferences.ts'

const WORDS = { system: 'as the system', light: 'light', dark: 'dark' }

/** Steps through system, light and dark. */
export function ThemeSwitch({ theme: initial }: { theme: string }) {
  const [theme, setTheme] = useState(readTheme(initial))
  function step() {
    const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system'
    setTheme(next)
    rememberPreference(THEME_COOKIE, next)
    document.documentElement.dataset.theme = next
  }
  return (
    <button
      type="button"
      className="button button-ghost button-icon max-sm:size-10"
      aria-label={`Theme: ${WORDS[theme]}`}
      title={`Theme: ${WORDS[theme]}`}
      onClick={step}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" className="text-text-3">
        <circle cx="8" cy="8" r="5.500" fill="none" stroke="currentColor" strokeWidth="1.250" />
        {theme === 'system' && <path d="M8 2.500a5.500 5.500 0 0 1 0 11Z" fill="currentColor" />}
        {theme === 'dark' && <circle cx="8" cy="8" r="5.500" fill="currentColor" />}
      </svg>
    </button>
  )
}
