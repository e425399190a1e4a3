'use client'

import { useState } from 'react'
import { tellOtherTabs } from '@/lib/api/other-tabs.ts'
import { SIGNED_OUT } from '@/lib/sign-in-address.ts'
import { endSessions } from './end-sessions.ts'

/** Ends all of the person's sign-ins, including this one. */
export function SignOutEverywhere() {
  const [state, setState] = useState<'' | 'asking' | 'leaving'>('')
  const [failure, setFailure] = useState('')

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

  if (state !== 'asking') {
    return (
      <>
        <button
          type="button"
          className="button"
          aria-disabled={state === 'leaving'}
          onClick={() => setState('asking')}
        >
          {state === 'leaving' ? 'Signing out…' : 'Sign out everywhere'}
        </button>
        {failure && (
          <p role="alert" className="mt-2 text-danger">
            {failure}
          </p>
        )}
      </>
    )
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span>This ends every sign-in above, including this one.</span>
      <button type="button" className="button button-ink" onClick={leave}>
        Sign out everywhere now
      </button>
      <button type="button" className="button button-ghost" onClick={() => setState('')}>
        Cancel
      </button>
    </div>
  )
}
