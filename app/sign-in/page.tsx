import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { Mark } from '@/components/frame/mark.tsx'
import { RememberZone } from '@/components/frame/remember-zone.tsx'
import { SignInButton } from '@/components/session/sign-in-button.tsx'
import { safeReturnAddress } from '@/lib/server/auth/sign-in/return-address.ts'
import { readVisitor } from '@/lib/server/http/visitor.ts'
import { isSignInError, type SignInError, type SignInReason } from '@/lib/sign-in-address.ts'
import { WHY } from './why.ts'

export const metadata: Metadata = { title: 'Sign in' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** What somebody who is signed in already is told before going on: another try of theirs would end the same way. */
const WORTH_TELLING: readonly SignInError[] = ['wrong_account', 'scope_missing', 'not_permitted']

/** Whoever has a session goes on from here; anybody else reads why they are here, as far as that is certain. */
export default async function SignInPage({ searchParams }: Props) {
  const given = await searchParams
  const jar = await cookies()
  const returnTo = safeReturnAddress(given.callbackUrl)
  const error = given.error === undefined ? null : isSignInError(given.error) ? given.error : 'not_completed'
  const visitor = await readVisitor(name => jar.get(name)?.value)
  const isTold = error !== null && WORTH_TELLING.includes(error)
  if (visitor.is === 'signed_in' && !isTold) redirect(returnTo)
  const why = WHY[error ?? reasonFor(visitor.is, given.reason)]
  return (
    <main className="mx-auto flex w-88 max-w-full flex-1 flex-col justify-center px-4 pb-24">
      <div className="mb-8 flex items-center gap-2 text-15 font-semibold">
        <Mark />
        Rollcall
      </div>
      <div role={error ? 'alert' : undefined}>
        <h1 className="text-20 font-semibold tracking-[-0.012em]">{why[0]}</h1>
        <p className="mt-2 text-text-2">{why[1]}</p>
      </div>
      {visitor.is === 'signed_in' && (
        <p className="mt-4">
          You are still signed in as{' '}
          <bdi translate="no" className="font-medium">
            {visitor.user_name}
          </bdi>
          .{' '}
          <a href={returnTo} className="link">
            Go on to Rollcall
          </a>
        </p>
      )}
      <div className="mt-6">
        <SignInButton label="Sign in with Zoom" returnTo={returnTo} className="h-9 px-4 text-13" />
        <RememberZone />
      </div>
      <p className="mt-6 text-12 text-text-3">
        Rollcall is read-only. Your Zoom sign-in stays on the server; this browser never holds it.
      </p>
    </main>
  )
}

/** A reason in the address may be old, or made up: only what is so is said. */
function reasonFor(
  visitor: 'signed_in' | 'refused_by_zoom' | 'signed_out' | 'unknown',
  reason: string | string[] | undefined,
): SignInReason | 'sign_in_again' | 'none' {
  if (visitor === 'refused_by_zoom') return 'sign_in_again'
  if (visitor === 'signed_out' && (reason === 'signed_out' || reason === 'session_over')) return reason
  return 'none'
}
