import 'server-only'
import type { NextRequest } from 'next/server'
import { type SignInError, signInAddress } from '@/lib/sign-in-address.ts'
import type { Context } from '../../context.ts'
import { log } from '../../platform/logging.ts'
import { isStoreUnavailable } from '../../store/store-unavailable.ts'
import { cookieNames, readCookieLine, SIGN_IN_SECONDS } from '../cookies.ts'
import { decodeWithAnySecret, sealAnew } from '../secrets.ts'
import { readSessionRef } from '../session-cookie.ts'
import { type BegunSignIn, findBegun, keepBegun, latestReturnAddress, markOfState } from './begun-sign-ins.ts'
import { callNextAuth, type NextAuthAnswer } from './next-auth-call.ts'
import { nextAuthOptions } from './next-auth-options.ts'
import { ownAddress, safeReturnAddress } from './return-address.ts'
import type { SignInAttempt } from './sign-in-attempt.ts'

/** Where the browser goes on to, a whole address, and the `Set-Cookie` lines for it. */
export type Onward = { location: string; cookies: string[] }

type Needed = Pick<Context, 'sessions' | 'grants' | 'store'>

const cookieOf = (request: NextRequest, name: string) => request.cookies.get(name)?.value ?? ''

/** The CSRF token that next-auth's forms need, and the `Set-Cookie` line of a new one. */
export async function readCsrfToken(request: NextRequest): Promise<{ csrfToken: string; cookies: string[] }> {
  const name = cookieNames.csrf()
  const call = { action: 'csrf', method: 'GET', cookies: { [name]: cookieOf(request, name) } } as const
  const answer = await callNextAuth(call, nextAuthOptions())
  const { csrfToken } = answer.body as { csrfToken: string }
  return { csrfToken, cookies: ownCookies(answer, name) }
}

/** Begins a sign-in that comes back to `callbackUrl`. Leads to Zoom, or to the sign-in page where it cannot be begun. */
export async function beginSignIn(request: NextRequest, form: Record<string, string>): Promise<Onward> {
  const returnTo = safeReturnAddress(form.callbackUrl)
  const cookies = { [cookieNames.csrf()]: cookieOf(request, cookieNames.csrf()) }
  const call = {
    action: 'signin',
    method: 'POST',
    form: { csrfToken: form.csrfToken ?? '' },
    cookies,
  } as const
  const answer = await callNextAuth(call, nextAuthOptions())
  const set = new Map(answer.cookies.map(readCookieLine))
  const state = URL.parse(answer.location ?? '')?.searchParams.get('state')
  const sealed_state = set.get(cookieNames.state())
  // A CSRF token that does not fit its cookie; nothing has been begun.
  if (!answer.location || !state || !sealed_state)
    return refuse('not_started', returnTo, ownCookies(answer, cookieNames.csrf()))
  const begun = { state: sealed_state, pkce: set.get(cookieNames.pkce()) ?? '', returnTo }
  return { location: answer.location, cookies: keepBegun(state, begun, request.cookies.getAll()) }
}

/**
 * Zoom has sent the browser back. A failure leads to the sign-in page, which goes on from there for whoever has a
 * session all the same.
 */
export async function finishSignIn(context: Needed, request: NextRequest): Promise<Onward> {
  const { searchParams } = request.nextUrl
  const state = searchParams.get('state') ?? ''
  const code = searchParams.get('code')
  const begun = findBegun(state, request.cookies.getAll())
  const returnTo = begun?.returnTo ?? latestReturnAddress(request.cookies.getAll())
  const forget = begun ? [begun.forget] : []
  // Neither an answer nor an error: how Zoom declines is not documented (zoom.md 1.1).
  if (!code || searchParams.has('error')) return refuse('cancelled', returnTo, forget)
  if (!begun || !(await isOurs(begun, state))) return refuse('not_completed', returnTo, forget)

  const user_agent = (request.headers.get('user-agent') ?? '').slice(0, 300)
  const attempt: SignInAttempt = { user_agent, sessions: context.sessions }
  const cookies = {
    [cookieNames.state()]: await sealAnew(begun.state, cookieNames.state()),
    [cookieNames.pkce()]: await sealAnew(begun.pkce, cookieNames.pkce()),
    [cookieNames.returnTo()]: ownAddress(returnTo),
  }
  const call = { action: 'callback', method: 'GET', query: { code, state }, cookies } as const
  let answer: NextAuthAnswer
  try {
    if (!(await isFirstUse(context, state))) return refuse('not_completed', returnTo, forget)
    answer = await context.grants.duringSignIn(() => callNextAuth(call, nextAuthOptions(attempt)))
  } catch (error) {
    if (!isStoreUnavailable(error)) throw error
    return refuse('store_away', returnTo, forget) // a person reads it, and the code is not spent
  }
  const session = ownCookies(answer, cookieNames.session())
  if (session.length === 0) {
    if (attempt.tokens) context.grants.discard(attempt.tokens)
    return refuse(attempt.failure ?? 'not_completed', returnTo, forget)
  }
  await endReplaced(context, request)
  log().info({ event: 'sign_in' })
  return { location: ownAddress(returnTo), cookies: [...session, ...forget] }
}

/** Whether we have begun this sign-in ourselves: anybody can name a cookie after a state, and nothing is written for that. */
async function isOurs(begun: BegunSignIn, state: string): Promise<boolean> {
  const held = await decodeWithAnySecret({ token: begun.state, salt: cookieNames.state() })
  return held?.value === state
}

/** Whether this state has not come back before. A replayed one costs Zoom no call, whichever instance it reaches. */
function isFirstUse({ store }: Needed, state: string): Promise<boolean> {
  return store.acquireLock(`sign-in:${markOfState(state)}`, 'used', SIGN_IN_SECONDS * 1000)
}

/** The session that this browser had before: its cookie is being overwritten. */
async function endReplaced({ sessions }: Needed, request: NextRequest): Promise<void> {
  try {
    const ref = await readSessionRef(name => request.cookies.get(name)?.value)
    const replaced = ref && (await sessions.read(ref, false))
    if (replaced) await sessions.end(replaced, 'replaced')
  } catch {
    // The new session stands; the one before it runs out by itself.
  }
}

function ownCookies({ cookies }: NextAuthAnswer, name: string): string[] {
  return cookies.filter(line => readCookieLine(line)[0] === name)
}

function refuse(error: SignInError, callbackUrl: string, cookies: string[]): Onward {
  log().info({ event: 'sign_in_refused', reason: error })
  return { location: ownAddress(signInAddress({ error, callbackUrl })), cookies }
}
