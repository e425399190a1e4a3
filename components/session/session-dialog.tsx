'use client'

import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'

type Props = { title: string; children: ReactNode }

/** Over the whole page for as long as it is rendered. It cannot be dismissed: what is behind it does not work any more. */
export function SessionDialog({ title, children }: Props) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close() // gives the focus back
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      closedby="none"
      onCancel={event => event.preventDefault()}
      // A browser without `closedby` closes at the second Escape whatever `cancel` says.
      onClose={() => dialog.current?.showModal()}
      className="modal block w-[25rem] overflow-y-auto p-5"
    >
      <h2 id={id} className="text-15 font-semibold">
        {title}
      </h2>
      {children}
    </dialog>
  )
}
