'use client'

import { useState } from 'react'
import { startSignIn } from './start-sign-in'

/** The one way in. It stays pressed until the browser has left, and says so if it cannot. */
export function SignInButton({ returnTo }: { returnTo: string }) {
  const [state, setState] = useState<'' | 'leaving' | 'failed'>('')
  async function go() {
    setState('leaving')
    try {
      await startSignIn(returnTo)
    } catch {
      setState('failed')
    }
  }
  return (
    <>
      <button
        type="button"
        className="button button-ink h-9 px-4 text-13"
        aria-disabled={state === 'leaving'}
        onClick={go}
      >
        {state === 'leaving' ? 'Opening Zoom…' : 'Sign in with Zoom'}
      </button>
      {state === 'failed' && (
        <p role="alert" className="mt-3 text-danger">
          Rollcall cannot be reached. Check your connection, then try again.
        </p>
      )}
    </>
  )
}
