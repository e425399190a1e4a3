'use client'

import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { announce } from '@/components/ui/announce.ts'
import { Dialog } from '@/components/ui/dialog.tsx'
import { describeKeys } from '@/components/ui/keys/keys.ts'
import { COLUMNS, type FieldKey, fieldOf } from '@/lib/agents/fields.ts'
import { moveKey } from './move-key.ts'

export type ColumnsProps = {
  /** The columns that are shown, in order. */
  shown: readonly FieldKey[]
  onChange: (keys: readonly FieldKey[]) => void
  /** They came with a link: the person has others. */
  isLinked: boolean
  /** Back to the person's own; from these to columns and widths as delivered. */
  onReset: () => void
  /** Makes a link's columns the person's own. */
  onKeep: () => void
}

type Props = ColumnsProps & { onClose: () => void }

describeKeys('Columns', {
  move: { keys: ['Alt+ArrowUp', 'Alt+ArrowDown'], label: 'Move the column, in the Columns dialog' },
})

const NAME: FieldKey = 'display_name'

/** Every column there is, a checkbox each: those shown first, in their order, which dragging or Alt with an arrow changes. */
export function ColumnsDialog({ shown, isLinked, onChange, onReset, onKeep, onClose }: Props) {
  const [order, setOrder] = useState<readonly FieldKey[]>(() => withRest(shown))
  const list = useRef<HTMLUListElement>(null)

  function choose(next: readonly FieldKey[], chosen: ReadonlySet<FieldKey>) {
    setOrder(next)
    onChange(next.filter(key => chosen.has(key)))
  }

  function toggle(key: FieldKey) {
    const chosen = new Set(shown)
    if (!chosen.delete(key)) chosen.add(key)
    choose(order, chosen)
  }

  function move(key: FieldKey, to: number) {
    const next = moveKey(order, key, Math.min(Math.max(to, 1), order.length - 1))
    if (next !== order) choose(next, new Set(shown))
    return next
  }

  function onKeyDown(event: KeyboardEvent, key: FieldKey) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!step || !event.altKey || event.ctrlKey || event.metaKey || key === NAME) return
    event.preventDefault()
    const place = move(key, order.indexOf(key) + step).indexOf(key)
    announce(`${fieldOf(key).label}, ${place + 1} of ${order.length}`)
  }

  function onPointerDown(event: PointerEvent, key: FieldKey) {
    const place = list.current
    if (event.button !== 0 || !place) return
    // Not the handle: React may take it out and put it in again with its row, and what is taken out loses the pointer.
    place.setPointerCapture(event.pointerId)
    let latest = order
    const drag = (moved: globalThis.PointerEvent) => {
      const rows = [...place.children]
      const over = rows.findIndex(row => moved.clientY < row.getBoundingClientRect().bottom)
      const next = moveKey(latest, key, Math.max(1, over < 0 ? rows.length - 1 : over))
      if (next === latest) return
      latest = next
      choose(next, new Set(shown))
    }
    place.addEventListener('pointermove', drag)
    place.addEventListener('lostpointercapture', () => place.removeEventListener('pointermove', drag), {
      once: true,
    })
  }

  return (
    <Dialog
      title="Columns"
      onClose={onClose}
      className="w-80"
      actions={
        <button
          type="button"
          className="button button-ghost"
          onClick={() => {
            onReset()
            onClose()
          }}
        >
          Reset
        </button>
      }
    >
      <ul ref={list}>
        {order.map(key => (
          <li key={key} className="flex h-8 items-center gap-2 max-sm:h-10">
            <label className="flex min-w-0 flex-1 items-center gap-2 self-stretch">
              <input
                type="checkbox"
                checked={shown.includes(key)}
                data-autofocus={key === order[1] || undefined}
                disabled={key === NAME}
                aria-keyshortcuts={key === NAME ? undefined : 'Alt+ArrowUp Alt+ArrowDown'}
                onChange={() => toggle(key)}
                onKeyDown={event => onKeyDown(event, key)}
              />
              {fieldOf(key).label}
            </label>
            {key !== NAME && (
              <span
                aria-hidden="true"
                className="flex w-8 cursor-grab touch-none items-center justify-center self-stretch text-text-3 select-none"
                onPointerDown={event => onPointerDown(event, key)}
              >
                ⠿
              </span>
            )}
          </li>
        ))}
      </ul>
      <p className="mt-3 text-12 text-text-3">
        Drag to reorder, or press Alt and an arrow key on a column.{' '}
        {isLinked
          ? 'These columns came with the link. Your own are kept; Reset brings them back.'
          : 'This browser remembers your columns.'}
      </p>
      {isLinked && (
        <button
          type="button"
          className="button mt-3"
          onClick={() => {
            onKeep()
            onClose()
          }}
        >
          Keep as my columns
        </button>
      )}
    </Dialog>
  )
}

/** The columns that are shown, then all others in the order of the fields. */
function withRest(shown: readonly FieldKey[]): readonly FieldKey[] {
  return [...new Set([...shown, ...COLUMNS.map(({ key }) => key)])]
}
