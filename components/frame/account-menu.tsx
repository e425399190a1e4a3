import type { SignOut } from '@/components/session/use-sign-out.ts'
import { Menu, MenuItem } from '@/components/ui/menu.tsx'
import { THEMES, type Theme } from '@/lib/preferences.ts'
import { THEME_LABELS } from './theme.ts'

type Props = {
  user_name: string
  theme: Theme
  onTheme: (theme: Theme) => void
  onHelp: () => void
  onKeys: () => void
  signOut: SignOut
}

/** Who is signed in, what concerns this person alone, and the way out. */
export function AccountMenu({ user_name, theme, onTheme, onHelp, onKeys, signOut }: Props) {
  return (
    <Menu
      label="Account"
      title={user_name}
      buttonClassName="ml-1 flex size-8 flex-none items-center justify-center max-sm:size-10"
      button={<span data-initials={initials(user_name)} className="initials" />}
      header={
        <p className="mb-1 border-b [overflow-wrap:anywhere] px-2.5 pt-1.5 pb-2 text-text-2">
          Signed in as{' '}
          <bdi translate="no" className="font-medium text-text">
            {user_name}
          </bdi>
        </p>
      }
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a menu */}
      <div role="group" aria-label="Theme" className="mb-1 border-b pb-1 sm:hidden">
        {THEMES.map(each => (
          <MenuItem key={each} isCurrent={each === theme} onSelect={() => onTheme(each)}>
            Theme: {THEME_LABELS[each]}
          </MenuItem>
        ))}
      </div>
      <MenuItem onSelect={onHelp}>Help</MenuItem>
      <MenuItem onSelect={onKeys}>Keys</MenuItem>
      <MenuItem
        isBusy={signOut.state === 'leaving'}
        onSelect={event => {
          event.preventDefault()
          void signOut.leave()
        }}
      >
        {signOut.state === 'leaving' ? 'Signing out…' : 'Sign out'}
      </MenuItem>
    </Menu>
  )
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(word =>
    word ? [...word][0] : '',
  )
  return letters.join('').toUpperCase() || '?'
}
