'use client'

import { useEffect, useRef, useState } from 'react'
import { useBrowserSetting } from '@/components/ui/browser-setting.ts'
import { useEarlyValue } from '@/components/ui/early/early.ts'
import { Icon } from '@/components/ui/icon.tsx'
import { isComposing } from '@/components/ui/keys/key-match.ts'
import { describeKeys, singleKeys, useKeys } from '@/components/ui/keys/keys.ts'
import type { MoveOptions } from '@/lib/agents/address/list-location.ts'
import { cleanSearch } from '@/lib/agents/narrow/search.ts'
import { createTypingPause } from './typing-pause.ts'

const ID = 'search-agents'

/** Gives the search the focus; false where it cannot have it. */
export function focusSearch(): boolean {
  const input = document.getElementById(ID)
  input?.focus()
  return input !== null && document.activeElement === input
}

/** Searches closer together than this are one thought, and so one entry in the history. */
const ONE_THOUGHT_MS = 1_000

/** The search as it was last handed on; settled: with its own place in the history, at `settledAt`. */
type Asked = { search: string; settledAt: number; isSettled: boolean }

const KEYS = describeKeys('List', {
  focus: { keys: ['/'], label: 'Search agents' },
  clear: { keys: ['Escape'], label: 'Clear the search box' },
})

type Props = {
  search: string
  /** All agents are held: the answer to a key is there at once. */
  isRoster: boolean
  onSearch: (search: string, options: MoveOptions) => void
}

/**
 * Search by name or email. Where all agents are held, each key is answered, and the address follows at the first pause;
 * else Zoom is asked then, or at once on Enter.
 */
export function SearchBox({ search, isRoster, onSearch }: Props) {
  const [text, setText] = useState(search)
  const input = useRef<HTMLInputElement>(null)
  const [pause] = useState(createTypingPause)
  const hasSingleKeys = useBrowserSetting(singleKeys, true)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const asked = useRef<Asked>({ search, settledAt: Number.NEGATIVE_INFINITY, isSettled: true })

  // The address changed otherwise (Back, Clear filters): it is the truth. What this box asked for is not news.
  useEffect(() => {
    if (search === asked.current.search) return
    clearTimeout(timer.current)
    asked.current = { search, settledAt: Number.NEGATIVE_INFINITY, isSettled: true }
    setText(search)
  }, [search])
  useEffect(() => () => clearTimeout(timer.current), [])

  useEarlyValue(input, search, early => type(early, false))

  useKeys([
    {
      ...KEYS.focus,
      run: () => {
        input.current?.focus() // to select does so in some browsers only
        input.current?.select()
      },
    },
  ])

  function settle(value: string) {
    clearTimeout(timer.current)
    const wanted = cleanSearch(value)
    if (wanted === asked.current.search && asked.current.isSettled) return
    const now = performance.now()
    const replace = now - asked.current.settledAt < ONE_THOUGHT_MS
    asked.current = { search: wanted, settledAt: now, isSettled: true }
    pause.onAsked()
    onSearch(wanted, { replace })
  }

  function type(value: string, isComposing: boolean) {
    setText(value)
    clearTimeout(timer.current)
    if (isComposing) return
    if (value === '') {
      settle('')
      return
    }
    const wanted = cleanSearch(value)
    if (isRoster && wanted !== asked.current.search) {
      asked.current = { ...asked.current, search: wanted, isSettled: false }
      onSearch(wanted, { isTyping: true })
    }
    timer.current = setTimeout(settle, pause.afterKey(performance.now()), value)
  }

  return (
    <div className="search-box">
      <Icon name="search" />
      <input
        ref={input}
        id={ID}
        data-early="search"
        type="search"
        aria-label="Search agents"
        aria-keyshortcuts={hasSingleKeys ? '/' : undefined}
        placeholder="Search name or email"
        autoComplete="off"
        spellCheck={false}
        maxLength={256}
        dir="auto"
        value={text}
        onChange={event => type(event.target.value, (event.nativeEvent as InputEvent).isComposing)}
        onCompositionEnd={event => type(event.currentTarget.value, false)}
        onKeyDown={event => {
          if (isComposing(event.nativeEvent)) return
          if (event.key === 'Enter') settle(text)
          if (event.key !== 'Escape' || text === '') return
          event.preventDefault() // taken: it closes nothing besides
          type('', false)
        }}
      />
      {text === '' ? (
        hasSingleKeys && <kbd>/</kbd>
      ) : (
        <button
          type="button"
          aria-label="Clear search"
          title="Clear search (Esc)"
          onClick={() => {
            type('', false)
            input.current?.focus()
          }}
        >
          <Icon name="close" />
        </button>
      )}
    </div>
  )
}
