'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useSessionOver } from '@/components/session/session-over.tsx'
import { SignInButton } from '@/components/session/sign-in-button.tsx'
import type { RollcallError } from '@/lib/errors.ts'
import { Icon } from './icon.tsx'

type Props = {
  error: RollcallError
  /** What did not work, in one short sentence. */
  title: string
  /** What stays as it is, where that is not plain. */
  kept?: string
  onRetry: () => void
  isRetrying: boolean
  className?: string
}

/** Trouble in words, with the way on: signing in again where only that helps, otherwise trying again in place. */
export function Trouble({ error, title, kept, onRetry, isRetrying, className = '' }: Props) {
  const isSaidByDialog = useSessionOver() !== null && error.status === 401
  if (isSaidByDialog) return null
  const isRateLimit = error.code === 'rate_limited'
  const isWarning = isRateLimit || error.code === 'page_expired'
  return (
    <div
      className={`flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-1.5 ${isWarning ? 'bg-warn-weak' : 'bg-danger-weak'} ${className}`}
    >
      <Icon name={isRateLimit ? 'clock' : 'alert'} className={isWarning ? 'text-warn' : 'text-danger'} />
      <p role="alert" className="min-w-0 flex-1 basis-60 break-words">
        <strong className="font-semibold">{title}</strong> {error.message} {kept}{' '}
        {error.tracking_id && (
          <span className="text-text-3">
            Reference <span className="mono">{error.tracking_id}</span>
          </span>
        )}
      </p>
      {isRateLimit && error.retry_after !== undefined && (
        <Countdown key={error.message} error={error} onEnd={onRetry} />
      )}
      {error.status === 401 ? (
        <SignInButton label="Sign in again" />
      ) : (
        <button type="button" className="button" onClick={onRetry} aria-disabled={isRetrying}>
          {isRetrying ? 'Trying…' : 'Try again'}
        </button>
      )}
    </div>
  )
}

const LONGEST_COUNTDOWN_S = 3_600

/** Counts down to the next try and starts it. Seen, not announced: a second is no news. */
function Countdown({ error, onEnd }: { error: RollcallError; onEnd: () => void }): ReactNode {
  const seconds = error.retry_after ?? 0
  const [left, setLeft] = useState(seconds)
  const end = useRef(onEnd)
  useEffect(() => {
    end.current = onEnd
  })
  useEffect(() => {
    const until = performance.now() + seconds * 1000
    const timer = setInterval(() => {
      const rest = Math.ceil((until - performance.now()) / 1000)
      setLeft(Math.max(0, rest))
      if (rest > 0 || document.hidden) return
      clearInterval(timer)
      end.current()
    }, 500)
    return () => clearInterval(timer)
  }, [seconds])
  if (seconds > LONGEST_COUNTDOWN_S)
    return (
      <span className="text-text-2">Zoom's daily limit: try again in {Math.ceil(seconds / 3600)} h.</span>
    )
  return (
    <span aria-hidden="true" className="text-text-2">
      Trying again in {Math.floor(left / 60)}:{String(left % 60).padStart(2, '0')}
    </span>
  )
}
