'use client'

import { useEffect } from 'react'
import { replayPresses } from './early.ts'

/** Presses what was pressed too early, once React has taken over the page. */
export function ReplayPresses(): null {
  useEffect(() => {
    // Not within React's own work: what it has not taken over yet it does for a click, as for a person's.
    queueMicrotask(replayPresses)
  }, [])
  return null
}
