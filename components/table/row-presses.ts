import type { MouseEvent, PointerEvent } from 'react'
import type { Agent } from '@/lib/agents/schema.ts'
import { type ActiveCell, cellOf } from './use-grid-keys.ts'

/** How the profile of a row is opened. */
export type Opening = {
  hrefOf: (user_id: string) => string
  /** The mouse button went down on an agent: a click may follow that opens it. */
  press: (user_id: string) => void
  /** Shows an agent's profile in the next frame; `open` is called after that. */
  showPressed: (user_id: string, open: () => void) => void
  open: (agent: Agent) => void
}

type Options = {
  agents: readonly Agent[]
  opening: Opening
  onSelect: (index: number, toHere: boolean) => void
  setActive: (cell: ActiveCell) => void
}

/** What the mouse and fingers do with rows: open a profile here or in another tab, or tick a checkbox. */
export function rowPresses({ agents, opening, onSelect, setActive }: Options) {
  const { hrefOf, press, showPressed, open } = opening

  function onPointerDown(event: PointerEvent) {
    const agent = agents[cellOf(event.target as Element)?.row ?? -1]
    if (agent && event.pointerType === 'mouse' && opensRow(event)) press(agent.user_id)
  }

  function onClick(event: MouseEvent) {
    const target = event.target as Element
    const cell = cellOf(target)
    const agent = cell && agents[cell.row]
    if (!agent || event.button !== 0) return
    if (target.closest('label')) {
      // What is pressed beside the checkbox comes once more, as a press of the checkbox.
      if (!target.matches('input')) return
      setActive(cell)
      return onSelect(cell.row, event.shiftKey)
    }
    if (event.metaKey || event.ctrlKey || event.shiftKey) {
      // The name is a link, which the browser opens elsewhere by itself; the rest of the row does the same.
      if (!target.closest('a')) window.open(hrefOf(agent.user_id), '_blank', 'noopener')
      return
    }
    event.preventDefault()
    if (hasSelectedText(event.currentTarget)) return
    showPressed(agent.user_id, () => {
      setActive({ row: cell.row, column: 0 })
      open(agent)
    })
  }

  function onAuxClick(event: MouseEvent) {
    const target = event.target as Element
    const agent = agents[cellOf(target)?.row ?? -1]
    if (event.button === 1 && agent && !target.closest('a'))
      window.open(hrefOf(agent.user_id), '_blank', 'noopener')
  }

  return { onPointerDown, onClick, onAuxClick }
}

/** Neither ticks a checkbox nor opens a tab of its own. */
function opensRow(event: MouseEvent): boolean {
  const isElsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey
  return !isElsewhere && !(event.target as Element).closest('label')
}

/** Text that somebody has just selected in the table: the click that ends a selection opens nothing. */
function hasSelectedText(table: Element): boolean {
  const selection = window.getSelection()
  return !!selection && !selection.isCollapsed && table.contains(selection.anchorNode)
}
