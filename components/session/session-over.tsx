'use client'

import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { RollcallError } from '@/lib/errors.ts'
import { SignInButton } from './sign-in-button.tsx'

let over: RollcallError | null = null
const listeners = new Set<() => void>()

/** Says that the server no longer takes this session. Everything on screen stays behind the dialog. */
export function announceSessionOver(error: RollcallError | null): void {
  over = error
  for (const notify of listeners) notify()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Why the session is over while its dialog is open: until it is dismissed, nothing else needs to say so. */
export function useSessionOver(): RollcallError | null {
  return useSyncExternalStore(
    subscribe,
    () => over,
    () => null,
  )
}

export function SessionOver() {
  const error = useSessionOver()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (error) dialog.current?.showModal()
  }, [error])
  if (!error) return null
  return (
    <dialog
      ref={dialog}
      aria-labelledby="session-over"
      onClose={() => announceSessionOver(null)}
      className="m-auto w-[25rem] max-w-[calc(100vw-2rem)] rounded-[10px] bg-raised p-5 text-text shadow-float backdrop:bg-dim"
    >
      <h2 id="session-over" className="text-15 font-semibold">
        Your session has ended
      </h2>
      <p role="alert" className="mt-1.5 mb-4 text-text-2">
        {error.message} The filters stay as you left them.
      </p>
      <SignInButton label="Sign in again" />
    </dialog>
  )
}
