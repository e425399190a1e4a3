import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'

/** Rows to render, `first` included, `last` not. */
export type RowWindow = { first: number; last: number }

/** Rows rendered beyond the view, towards where it moves and on the other side. */
const AHEAD = 8
const BEHIND = 2
/** The window moves once the view comes this close to its edge. */
const NEAR = 2

/** What the server renders, before anybody knows how high the view is. */
const FIRST_WINDOW: RowWindow = { first: 0, last: 36 }

/**
 * Which rows of a list of one fixed row height are worth rendering. The height is read from the first row, so
 * that a breakpoint or larger text needs no second source of truth. `onScroll` renders before the frame is
 * painted: few rows beyond the view are enough, and none is ever seen empty.
 */
export function useRowWindow(scroller: RefObject<HTMLElement | null>, count: number) {
  const [rowWindow, setRowWindow] = useState(FIRST_WINDOW)
  const [rowHeight, setRowHeight] = useState(0)
  const lastTop = useRef(0)

  const findWindow = useCallback(
    (old: RowWindow): RowWindow => {
      const element = scroller.current
      if (!element || rowHeight === 0) return old
      const top = element.scrollTop
      const down = top >= lastTop.current
      const from = Math.floor(top / rowHeight)
      const to = Math.ceil((top + element.clientHeight) / rowHeight)
      const isNearTop = old.first > 0 && from < old.first + (down ? 0 : NEAR)
      const isNearEnd = to + (down ? NEAR : 0) > old.last
      const isTooLong = old.last - old.first > to - from + AHEAD + BEHIND
      if (!isNearTop && !isNearEnd && !isTooLong) return old
      return { first: Math.max(0, from - (down ? BEHIND : AHEAD)), last: to + (down ? AHEAD : BEHIND) }
    },
    [scroller, rowHeight],
  )

  const onScroll = useCallback(() => {
    const next = findWindow(rowWindow)
    lastTop.current = scroller.current?.scrollTop ?? 0
    if (next !== rowWindow) flushSync(() => setRowWindow(next))
  }, [scroller, findWindow, rowWindow])

  // Where there are no rows there is nothing to measure, so this follows the count.
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || count === 0) return
    const measure = () => setRowHeight(element.querySelector<HTMLElement>('.agents-row')?.offsetHeight ?? 0)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller, count])

  useLayoutEffect(() => setRowWindow(findWindow), [findWindow])
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(() => setRowWindow(findWindow))
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller, findWindow])

  const last = Math.min(rowWindow.last, count)
  return { first: Math.min(rowWindow.first, Math.max(0, last - 1)), last, rowHeight, onScroll }
}
