'use client'

import { useState } from 'react'
import { endSessions } from './end-sessions.ts'

type Props = { mark: string; browser: string; describedBy: string }

/** Ends one other session. What it says stays in its place, so that the focus does. */
export function SignOutOther({ mark, browser, describedBy }: Props) {
  const [state, setState] = useState<'' | 'leaving' | 'gone'>('')
  const [failure, setFailure] = useState('')

  async function leave() {
    if (state !== '') return
    setState('leaving')
    setFailure('')
    try {
      await endSessions(mark)
      setState('gone')
    } catch (error) {
      setState('')
      setFailure((error as Error).message)
    }
  }

  return (
    <>
      <button
        type="button"
        className="button button-ghost ml-auto"
        aria-disabled={state !== ''}
        aria-label={state === '' ? `Sign out ${browser}` : undefined}
        aria-describedby={describedBy}
        onClick={leave}
      >
        {state === 'gone' ? 'Signed out' : state === 'leaving' ? 'Signing out…' : 'Sign out'}
      </button>
      <span role="status" className="sr-only">
        {state === 'gone' ? `${browser} is signed out` : ''}
      </span>
      {failure && (
        <p role="alert" className="basis-full text-danger">
          {failure}
        </p>
      )}
    </>
  )
}
