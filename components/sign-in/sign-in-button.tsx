'use client'

import { useActionState } from 'react'
import { startSignIn } from './start-sign-in'

/**
 * The one way in. It stays pressed until the browser has left, and says so if it cannot. A form with an action:
 * React keeps what is submitted before its scripts have arrived.
 */
export function SignInButton({ returnTo }: { returnTo: string }) {
  const [outcome, signIn, isPending] = useActionState(async () => {
    try {
      await startSignIn(returnTo)
      return 'leaving'
    } catch {
      return 'failed'
    }
  }, '')
  const isLeaving = isPending || outcome === 'leaving'
  return (
    <form action={signIn}>
      <button type="submit" className="button button-ink h-9 px-4 text-13" aria-disabled={isLeaving}>
        {isLeaving ? 'Opening Zoom…' : 'Sign in with Zoom'}
      </button>
      {outcome === 'failed' && !isPending && (
        <p role="alert" className="mt-3 text-danger">
          Rollcall cannot be reached. Check your connection, then try again.
        </p>
      )}
    </form>
  )
}
