import { type RefObject, useLayoutEffect } from 'react'

/** Where a person had scrolled to, by the list's address: kept while the page lives, for Back. */
const places = new Map<string, number>()

/** Returns to where the person was under this address (`key`), and starts a new one at the top. */
export function useScrollRestoration(
  scroller: RefObject<HTMLElement | null>,
  key: string,
  isShown: boolean,
): void {
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || !isShown) return
    // A page that has just come may have been scrolled before its scripts had.
    element.scrollTop = places.get(key) ?? (places.size === 0 ? element.scrollTop : 0)
    return () => {
      places.set(key, element.scrollTop)
    }
  }, [scroller, key, isShown])
}

/** Back to the row a profile was opened from; the grid itself if that row is out of view. */
export function focusRow(scroller: HTMLElement | null, user_id: string | null): void {
  const row = user_id === null ? null : scroller?.querySelector(`[data-id="${CSS.escape(user_id)}"] a`)
  const target = (row as HTMLElement | null) ?? scroller
  // Once the dialog is gone: removing it would take the focus along.
  requestAnimationFrame(() => target?.focus({ preventScroll: true }))
}

/** To the list, where what went away left the focus nowhere: a comparison that a link opened. */
export function focusLost(scroller: HTMLElement | null): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) scroller?.focus({ preventScroll: true })
  })
}
