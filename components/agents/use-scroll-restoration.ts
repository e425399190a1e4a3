import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import { currentLocation } from '@/lib/agents/address/list-location.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { keep, readKept } from '@/lib/tab-storage.ts'
import { focusGrid } from '../table/use-grid-keys.ts'

const MOST_PLACES = 50

/** Where a person had scrolled to, by the list's address: for Back, and over a reload. */
const places = new Map<string, number>()

function readStored(): void {
  const kept = readKept('places')
  if (!Array.isArray(kept)) return
  for (const [key, top] of kept) if (!places.has(key)) places.set(key, top)
}

function store(): void {
  keep('places', [...places].slice(-MOST_PLACES))
}

/**
 * Returns to where the person was under this address (`key`), and starts a new one at the top, unless a profile is open
 * over it: its row stays in view (table/use-open-row-in-view.ts). Rows that are not there yet are waited for until the
 * person scrolls. `agents`: those that are there.
 */
export function useScrollRestoration(
  scroller: RefObject<HTMLElement | null>,
  key: string,
  agents: readonly Agent[],
): void {
  const wanted = useRef<number | null>(null)
  /** Where the list stood last; null before it is there. Asking the element would have the browser lay out the page. */
  const seen = useRef<number | null>(null)
  const rows = agents.length
  const isShown = rows > 0
  const holdsOpen = useEffectEvent(() => {
    const open = currentLocation().user_id
    return agents.some(({ user_id }) => user_id === open)
  })

  useEffect(() => {
    window.addEventListener('pagehide', store)
    return () => window.removeEventListener('pagehide', store)
  }, [])

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || !isShown) return
    if (places.size === 0) readStored()
    // A page that has just come may have been scrolled before its scripts had.
    wanted.current =
      seen.current !== null && holdsOpen()
        ? null
        : (places.get(key) ?? (seen.current === null ? element.scrollTop : 0))
    if (wanted.current === 0 && seen.current === 0) wanted.current = null
    const remember = () => {
      seen.current = element.scrollTop
      if (wanted.current !== null) return
      places.delete(key) // the latest is the last
      places.set(key, seen.current)
    }
    const giveUp = () => {
      wanted.current = null
    }
    element.addEventListener('scroll', remember, { passive: true })
    for (const event of ['wheel', 'pointerdown', 'keydown'])
      element.addEventListener(event, giveUp, { passive: true })
    return () => {
      element.removeEventListener('scroll', remember)
      for (const event of ['wheel', 'pointerdown', 'keydown']) element.removeEventListener(event, giveUp)
    }
  }, [scroller, key, isShown])

  // biome-ignore lint/correctness/useExhaustiveDependencies: with every row more the place may be reached
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || !isShown || wanted.current === null) return
    element.scrollTop = wanted.current
    seen.current = element.scrollTop
    if (seen.current >= wanted.current - 1) wanted.current = null
  }, [scroller, key, rows, isShown])
}

/** Back to the row a profile was opened from; the grid itself if that row is out of view. */
export function focusRow(scroller: HTMLElement | null, user_id: string | null): void {
  // Once the dialog is gone: removing it would take the focus along.
  requestAnimationFrame(() => {
    const row = user_id === null ? null : scroller?.querySelector(`[data-id="${CSS.escape(user_id)}"] a`)
    if (row instanceof HTMLElement) row.focus({ preventScroll: true })
    else focusGrid(scroller)
  })
}

/** To the list, where what went away left the focus nowhere: a comparison that a link opened. */
export function focusLost(scroller: HTMLElement | null): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) focusGrid(scroller)
  })
}
