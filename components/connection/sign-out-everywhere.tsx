'use client'

import { useState } from 'react'
import { OWN_PAGE } from '@/lib/api/headers.ts'
import { tellOtherTabs } from '@/lib/api/other-tabs.ts'
import { errorFromBody } from '@/lib/errors.ts'

/** Ends all of the person's sign-ins, this one included. */
export function SignOutEverywhere() {
  const [state, setState] = useState<'' | 'asking' | 'leaving'>('')
  const [failure, setFailure] = useState('')

  async function leave() {
    setState('leaving')
    setFailure('')
    try {
      const response = await fetch('/api/sessions', { method: 'DELETE', headers: { [OWN_PAGE]: '1' } })
      if (!response.ok && response.status !== 401) throw errorFromBody(await response.json()) ?? new Error()
      tellOtherTabs('')
      window.location.assign('/sign-in?reason=signed_out')
    } catch (error) {
      setState('')
      setFailure((error instanceof Error && error.message) || 'You could not be signed out. Try again.')
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
      <span>This ends every sign-in above, this one included.</span>
      <button type="button" className="button button-ink" onClick={leave}>
        Sign out everywhere now
      </button>
      <button type="button" className="button button-ghost" onClick={() => setState('')}>
        Cancel
      </button>
    </div>
  )
}
