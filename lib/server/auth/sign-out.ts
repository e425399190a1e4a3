import 'server-only'
import type { NextRequest } from 'next/server'
import { SIGNED_OUT } from '@/lib/pages.ts'
import type { Context } from '../context.ts'
import { log } from '../platform/logging.ts'
import { cookieLine, cookieNames } from './cookies.ts'
import { readSessionRef } from './session-cookie.ts'
import { callNextAuth } from './sign-in/next-auth-call.ts'
import { nextAuthOptions } from './sign-in/next-auth-options.ts'
import { ownAddress } from './sign-in/return-address.ts'
import type { Onward } from './sign-in/sign-in.ts'

/** Headers of an answer that has signed this browser out: what it kept of the pages goes, preferences in cookies stay. */
export const LEAVE_NOTHING = { 'clear-site-data': '"cache", "storage"' }

/** The line that takes the session's cookie away. */
export const forgetSession = () => cookieLine(cookieNames.session(), '', 0)

/**
 * Ends this browser's session. Null, and nothing has happened, where the CSRF token does not fit its cookie. Throws
 * StoreUnavailable: the session is not ended then, and signing out can be tried again.
 */
export async function signOut(
  { sessions }: Pick<Context, 'sessions'>,
  request: NextRequest,
  form: Record<string, string>,
): Promise<Onward | null> {
  const cookies = {
    [cookieNames.csrf()]: request.cookies.get(cookieNames.csrf())?.value ?? '',
    [cookieNames.returnTo()]: ownAddress(SIGNED_OUT),
  }
  const call = {
    action: 'signout',
    method: 'POST',
    form: { csrfToken: form.csrfToken ?? '' },
    cookies,
  } as const
  const answer = await callNextAuth(call, nextAuthOptions())
  if (answer.location !== ownAddress(SIGNED_OUT)) return null
  const ref = await readSessionRef(name => request.cookies.get(name)?.value)
  const session = ref && (await sessions.read(ref, false))
  if (session) {
    await sessions.end(session)
    log().info({ event: 'sign_out', of: 'one' })
  }
  return { location: answer.location, cookies: [forgetSession()] }
}
