'use client'

import { AccountMenu } from './account-menu'
import { PageLink } from './page-link'
import { ThemeSwitch } from './theme-switch'

const PAGES = [
  ['agents', '/agents', 'Agents'],
  ['connection', '/connection', 'Connection'],
] as const

type Props = { current: (typeof PAGES)[number][0]; user_name: string; theme: string }

export function TopBar({ current, user_name, theme }: Props) {
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

export function Mark() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="currentColor">
      <circle cx="3" cy="3.500" r="2" />
      <path d="M7.900 2.600h6.700a.9.9 0 0 1 0 1.800H7.900a.9.9 0 0 1 0-1.800ZM7.900 7.100h6.700a.9.9 0 0 1 0 1.800H7.900a.9.9 0 0 1 0-1.800ZM7.900 11.600h6.700a.9.9 0 0 1 0 1.800H7.900a.9.9 0 0 1 0-1.800Z" />
      <circle cx="3" cy="8" r="1.350" fill="none" stroke="currentColor" strokeWidth="1.300" />
      <circle cx="3" cy="12.500" r="2" />
    </svg>
  )
}
