import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { Mark } from '@/components/frame/mark.tsx'
import { RememberZone } from '@/components/frame/remember-zone.tsx'
import { SignInButton } from '@/components/session/sign-in-button.tsx'
import { returnCookieName } from '@/lib/server/auth/next-auth-options.ts'
import { safeReturnAddress } from '@/lib/server/auth/return-address.ts'
import { readSessionRef } from '@/lib/server/auth/session-cookie.ts'
import { getContext } from '@/lib/server/context.ts'

export const metadata: Metadata = { title: 'Sign in' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Why a visitor is here: [heading, what happened and what to do next]. Keys: our reasons, our error codes, next-auth's. */
const WHY: Record<string, readonly [string, string]> = {
  session_over: ['Your session has ended', 'Sign in again and you are back where you were.'],
  sign_in_again: [
    'Zoom asks for a new sign-in',
    'Your sign-in at Zoom is no longer valid: it was used elsewhere, withdrawn, or has run out. Sign in again and you are back where you were.',
  ],
  signed_out: ['You are signed out', 'Nothing of your sign-in is kept on this computer.'],
  scope_missing: [
    'The Zoom app lacks a permission',
    'Zoom did not say who you are, because the app lacks the scope user:read:user:admin (or user:read:user). Ask whoever manages the app to add it, then sign in again.',
  ],
  not_permitted: [
    'Zoom did not let you in',
    'Your Zoom role may not use this app. Ask an administrator of your Zoom account.',
  ],
  unavailable: ['Zoom could not be reached', 'The sign-in could not be completed. Try again in a moment.'],
  zoom_timeout: ['Zoom did not answer in time', 'The sign-in could not be completed. Try again in a moment.'],
  zoom_invalid: [
    'The sign-in was not completed',
    'Zoom answered in a way that could not be read. Try again.',
  ],
  Callback: ['The sign-in was cancelled', 'Nothing has changed. You can sign in whenever you like.'],
  OAuthCallback: [
    'The sign-in was not completed',
    'It was cancelled, took too long, or Zoom refused it. Try again.',
  ],
  OAuthSignin: [
    'The sign-in could not be started',
    'Try again. If it keeps failing, tell whoever runs Rollcall.',
  ],
  AccessDenied: [
    'Zoom did not let you in',
    'Your Zoom role may not use this app. Ask an administrator of your Zoom account.',
  ],
}

const OTHER_ERROR = [
  'The sign-in was not completed',
  'Try again. If it keeps failing, tell whoever runs Rollcall.',
] as const

export default async function SignInPage({ searchParams }: Props) {
  const { reason, error, callbackUrl } = await searchParams
  const jar = await cookies()
  const returnTo = safeReturnAddress(
    typeof callbackUrl === 'string' ? callbackUrl : jar.get(returnCookieName())?.value,
  )
  const key = String(error ?? reason ?? '')
  const why = Object.hasOwn(WHY, key) ? WHY[key] : error ? OTHER_ERROR : undefined
  if (!why && (await isSignedIn(name => jar.get(name)?.value))) redirect(returnTo)
  return (
    <main className="mx-auto flex w-88 max-w-full flex-1 flex-col justify-center px-4 pb-24">
      <div className="mb-8 flex items-center gap-2 text-15 font-semibold">
        <Mark />
        Rollcall
      </div>
      {why ? (
        <div role={error ? 'alert' : undefined}>
          <h1 className="text-20 font-semibold tracking-[-0.012em]">{why[0]}</h1>
          <p className="mt-2 text-text-2">{why[1]}</p>
        </div>
      ) : (
        <>
          <h1 className="text-20 font-semibold tracking-[-0.012em]">Sign in</h1>
          <p className="mt-2 text-text-2">
            See every agent of your Zoom Contact Center: who is there, in which status, and who cannot get in.
          </p>
        </>
      )}
      <div className="mt-6">
        <SignInButton label="Sign in with Zoom" returnTo={returnTo} className="h-9 px-4 text-13" />
        <RememberZone />
      </div>
      <p className="mt-6 text-12 text-text-3">
        Rollcall only reads. Your Zoom sign-in stays on the server; this browser never holds it.
      </p>
    </main>
  )
}

async function isSignedIn(cookie: (name: string) => string | undefined): Promise<boolean> {
  try {
    const ref = await readSessionRef(cookie)
    return ref !== null && (await getContext().sessions.read(ref, false)) !== null
  } catch {
    return false // the page must open whatever the store does
  }
}
