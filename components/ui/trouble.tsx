'use client'

import { useEffect, useRef, useState } from 'react'
import { byItself } from '@/lib/api/by-itself.ts'
import type { RollcallError } from '@/lib/errors.ts'
import { Icon } from './icon.tsx'
import { useNow } from './use-now.ts'

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

/**
 * Trouble in words, with the way on: trying again in place, by itself where Zoom has said when. That the session has
 * ended is said over the whole page (components/session), and by nothing else.
 */
export function Trouble({ error, title, kept, onRetry, isRetrying, className = '' }: Props) {
  if (error.status === 401) return null
  const isRateLimit = error.code === 'rate_limited'
  const isWarning = isRateLimit || error.code === 'page_expired'
  return (
    <div
      className={`flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-1.5 ${isWarning ? 'bg-warn-weak' : 'bg-danger-weak'} ${className}`}
    >
      <Icon name={isRateLimit ? 'clock' : 'alert'} className={isWarning ? 'text-warn' : 'text-danger'} />
      <p role="alert" className="min-w-0 flex-1 basis-60 break-words">
        <strong className="font-semibold">{title}</strong>
        {/* One text: a translated page keeps the first value of any other. */}
        {` ${kept ? `${error.message} ${kept}` : error.message} `}
        {error.tracking_id && (
          <span className="text-text-3">
            Reference{' '}
            <span translate="no" className="mono">
              {error.tracking_id}
            </span>
          </span>
        )}
      </p>
      {isRateLimit && error.retry_after !== undefined && (
        <Countdown error={error} seconds={error.retry_after} onEnd={onRetry} />
      )}
      <button type="button" className="button" onClick={onRetry} aria-disabled={isRetrying}>
        {isRetrying ? 'Trying…' : 'Try again'}
      </button>
    </div>
  )
}

const LONG_WAIT_S = 3_600

/**
 * Counts down to the next try and starts it, anew for each refusal, though two may say the same. In a tab that nobody
 * looks at the try waits until somebody does. Not in the alert: a second is no news.
 */
function Countdown({ error, seconds, onEnd }: { error: RollcallError; seconds: number; onEnd: () => void }) {
  const now = useNow()
  const [refusal, setRefusal] = useState(() => ({ error, until: performance.now() + seconds * 1_000 }))
  if (refusal.error !== error) setRefusal({ error, until: performance.now() + seconds * 1_000 })
  const left = now === null ? seconds : Math.min(seconds, Math.ceil((refusal.until - now) / 1_000))

  const asked = useRef<RollcallError>(undefined)
  useEffect(() => {
    if (left > 0 || document.hidden || asked.current === refusal.error) return
    asked.current = refusal.error
    byItself(onEnd)
  }, [left, refusal, onEnd])

  if (left <= 0) return null
  const wait =
    left > LONG_WAIT_S
      ? `about ${Math.ceil(left / 3_600)} hours`
      : `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
  return <span className="text-text-2">{`Trying again in ${wait}`}</span>
}
