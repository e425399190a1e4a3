'use client'

import { useActionState } from 'react'
import { readSessionFacts } from '@/lib/api/session.ts'
import { submitForm } from './submit-form.ts'

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

/**
 * Leaves for Zoom's sign-in and comes back to `returnTo`, by default where the person is. Throws if the server could
 * not start it; the page is still there then.
 */
async function startSignIn(returnTo = currentPlace()): Promise<void> {
  window.location.assign(await submitForm('signin/zoom', returnTo))
}

/** Where the person is, and who: the server opens it for the same person only (lib/server/http/page-session.ts). */
function currentPlace(): string {
  const url = new URL(window.location.href)
  const facts = readSessionFacts()
  if (facts) url.searchParams.set('person', facts.person)
  return url.href
}
