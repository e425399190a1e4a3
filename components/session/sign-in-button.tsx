'use client'

import { useActionState } from 'react'
import { startSignIn } from './start-sign-in.ts'

type Outcome = '' | 'leaving' | 'failed'

type Props = {
  label: string
  /** Where to come back to; by default where the person is. */
  returnTo?: string
  className?: string
}

/**
 * The way to Zoom's sign-in. It stays pressed until the browser has left, and says so if it cannot. A form with an
 * action: React keeps what is submitted before its scripts have arrived.
 */
export function SignInButton({ label, returnTo, className = '' }: Props) {
  const [outcome, signIn, isPending] = useActionState(async (before: Outcome): Promise<Outcome> => {
    // The second half of a double click would start another sign-in, and the first could not be completed.
    if (before === 'leaving') return before
    try {
      await startSignIn(returnTo)
      return 'leaving'
    } catch {
      return 'failed'
    }
  }, '')
  const isLeaving = isPending || outcome === 'leaving'
  return (
    <form action={signIn} className="contents">
      <button type="submit" className={`button button-ink ${className}`} aria-disabled={isLeaving}>
        {isLeaving ? 'Opening Zoom…' : label}
      </button>
      {outcome === 'failed' && !isPending && (
        <p role="alert" className="mt-2 basis-full text-danger">
          The sign-in could not be started. Check your connection, then try again.
        </p>
      )}
    </form>
  )
}
