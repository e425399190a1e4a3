import { IconButton } from '@/components/ui/icon-button.tsx'
import { THEMES, type Theme } from '@/lib/preferences.ts'
import { THEME_LABELS } from './theme.ts'

type Props = { theme: Theme; onChoose: (theme: Theme) => void; className?: string }

/** Steps through system, light and dark. */
export function ThemeSwitch({ theme, onChoose, className = '' }: Props) {
  const label = `Theme: ${THEME_LABELS[theme]}`
  return (
    <IconButton
      className={className}
      label={label}
      onClick={() => onChoose(THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system')}
    >
      <svg viewBox="0 0 16 16" width="1rem" height="1rem" aria-hidden="true" className="text-text-3">
        <circle cx="8" cy="8" r="5.500" fill="none" stroke="currentColor" strokeWidth="1.250" />
        {theme === 'system' && <path d="M8 2.500a5.500 5.500 0 0 1 0 11Z" fill="currentColor" />}
        {theme === 'dark' && <circle cx="8" cy="8" r="5.500" fill="currentColor" />}
      </svg>
    </IconButton>
  )
}
