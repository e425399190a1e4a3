import { useEffect, useEffectEvent, useState } from 'react'
import type { RollcallError } from '@/lib/errors.ts'
import type { Rest } from './rest.ts'

export type Waiting = { isWaiting: boolean; start: () => void; cancel: () => void }

/** Waits, once told to, until the rest of a list has come, and asks for it meanwhile. It gives up where that fails. */
export function useWaiting(rest: Rest | null, onWhole: () => void): Waiting {
  // The error at the start is the old one, which asking again takes away.
  const [since, setSince] = useState<{ error: RollcallError | null } | null>(null)
  const hasFailed = rest?.isOver || (rest?.error && rest.error !== since?.error)

  const goOn = useEffectEvent(() => {
    if (rest === null) {
      setSince(null)
      onWhole()
    } else if (hasFailed) setSince(null)
    else rest.ask()
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever has come of the rest is the next step
  useEffect(() => {
    if (since) goOn()
  }, [since, rest])

  return {
    isWaiting: since !== null,
    start: () => {
      setSince({ error: rest?.error ?? null })
      if (rest?.error) rest.retry()
    },
    cancel: () => setSince(null),
  }
}
