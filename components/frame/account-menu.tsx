'use client'

import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { signOutHere } from '@/components/session/sign-out-here.ts'

/** Who is signed in, and the way out. The popover is the browser's: it closes on Escape and outside clicks by itself. */
export function AccountMenu({ user_name }: { user_name: string }) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const item = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const [state, setState] = useState<'' | 'leaving' | 'failed'>('')

  async function leave() {
    setState('leaving')
    try {
      await signOutHere()
    } catch {
      setState('failed')
    }
  }

  function onMenuKey(event: KeyboardEvent) {
    if (event.key === 'Tab') menu.current?.hidePopover()
    if (['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) {
      event.preventDefault()
      item.current?.focus()
    }
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className="ml-1 flex size-8 items-center justify-center max-sm:size-10"
        aria-label="Account"
        title={user_name}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        popoverTarget={id}
        onKeyDown={event => {
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          menu.current?.showPopover()
        }}
      >
        {/* Decoration, drawn and not written: the button's name is Account. */}
        <span
          data-initials={initials(user_name)}
          className="flex size-6 items-center justify-center rounded-full border border-line-2 bg-hover text-11 font-medium text-text-2 before:content-[attr(data-initials)/'']"
        />
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        aria-label="Account"
        tabIndex={-1}
        onToggle={event => {
          const opens = event.newState === 'open'
          setIsOpen(opens)
          if (opens) item.current?.focus()
        }}
        onKeyDown={onMenuKey}
        className="inset-auto top-11 right-3 m-0 w-60 rounded-lg bg-raised p-1 text-text shadow-float"
      >
        <p role="presentation" className="truncate border-b px-2.5 pt-1.5 pb-2 text-text-2">
          Signed in as <bdi className="font-medium text-text">{user_name}</bdi>
        </p>
        <button
          ref={item}
          type="button"
          role="menuitem"
          className="mt-1 flex h-8 w-full items-center rounded px-2.5 text-left hover:bg-hover focus-visible:-outline-offset-2 max-sm:h-10"
          aria-disabled={state === 'leaving'}
          onClick={leave}
        >
          {state === 'leaving' ? 'Signing out…' : 'Sign out'}
        </button>
        {state === 'failed' && (
          <p role="alert" className="px-2.5 py-1.5 text-danger">
            The sign-out could not be completed. You are still signed in: try again.
          </p>
        )}
      </div>
    </>
  )
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(word =>
    word ? [...word][0] : '',
  )
  return letters.join('').toUpperCase() || '?'
}
