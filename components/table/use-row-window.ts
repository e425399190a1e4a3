import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Density } from '@/lib/agents/view.ts'

/** Rows to render, `first` included, `last` not. */
export type RowWindow = { first: number; last: number }

/** Rows beyond the view towards which it moves: a fling passes seven in a frame, and some frames are late. */
const AHEAD = 24
/** The window follows once fewer than this are left. */
const NEAR = 20
/** Rows beyond the view on either side when nothing moves. */
const AT_REST = 4
const AT_REST_AFTER_MS = 200

/** What the server renders, before anybody knows how high the view is: a screen of 1,080 lines. */
const FIRST_WINDOW: RowWindow = { first: 0, last: 24 }

type View = { from: number; to: number; isDown: boolean }

/** The window for a view that moves: the same object while it still reaches far enough. */
function follow(old: RowWindow, { from, to, isDown }: View): RowWindow {
  const reaches = isDown
    ? old.first <= from && old.last >= to + NEAR
    : old.first <= Math.max(0, from - NEAR) && old.last >= to
  if (reaches) return old
  return isDown
    ? { first: Math.max(0, from - 1), last: to + AHEAD }
    : { first: Math.max(0, from - AHEAD), last: to + 1 }
}

function rest(old: RowWindow, { from, to }: View): RowWindow {
  const next = { first: Math.max(0, from - AT_REST), last: to + AT_REST }
  return next.first === old.first && next.last === old.last ? old : next
}

/**
 * Which rows of a list of one fixed row height are worth rendering. The height is read from the first row, so
 * that a breakpoint or larger text needs no second source of truth. While scrolling, rows are rendered before
 * the frame is painted, so none is ever seen empty; at rest only few exist beyond the view. Where the height changes the row
 * at the top stays there.
 */
export function useRowWindow(scroller: RefObject<HTMLElement | null>, count: number, density: Density) {
  const [rowWindow, setRowWindow] = useState(FIRST_WINDOW)
  const [rowHeight, setRowHeight] = useState(0)
  /** The row at the top, and how much of it is above the view. */
  const lastRow = useRef(0)

  const readView = useCallback((): View | null => {
    const element = scroller.current
    if (!element || rowHeight === 0) return null
    const row = element.scrollTop / rowHeight
    const isDown = row >= lastRow.current
    lastRow.current = row
    return { from: Math.floor(row), to: Math.ceil(row + element.clientHeight / rowHeight), isDown }
  }, [scroller, rowHeight])

  const settle = useCallback(() => {
    const view = readView()
    if (view) setRowWindow(old => rest(old, view))
  }, [readView])

  // Not `scrollend`: it follows every single step of a scroll made by script.
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(resting.current), [])

  const onScroll = useCallback(() => {
    clearTimeout(resting.current)
    resting.current = setTimeout(() => flushSync(settle), AT_REST_AFTER_MS)
    const view = readView()
    const next = view ? follow(rowWindow, view) : rowWindow
    if (next !== rowWindow) flushSync(() => setRowWindow(next))
  }, [settle, readView, rowWindow])

  // Where there are no rows there is nothing to measure, so this follows the count; another density resizes no scroller.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || count === 0) return
    const measure = () => setRowHeight(element.querySelector<HTMLElement>('[data-index]')?.offsetHeight ?? 0)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller, count, density])

  useLayoutEffect(() => {
    // A list that is lower by now has been scrolled up as far as it no longer reaches: where it stands says nothing.
    if (scroller.current && lastRow.current > 0) scroller.current.scrollTop = lastRow.current * rowHeight
  }, [scroller, rowHeight])

  useLayoutEffect(settle, [settle])
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(settle)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller, settle])

  const last = Math.min(rowWindow.last, count)
  return { first: Math.min(rowWindow.first, Math.max(0, last - 1)), last, rowHeight, onScroll }
}
