import { type KeyboardEvent, type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { isComposing } from '@/components/ui/key-match.ts'
import { describeKeys } from '@/components/ui/keys.ts'

describeKeys('List', {
  move: { keys: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'], label: 'Move by cell' },
  page: { keys: ['PageUp', 'PageDown'], label: 'Move by a view' },
  row: { keys: ['Home', 'End'], label: 'First or last cell of the row' },
  list: { keys: ['Control+Home', 'Control+End'], label: 'First or last agent' },
  open: { keys: ['Enter'], label: 'Open the profile' },
})

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
    if (event.defaultPrevented || isComposing(event.nativeEvent)) return
    if (event.altKey || event.metaKey || event.shiftKey) return
    // From the cell that has the focus; the remembered one counts once its row has gone out of view.
    const from = cellOf(event.target as Element) ?? active
    if (event.key === 'Enter' && !event.ctrlKey) {
      if ((event.target as Element).closest('[role=columnheader]')) return
      event.preventDefault()
      onOpen(from.row)
      return
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / (rowHeight || 1)) - 2)
    const to = moveCell(from, event.ctrlKey ? `Ctrl+${event.key}` : event.key, { rows, columns, page })
    if (!to) return
    event.preventDefault()
    goTo(to.row, to.column)
  }

  return { active, setActive, onKeyDown }
}

/** The cell that an element is in; null outside of the rows. */
export function cellOf(element: Element): ActiveCell | null {
  const cell = element.closest('[aria-colindex]')
  const row = cell?.parentElement?.getAttribute('data-index')
  return row ? { row: Number(row), column: Number(cell?.getAttribute('aria-colindex')) - 1 } : null
}

/** Where a key leads from a cell, within the grid's bounds or beyond them; null for keys that mean nothing here. */
function moveCell(
  { row, column }: ActiveCell,
  key: string,
  { rows, columns, page }: { rows: number; columns: number; page: number },
): ActiveCell | null {
  switch (key) {
    case 'ArrowDown':
      return { row: row + 1, column }
    case 'ArrowUp':
      return { row: row - 1, column }
    case 'ArrowRight':
      return { row, column: column + 1 }
    case 'ArrowLeft':
      return { row, column: column - 1 }
    case 'PageDown':
      return { row: row + page, column }
    case 'PageUp':
      return { row: row - page, column }
    case 'Home':
      return { row, column: 0 }
    case 'End':
      return { row, column: columns - 1 }
    case 'Ctrl+Home':
      return { row: 0, column: 0 }
    case 'Ctrl+End':
      return { row: rows - 1, column: columns - 1 }
    default:
      return null
  }
}
