import { type KeyboardEvent, type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'

/** The cell that has, or last had, the keyboard's place; both from 0. */
export type ActiveCell = { row: number; column: number }

type Options = { rows: number; columns: number; rowHeight: number; onOpen: (row: number) => void }

/**
 * Keyboard of an APG data grid: arrows by cell, Page Up and Down by view, Home and End within the row, with
 * Ctrl to the ends of the list, Enter opens. One cell is in the tab order. Rows out of view do not exist, so
 * a move scrolls first and focuses once the row is there.
 */
export function useGridKeys(
  scroller: RefObject<HTMLElement | null>,
  { rows, columns, rowHeight, onOpen }: Options,
) {
  const [active, setActive] = useState<ActiveCell>({ row: 0, column: 0 })
  const wanted = useRef<ActiveCell | null>(null)

  const focusWanted = useCallback(() => {
    const cell = wanted.current
    const element =
      cell &&
      scroller.current?.querySelector(`[data-index="${cell.row}"] > [aria-colindex="${cell.column + 1}"]`)
    if (!element) return
    wanted.current = null
    const target = element.querySelector<HTMLElement>('a') ?? (element as HTMLElement)
    target.focus({ preventScroll: true })
    if (cell.column > 0) element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [scroller])

  // After every render: the row asked for may have come into the window with this one.
  useLayoutEffect(focusWanted)

  const goTo = useCallback(
    (row: number, column: number) => {
      const element = scroller.current
      if (!element || rows === 0) return
      const cell = {
        row: Math.min(Math.max(row, 0), rows - 1),
        column: Math.min(Math.max(column, 0), columns - 1),
      }
      wanted.current = cell
      setActive(cell)
      const head = element.querySelector<HTMLElement>('.agents-head')
      const headHeight = head && getComputedStyle(head).position === 'sticky' ? head.offsetHeight : 0
      const top = cell.row * rowHeight
      const view = element.clientHeight - headHeight
      if (top < element.scrollTop) element.scrollTop = top
      else if (top + rowHeight > element.scrollTop + view) element.scrollTop = top + rowHeight - view
      focusWanted()
    },
    [scroller, rows, columns, rowHeight, focusWanted],
  )

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.metaKey || event.shiftKey) return
    const { row, column } = active
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / (rowHeight || 1)) - 2)
    const ends = event.ctrlKey
    const moves: Record<string, () => void> = {
      ArrowDown: () => goTo(row + 1, column),
      ArrowUp: () => goTo(row - 1, column),
      ArrowRight: () => goTo(row, column + 1),
      ArrowLeft: () => goTo(row, column - 1),
      PageDown: () => goTo(row + page, column),
      PageUp: () => goTo(row - page, column),
      Home: () => goTo(ends ? 0 : row, 0),
      End: () => goTo(ends ? rows - 1 : row, columns - 1),
      Enter: () => onOpen(row),
    }
    const move = moves[event.key]
    if (!move || (ends && event.key !== 'Home' && event.key !== 'End')) return
    event.preventDefault()
    move()
  }

  return { active, setActive, goTo, onKeyDown }
}
