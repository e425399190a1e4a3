import { type KeyboardEvent, type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { isComposing, matchesKey } from '@/components/ui/keys/key-match.ts'
import { describeKeys, isMac } from '@/components/ui/keys/keys.ts'
import { scrollToRow } from './scroll-to-row.ts'

describeKeys('List', {
  move: { keys: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'], label: 'Move by cell' },
  page: { keys: ['PageUp', 'PageDown'], label: 'Move by a screenful' },
  row: { keys: ['Home', 'End'], label: 'First or last cell of the row' },
  list: { keys: ['Control+Home', 'Control+End'], label: 'First or last agent' },
  open: { keys: ['Enter'], label: 'Open the profile, or sort by the column' },
  select: { keys: ['Space'], label: 'Select the agent' },
  range: { keys: ['Shift+Space'], label: 'Select all from the last one to this one' },
  all: { keys: ['Mod+a'], label: 'Select all agents in the list' },
})

describeKeys('Columns', {
  order: { keys: ['Shift+Enter'], label: 'Sort by this column as well' },
  width: { keys: ['ArrowLeft', 'ArrowRight'], label: 'Change the width, on the edge of a column' },
})

/** The cell that has, or last had, the keyboard's place; both from 0, the row HEAD for the heads of the columns. */
export type ActiveCell = { row: number; column: number }

export const HEAD = -1

type Options = {
  rows: number
  columns: number
  rowHeight: number
  onOpen: (row: number) => void
  /** With `toHere` all from the one before are meant. */
  onSelect: (row: number, toHere: boolean) => void
  onSelectAll: () => void
}

/**
 * Keyboard of an APG data grid: arrows by cell, Page Up and Down by view, Home and End within the row, with
 * Ctrl to the ends of the list, Enter opens, Space selects. One cell is in the tab order. Rows out of view do not exist, so
 * a move scrolls first and focuses once the row is there.
 */
export function useGridKeys(
  scroller: RefObject<HTMLElement | null>,
  { rows, columns, rowHeight, onOpen, onSelect, onSelectAll }: Options,
) {
  const [last, setActive] = useState<ActiveCell>({ row: 0, column: 0 })
  // Columns may have gone since: without a cell in the tab order Tab would pass the list by.
  const active = { ...last, column: Math.min(last.column, columns - 1) }
  const wanted = useRef<ActiveCell | null>(null)

  const focusWanted = useCallback(() => {
    const cell = wanted.current
    const element = cell && findCell(scroller.current, cell)
    if (!element) return
    wanted.current = null
    focusCell(element)
    if (cell.column > 0) element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [scroller])

  // After every render: it may have brought the wanted row into the window, or moved the row that has the focus.
  useLayoutEffect(() => {
    focusWanted()
    const at =
      wanted.current || !scroller.current?.contains(document.activeElement) ? null : document.activeElement
    const cell = at && cellOf(at)
    if (cell && cell.row !== active.row) setActive(cell)
  })

  const goTo = useCallback(
    (row: number, column: number) => {
      const element = scroller.current
      if (!element) return
      const cell = {
        row: Math.min(Math.max(row, HEAD), rows - 1),
        column: Math.min(Math.max(column, 0), columns - 1),
      }
      wanted.current = cell
      setActive(cell)
      if (cell.row === HEAD) return focusWanted()
      scrollToRow(element, cell.row, rowHeight)
      focusWanted()
    },
    [scroller, rows, columns, rowHeight, focusWanted],
  )

  function onKeyDown(event: KeyboardEvent) {
    if (event.defaultPrevented || isComposing(event.nativeEvent)) return
    if (matchesKey(event.nativeEvent, 'Mod+a', isMac())) {
      event.preventDefault()
      return onSelectAll()
    }
    const isRange = event.shiftKey && event.key === ' '
    if (event.altKey || event.metaKey || (event.shiftKey && !isRange)) return
    // From the cell that has the focus; the remembered one counts once its row has gone out of view.
    const target = event.target as Element
    const cell = cellOf(target)
    // What stands in the place of rows that are not there.
    if (!cell && target.matches('button')) return
    const from = cell ?? active
    // A head is a button, which takes these keys itself.
    if (from.row !== HEAD && !event.ctrlKey && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault()
      if (event.key === ' ') onSelect(from.row, isRange)
      else onOpen(from.row)
      return
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / (rowHeight || 1)) - 2)
    const to = moveCell(from, event.ctrlKey ? `Ctrl+${event.key}` : event.key, { rows, columns, page })
    if (!to) return
    event.preventDefault()
    goTo(to.row, to.column)
  }

  /** Focuses the agent at that place; where its row is out of view the list itself, whose keys go on from that place. */
  function focusActive() {
    const cell = findCell(scroller.current, { ...active, row: Math.min(active.row, rows - 1) })
    if (cell) focusCell(cell)
    else focusGrid(scroller.current)
  }

  return { active, setActive, onKeyDown, focusActive }
}

/** Focuses the list itself: unlike the element that scrolls it has a name, which a screen reader says. */
export function focusGrid(scroller: Element | null): void {
  scroller?.querySelector<HTMLElement>('[role=grid]')?.focus({ preventScroll: true })
}

function findCell(scroller: Element | null, { row, column }: ActiveCell): Element | null {
  const at = row === HEAD ? '[data-head]' : `[data-index="${row}"]`
  return scroller?.querySelector(`${at} > [aria-colindex="${column + 1}"]`) ?? null
}

function focusCell(cell: Element): void {
  const target = cell.querySelector<HTMLElement>('a, button') ?? (cell as HTMLElement)
  target.focus({ preventScroll: true })
}

/** The cell that an element is in; null outside of the rows. */
export function cellOf(element: Element): ActiveCell | null {
  const cell = element.closest('[aria-colindex]')
  const row = cell?.parentElement
  const index = row?.hasAttribute('data-head') ? HEAD : row?.getAttribute('data-index')
  return index == null
    ? null
    : { row: Number(index), column: Number(cell?.getAttribute('aria-colindex')) - 1 }
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
      return { row: Math.max(0, row - page), column }
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
