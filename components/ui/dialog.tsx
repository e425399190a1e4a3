'use client'

import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { CloseButton } from './close-button.tsx'
import { rememberFocus, returnFocus } from './return-focus.ts'

type Props = {
  /** Its name and its heading. */
  title: string
  /** Escape, a click beside it, or Close. The owner then renders it no more. */
  onClose: () => void
  children: ReactNode
  /** For contents that are read rather than filled in: the focus starts in them, so that arrow and page keys scroll. */
  isText?: boolean
  /** Stands between the heading and Close. */
  actions?: ReactNode
  /** Width; the height follows the contents. */
  className?: string
}

/**
 * A modal dialog, open for as long as it is rendered. The focus starts in it (at `data-autofocus`, where something has it)
 * and returns to what opened it, or to what stands in that place by then.
 */
export function Dialog({ title, onClose, children, isText, actions, className = 'w-[30rem]' }: Props) {
  const id = useId()
  const dialog = useModal()
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      closedby="any"
      {...onDismissed(onClose)}
      className={`modal ${className}`}
    >
      <div className="flex flex-none items-center gap-2 py-3 pr-3 pl-5">
        <h2 id={id} className="flex-[1_0_auto] text-15 font-semibold">
          {title}
        </h2>
        {actions}
        <CloseButton onClose={onClose} />
      </div>
      <div
        {...(isText && { role: 'group', tabIndex: 0, 'aria-labelledby': id, 'data-autofocus': true })}
        className="relative min-h-0 overflow-y-auto overscroll-contain px-5 pt-1 pb-5 focus-visible:-outline-offset-2"
      >
        {children}
      </div>
    </dialog>
  )
}

/** Shows a `<dialog>` modally while it is rendered, and sees to the focus before and after. */
export function useModal() {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    const before = rememberFocus()
    element?.showModal()
    element?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    return () => {
      element?.close()
      returnFocus(before)
    }
  }, [])
  return dialog
}

/** `cancel` asks to close; a browser that was asked twice closes without asking, which only `close` tells. */
export function onDismissed(onClose: () => void) {
  return {
    onCancel: (event: React.SyntheticEvent<HTMLDialogElement>) => {
      if (event.target !== event.currentTarget) return
      event.preventDefault()
      onClose()
    },
    onClose: (event: React.SyntheticEvent<HTMLDialogElement>) => {
      if (event.target === event.currentTarget && !event.currentTarget.open) onClose()
    },
  }
}
