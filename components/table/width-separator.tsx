import { type KeyboardEvent, type PointerEvent, type RefCallback, useRef } from 'react'
import { NARROWEST, WIDEST } from '@/lib/agents/look/own-look.ts'

const STEP = 0.5

type Props = {
  label: string
  /** In rem, until the column is drawn. */
  width: number
  tabIndex: number
  onWidth: (width: number) => void
  /** The width at which none of the column's texts is cut. */
  neededWidth: () => Promise<number>
}

/** The edge of a column: dragged, or moved by arrow keys; a double click fits the column to its texts. */
export function WidthSeparator({ label, width, tabIndex, onWidth, neededWidth }: Props) {
  /** What a dragged column's width is more than the pointer's place, in rem. */
  const ahead = useRef(0)
  const set = (rem: number) => onWidth(Math.round(Math.min(Math.max(rem, NARROWEST), WIDEST) * 100) / 100)

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key]
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    set(measure(event.currentTarget) + step)
  }

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    if (event.button !== 0) return
    const separator = event.currentTarget
    separator.setPointerCapture(event.pointerId)
    ahead.current = measure(separator) - event.clientX / remInPixels()
  }

  function onPointerMove(event: PointerEvent<HTMLElement>) {
    if (event.currentTarget.hasPointerCapture(event.pointerId))
      set(ahead.current + event.clientX / remInPixels())
  }

  return (
    <div
      ref={tellWidth}
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${label}`}
      aria-valuenow={width * 16}
      aria-valuemin={NARROWEST * 16}
      aria-valuemax={WIDEST * 16}
      tabIndex={tabIndex}
      className="width-separator"
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onDoubleClick={() => void neededWidth().then(set, () => {})} // without the part that measures it stays as it is
      onClick={event => event.stopPropagation()}
    />
  )
}

/** Columns share what is free, so that only the browser knows how wide each has become. */
const tellWidth: RefCallback<HTMLElement> = separator => {
  const column = separator?.parentElement
  if (!column) return
  const observer = new ResizeObserver(() => {
    separator.ariaValueNow = `${Math.round(measure(separator) * 16)}`
  })
  observer.observe(column)
  return () => observer.disconnect()
}

/** The present width of the column that the separator ends, in rem. */
function measure(separator: Element): number {
  return (separator.parentElement?.getBoundingClientRect().width ?? 0) / remInPixels()
}

function remInPixels(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
}
