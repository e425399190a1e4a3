'use client'

import { useEffect, useRef, useState } from 'react'
import { useBrowserSetting } from '@/components/ui/browser-setting.ts'
import { useEarlyValue } from '@/components/ui/early.ts'
import { Icon } from '@/components/ui/icon.tsx'
import { isComposing } from '@/components/ui/key-match.ts'
import { describeKeys, singleKeys, useKeys } from '@/components/ui/keys.ts'
import { cleanSearch } from '@/lib/agents/search.ts'
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

const KEYS = describeKeys('List', {
  focus: { keys: ['/'], label: 'Search agents' },
})

type Props = { search: string; onSearch: (search: string, options: { replace: boolean }) => void }

/** Search by name or email. What is typed shows at once; Zoom is asked at the first pause, or at once on Enter. */
export function SearchBox({ search, onSearch }: Props) {
  const [text, setText] = useState(search)
  const input = useRef<HTMLInputElement>(null)
  const [pause] = useState(createTypingPause)
  const hasSingleKeys = useBrowserSetting(singleKeys, true)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const asked = useRef({ search, at: Number.NEGATIVE_INFINITY })

  // The address changed otherwise (Back, Clear filters): it is the truth. What this box asked for is not news.
  useEffect(() => {
    if (search === asked.current.search) return
    clearTimeout(timer.current)
    asked.current = { search, at: Number.NEGATIVE_INFINITY }
    setText(search)
  }, [search])
  useEffect(() => () => clearTimeout(timer.current), [])

  useEarlyValue(input, search, early => type(early, false))

  useKeys([{ ...KEYS.focus, run: () => input.current?.select() }])

  function ask(value: string) {
    clearTimeout(timer.current)
    const wanted = cleanSearch(value)
    if (wanted === asked.current.search) return
    const now = performance.now()
    const replace = now - asked.current.at < ONE_THOUGHT_MS
    asked.current = { search: wanted, at: now }
    pause.onAsked()
    onSearch(wanted, { replace })
  }

  function type(value: string, isComposing: boolean) {
    setText(value)
    clearTimeout(timer.current)
    if (isComposing) return
    if (value === '') ask('')
    else timer.current = setTimeout(ask, pause.afterKey(performance.now()), value)
  }

  return (
    <div className="relative w-68 max-sm:w-auto max-sm:flex-1">
      <Icon name="search" className="pointer-events-none absolute top-1.5 left-2 text-text-3 max-sm:top-3" />
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
          if (event.key === 'Enter') ask(text)
          if (event.key !== 'Escape' || text === '') return
          event.preventDefault() // taken: it closes nothing besides
          type('', false)
        }}
        className="peer h-7 w-full appearance-none rounded-md border border-control bg-bg pr-8 pl-7.5 max-sm:h-10 max-sm:pr-10 max-sm:text-[1rem] [&::-webkit-search-cancel-button]:hidden"
      />
      {text === '' ? (
        hasSingleKeys && (
          <kbd className="pointer-events-none absolute top-1 right-1.5 h-5 min-w-5 rounded border border-line-2 text-center font-sans text-11 leading-[1.125rem] text-text-3 peer-focus:hidden max-sm:hidden">
            /
          </kbd>
        )
      ) : (
        <button
          type="button"
          aria-label="Clear search"
          title="Clear search (Esc)"
          className="absolute top-0.5 right-0.5 grid size-6 place-items-center rounded hover:bg-hover max-sm:top-0 max-sm:right-0 max-sm:size-10"
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
