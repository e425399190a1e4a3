import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** Rows to render, `first` included, `last` not. */
export type RowWindow = { first: number; last: number }

/** Rows rendered beyond the view, on the side towards which it moves and on the other one. */
const AHEAD = 16
const BEHIND = 4
/** Rows by which the window moves at once: fewer renders while scrolling. */
const STEP = 4

/** What the server renders, before anybody knows how high the window is. */
const FIRST_WINDOW: RowWindow = { first: 0, last: 44 }

/**
 * Which rows of a list of one fixed row height are worth rendering. The height is read from the first row, so
 * that a breakpoint or larger text needs no second source of truth. Scrolling only moves the window when the
 * view has come near its edge; `onScroll` may be called for every event.
 */
export function useRowWindow(scroller: RefObject<HTMLElement | null>, count: number) {
  const [rowWindow, setRowWindow] = useState(FIRST_WINDOW)
  const [rowHeight, setRowHeight] = useState(0)
  const lastTop = useRef(0)

  const place = useCallback(() => {
    const element = scroller.current
    if (!element || rowHeight === 0) return
    const top = element.scrollTop
    const down = top >= lastTop.current
    lastTop.current = top
    const from = Math.floor(top / rowHeight)
    const to = Math.ceil((top + element.clientHeight) / rowHeight)
    const first = Math.max(0, Math.floor((from - (down ? BEHIND : AHEAD)) / STEP) * STEP)
    const last = Math.ceil((to + (down ? AHEAD : BEHIND)) / STEP) * STEP
    setRowWindow(old => {
      const near = down ? to + AHEAD / 2 > old.last : from - AHEAD / 2 < old.first && old.first > 0
      const inside = from >= old.first && to <= old.last && last - first >= old.last - old.first
      return inside && !near ? old : old.first === first && old.last === last ? old : { first, last }
    })
  }, [scroller, rowHeight])

  // Where there are no rows there is nothing to measure, so this follows the count.
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || count === 0) return
    const measure = () => {
      const row = element.querySelector<HTMLElement>('.agents-row')
      if (row) setRowHeight(row.offsetHeight)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller, count])

  useLayoutEffect(place, [place])
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(place)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller, place])

  return {
    first: Math.min(rowWindow.first, Math.max(0, count - 1)),
    last: Math.min(rowWindow.last, count),
    rowHeight,
    onScroll: place,
  }
}
