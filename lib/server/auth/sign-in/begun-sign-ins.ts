import { createHash } from 'node:crypto'
import { cookieLine, cookieNames, SIGN_IN_SECONDS } from '../cookies.ts'
import { safeReturnAddress } from './return-address.ts'

/*
 * next-auth has one cookie each for state, PKCE verifier and return address, so that the second of two tabs overwrites
 * what the first one needs. Here each begun sign-in has a cookie of its own that holds all three, named by a mark of
 * its state: by that it is found when Zoom's answer brings the state back.
 */

/** `state` and `pkce` are next-auth's cookies, sealed by it; `pkce` is empty without PKCE. */
export type BegunSignIn = { state: string; pkce: string; returnTo: string }

export type Cookie = { name: string; value: string }

const MOST = 5
// Servers refuse heads over 16 KB, and these go along with every request until they have run out.
const MOST_BYTES = 6_000

/** What a state is known by where it must not be seen itself. */
export function markOfState(state: string): string {
  return createHash('sha256').update(state).digest('base64url').slice(0, 16)
}

function begunIn(cookies: readonly Cookie[]): Cookie[] {
  return cookies.filter(({ name }) => name.startsWith(cookieNames.begun('')))
}

function read(value: string): BegunSignIn {
  const [sealed_state = '', pkce = '', address = ''] = value.split('~')
  const returnTo = safeReturnAddress(Buffer.from(address, 'base64url').toString())
  return { state: sealed_state, pkce, returnTo }
}

/** `Set-Cookie` lines that keep one more begun sign-in and let go of the oldest ones where there are too many. */
export function keepBegun(state: string, begun: BegunSignIn, cookies: readonly Cookie[]): string[] {
  const name = cookieNames.begun(markOfState(state))
  const value = [begun.state, begun.pkce, Buffer.from(begun.returnTo).toString('base64url')].join('~')
  // Browsers send cookies of one path oldest first (RFC 6265, 5.4).
  const earlier = begunIn(cookies)
  let bytes = value.length + earlier.reduce((sum, cookie) => sum + cookie.value.length, 0)
  const dropped: string[] = []
  while (earlier.length >= MOST || (earlier.length > 0 && bytes > MOST_BYTES)) {
    const oldest = earlier.shift() as Cookie
    bytes -= oldest.value.length
    dropped.push(cookieLine(oldest.name, '', 0))
  }
  return [...dropped, cookieLine(name, value, SIGN_IN_SECONDS)]
}

/** The begun sign-in that Zoom's answer belongs to, and the line that forgets it; null where this browser has none. */
export function findBegun(
  state: string,
  cookies: readonly Cookie[],
): (BegunSignIn & { forget: string }) | null {
  const name = cookieNames.begun(markOfState(state))
  const cookie = cookies.find(one => one.name === name)
  return cookie ? { ...read(cookie.value), forget: cookieLine(name, '', 0) } : null
}

/** Where the latest begun sign-in wants to go: for an answer that belongs to none. */
export function latestReturnAddress(cookies: readonly Cookie[]): string {
  return read(begunIn(cookies).at(-1)?.value ?? '').returnTo
}
