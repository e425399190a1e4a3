import { type FocusEvent, useState } from 'react'

type Cut = { text: string; left: number; top: number }

/**
 * The whole of a cell's text while the cell has the focus and is too narrow for it: what hovering tells by the title.
 * The events go on the table; `tip` is rendered beside it. Hidden from assistive technology, which reads the cell.
 */
export function useCutText() {
  const [cut, setCut] = useState<Cut | null>(null)

  function onFocus({ target }: FocusEvent) {
    const cell = target.closest<HTMLElement>('[data-key]')
    const box = target.matches('a, button') ? (target as HTMLElement) : cell
    if (!cell || !box || box.scrollWidth <= box.clientWidth || !target.matches(':focus-visible'))
      return setCut(null)
    const { left, bottom } = cell.getBoundingClientRect()
    setCut({ text: box.title || cell.title || (cell.textContent ?? ''), left, top: bottom })
  }

  const tip = cut && (
    <div
      aria-hidden="true"
      style={{ left: cut.left, top: cut.top }}
      className="pointer-events-none fixed z-30 max-w-96 rounded bg-raised px-3 py-1 break-words text-text shadow-float"
    >
      <bdi translate="no">{cut.text}</bdi>
    </div>
  )
  return { tip, onFocus, hide: () => setCut(null) }
}
