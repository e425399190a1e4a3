'use client'

import { useLayoutEffect, useRef, useState } from 'react'
import { tellOtherTabs } from '@/lib/api/other-tabs.ts'
import { SIGNED_OUT } from '@/lib/pages.ts'
import { endSessions } from './end-sessions.ts'

/** Ends all of the person's sign-ins, including this one. */
export function SignOutEverywhere() {
  const [state, setState] = useState<'' | 'asking' | 'leaving'>('')
  const [failure, setFailure] = useState('')
  const place = useRef<HTMLDivElement>(null)
  const isAsking = state === 'asking'
  const wasAsking = useRef(false)

  // Each takes the place of the one that had the focus.
  useLayoutEffect(() => {
    if (isAsking || wasAsking.current) {
      const buttons = [...(place.current?.querySelectorAll('button') ?? [])]
      buttons.at(-1)?.focus()
    }
    wasAsking.current = isAsking
  }, [isAsking])

  async function leave() {
    setState('leaving')
    setFailure('')
    try {
      await endSessions()
      tellOtherTabs('')
      window.location.assign(SIGNED_OUT)
    } catch (error) {
      setState('')
      setFailure((error as Error).message)
    }
  }

  if (!isAsking) {
    return (
      <div ref={place}>
        <button
          type="button"
          className="button"
          aria-disabled={state === 'leaving'}
          onClick={() => state === '' && setState('asking')}
        >
          {state === 'leaving' ? 'Signing out…' : 'Sign out everywhere'}
        </button>
        {failure && (
          <p role="alert" className="mt-2 text-danger">
            {failure}
          </p>
        )}
      </div>
    )
  }
  return (
    <div ref={place} className="flex flex-wrap items-center gap-2">
      <span id="sign-out-everywhere">This ends every sign-in above, including this one.</span>
      <button
        type="button"
        className="button button-ink"
        aria-describedby="sign-out-everywhere"
        onClick={leave}
      >
        Sign out everywhere now
      </button>
      <button
        type="button"
        className="button button-ghost"
        aria-describedby="sign-out-everywhere"
        onClick={() => setState('')}
      >
        Cancel
      </button>
    </div>
  )
}
