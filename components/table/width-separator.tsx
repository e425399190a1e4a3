import type { KeyboardEvent, PointerEvent } from 'react'
import { NARROWEST, WIDEST } from '@/lib/agents/address/columns.ts'

const STEP = 0.5

type Props = {
  label: string
  /** In rem. */
  width: number
  /** The person chose it; otherwise the column is about so wide, as its texts want it. */
  isOwn: boolean
  tabIndex: number
  onWidth: (width: number) => void
  /** Makes the column as wide as its texts need. */
  onFit: () => void
}

/** The edge of a column: dragged, or moved by arrow keys; a double click fits the column to its texts. */
export function WidthSeparator({ label, width, isOwn, tabIndex, onWidth, onFit }: Props) {
  const set = (rem: number) => onWidth(Math.round(Math.min(Math.max(rem, NARROWEST), WIDEST) * 100) / 100)

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key]
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    set((isOwn ? width : measure(event.currentTarget)) + step)
  }

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    if (event.button !== 0) return
    const separator = event.currentTarget
    const from = event.clientX
    const before = measure(separator)
    separator.setPointerCapture(event.pointerId)
    const move = (moved: globalThis.PointerEvent) => set(before + (moved.clientX - from) / remInPixels())
    separator.addEventListener('pointermove', move)
    separator.addEventListener(
      'lostpointercapture',
      () => separator.removeEventListener('pointermove', move),
      {
        once: true,
      },
    )
  }

  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${label}`}
      aria-valuenow={Math.round(width * 16)}
      aria-valuemin={NARROWEST * 16}
      aria-valuemax={WIDEST * 16}
      tabIndex={tabIndex}
      className="width-separator"
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onDoubleClick={onFit}
      onClick={event => event.stopPropagation()}
    />
  )
}

/** The present width of the column that the separator ends, in rem. */
function measure(separator: Element): number {
  return (separator.parentElement?.getBoundingClientRect().width ?? 0) / remInPixels()
}

function remInPixels(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
}
