import { AccountMenu } from './account-menu.tsx'
import { Mark } from './mark.tsx'
import { PageLink } from './page-link.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

const PAGES = [
  ['agents', '/agents', 'Agents'],
  ['connection', '/connection', 'Connection'],
] as const

export type TopBarProps = { current: (typeof PAGES)[number][0]; user_name: string; theme: string }

export function TopBar({ current, user_name, theme }: TopBarProps) {
  return (
    <header className="flex h-11 flex-none items-center border-b px-4 max-sm:h-12">
      <Mark />
      <span className="ml-2 text-13 font-semibold">Rollcall</span>
      <nav aria-label="Pages" className="ml-6 flex self-stretch max-sm:ml-4">
        {PAGES.map(([key, href, label]) => (
          <PageLink
            key={key}
            href={href}
            aria-current={key === current ? 'page' : undefined}
            className="flex items-center px-2 text-text-2 hover:text-text aria-[current]:font-medium aria-[current]:text-text aria-[current]:shadow-[inset_0_-2px_var(--text)]"
          >
            {label}
          </PageLink>
        ))}
      </nav>
      <span className="flex-1" />
      <ThemeSwitch theme={theme} />
      <AccountMenu user_name={user_name} />
    </header>
  )
}
