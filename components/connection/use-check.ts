import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { serverTime } from '@/lib/api/server-clock.ts'
import { sessionEnded } from '@/lib/api/session.ts'
import { isRollcallError } from '@/lib/errors.ts'
import { type CheckedCall, checkCalls, type Outcome } from './check-calls.ts'

export type Check = {
  outcomes: Partial<Record<CheckedCall, Outcome>>
  isRunning: boolean
  /** ISO time at which the last check was whole; null before. */
  checked_at: string | null
  start: () => void
}

/** Checks the calls when asked to. What the page says besides is then told anew: the check has used requests, too. */
export function useCheck(): Check {
  const router = useRouter()
  const [outcomes, setOutcomes] = useState<Check['outcomes']>({})
  const [isRunning, setRunning] = useState(false)
  const [checked_at, setCheckedAt] = useState<string | null>(null)
  const leaving = useRef<AbortController>(null)
  useEffect(() => () => leaving.current?.abort(), [])

  async function start() {
    if (isRunning) return
    const controller = new AbortController()
    leaving.current = controller
    setRunning(true)
    setOutcomes({})
    setCheckedAt(null)
    try {
      await checkCalls(
        (call, outcome) => setOutcomes(before => ({ ...before, [call]: outcome })),
        controller.signal,
      )
      setCheckedAt(new Date(serverTime() ?? Date.now()).toISOString())
      router.refresh()
    } catch (error) {
      if (controller.signal.aborted) return
      controller.abort()
      if (!isRollcallError(error)) throw error
      sessionEnded(error)
    } finally {
      setRunning(false)
    }
  }

  return { outcomes, isRunning, checked_at, start: () => void start() }
}
