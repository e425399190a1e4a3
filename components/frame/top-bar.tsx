'use client'

import { useState } from 'react'
import { COMMANDS, Commands } from '@/components/commands/commands.tsx'
import { useSignOut } from '@/components/session/use-sign-out.ts'
import { useCommands } from '@/components/ui/commands.ts'
import { Icon } from '@/components/ui/icon.tsx'
import { IconButton } from '@/components/ui/icon-button.tsx'
import { KeyCaps } from '@/components/ui/keys/key-caps.tsx'
import { describeKeys, useKeys } from '@/components/ui/keys/keys.ts'
import { LazyDialog, lazyPart, usePreload } from '@/components/ui/lazy-part.tsx'
import { PopoverGroup, usePopover } from '@/components/ui/popover.tsx'
import { ToolsSlot } from '@/components/ui/tools.tsx'
import { lastListAddress } from '@/lib/agents/address/list-location.ts'
import { PAGES, type Page } from '@/lib/pages.ts'
import { THEMES } from '@/lib/preferences.ts'
import { AccountMenu } from './account-menu.tsx'
import { Mark } from './mark.tsx'
import { PageLink } from './page-link.tsx'
import { THEME_LABELS, useTheme } from './theme.ts'
import { ThemeSwitch } from './theme-switch.tsx'
import { TryAgain } from './try-again.tsx'
import { usePageMove } from './use-page-move.ts'

const KEYS = describeKeys('Everywhere', {
  commands: { keys: ['Mod+k'], label: 'Find an agent or a command' },
  keys: { keys: ['?'], label: 'Show the keys' },
  close: { keys: ['Escape'], label: 'Close what is open, one thing at a time' },
})

const KEYS_PART = lazyPart(
  'Keys',
  async () => (await import('@/components/ui/keys/keys-dialog.tsx')).KeysDialog,
)
const HELP = lazyPart('Help', async () => (await import('./help-dialog.tsx')).HelpDialog)

export type TopBarProps = { current: Page; user_name: string; theme: string }

/** What is the same on every page: the pages, the commands and what concerns the person. */
export function TopBar({ current, user_name, theme: themeAtServer }: TopBarProps) {
  const { failed, go, stay } = usePageMove()
  const [theme, chooseTheme] = useTheme(themeAtServer)
  const [shown, setShown] = useState<'commands' | 'keys' | 'help' | null>(null)
  const signOut = useSignOut()
  const { buttonProps, popoverProps } = usePopover()
  const close = () => setShown(null)
  const show = {
    commands: () => setShown('commands'),
    keys: () => setShown('keys'),
    help: () => setShown('help'),
  }

  usePreload(COMMANDS, KEYS_PART, HELP)
  useKeys([
    { ...KEYS.commands, run: show.commands },
    { ...KEYS.keys, run: show.keys },
  ])
  useCommands([
    ...PAGES.map(([key, href, label]) => ({
      id: `page:${key}`,
      label,
      group: 'Pages' as const,
      keywords: 'page go to',
      run: () => void go(href),
    })),
    ...THEMES.map(each => ({
      id: `theme:${each}`,
      label: `Theme: ${THEME_LABELS[each]}`,
      group: 'Settings' as const,
      keywords: 'colours appearance mode',
      run: () => chooseTheme(each),
    })),
    {
      id: 'keys',
      label: 'Keys',
      group: 'Settings',
      keywords: 'keyboard shortcuts',
      keys: '?',
      run: show.keys,
    },
    { id: 'help', label: 'Help', group: 'Settings', keywords: 'guide legend meaning', run: show.help },
    { id: 'sign-out', label: 'Sign out', group: 'Settings', keywords: 'log out leave', run: signOut.leave },
  ])

  return (
    <header className="flex h-11 flex-none items-center border-b px-4 max-sm:h-12">
      <Mark />
      <span className="ml-2 text-13 font-semibold max-[25rem]:hidden">Rollcall</span>
      <nav aria-label="Pages" className="ml-6 flex self-stretch max-sm:ml-2">
        {PAGES.map(([key, href, label]) => (
          <PageLink
            key={key}
            href={href}
            // Back from another page the list is as it was left; from the list itself this is the way to all of it.
            onGo={() => void go(key === 'agents' && current !== 'agents' ? lastListAddress() : href)}
            aria-current={key === current ? 'page' : undefined}
            className="flex items-center px-2 text-text-2 hover:text-text aria-[current]:font-medium aria-[current]:text-text aria-[current]:shadow-[inset_0_-2px_var(--text)] forced-colors:aria-[current]:border-b-3"
          >
            {label}
          </PageLink>
        ))}
      </nav>
      <span className="flex-1" />
      <button
        type="button"
        className="button button-ghost mr-1 max-sm:hidden"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onPointerEnter={() => COMMANDS.load().catch(() => {})}
        onClick={show.commands}
      >
        Commands
        <span aria-hidden="true">
          <KeyCaps name="Mod+k" />
        </span>
      </button>
      <ThemeSwitch theme={theme} onChoose={chooseTheme} className="max-sm:hidden" />
      <IconButton className="sm:hidden" label="Menu" {...buttonProps}>
        <Icon name="menu" />
      </IconButton>
      <PopoverGroup label="Menu" {...popoverProps} className="w-52 p-2">
        <ToolsSlot />
        <button
          type="button"
          className="button button-ghost w-full justify-start sm:hidden"
          aria-haspopup="dialog"
          onClick={show.commands}
        >
          Commands
        </button>
      </PopoverGroup>
      <AccountMenu
        user_name={user_name}
        theme={theme}
        onTheme={chooseTheme}
        onHelp={show.help}
        onKeys={show.keys}
        signOut={signOut}
      />
      {shown === 'commands' && <Commands openKey={KEYS.commands} onClose={close} />}
      {shown === 'keys' && <LazyDialog part={KEYS_PART} props={{ onClose: close }} />}
      {shown === 'help' && <LazyDialog part={HELP} props={{ onKeys: show.keys, onClose: close }} />}
      {signOut.state === 'failed' && (
        // Whoever leaves a computer that others use must not believe that they have signed out.
        <TryAgain title="You are still signed in" onAgain={signOut.leave} onClose={signOut.dismiss}>
          The sign-out could not be completed. Check your connection, then try again.
        </TryAgain>
      )}
      {failed !== null && (
        <TryAgain title="The page could not be opened" onAgain={() => void go(failed)} onClose={stay}>
          Rollcall cannot be reached. Check your connection, then try again. What is on screen stays.
        </TryAgain>
      )}
    </header>
  )
}
