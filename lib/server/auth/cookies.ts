import type { CookiesOptions } from 'next-auth'
import { isHttps } from '../platform/env.ts'

/** How long a begun sign-in may take. */
export const SIGN_IN_SECONDS = 10 * 60

// `__Host-` needs https, so a sandbox on loopback http has plain names.
const named = (name: string) => `${isHttps() ? '__Host-' : ''}rollcall.${name}`

const options = () => ({ httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps() }) as const

export const cookieNames = {
  /** Holds a session's reference, sealed by next-auth. */
  session: () => named('session'),
  csrf: () => named('csrf'),
  /** One begun sign-in each, see begun-sign-ins.ts. */
  begun: (mark: string) => named(`sign-in.${mark}`),
  /** These three are next-auth's and never reach the browser: begun-sign-ins.ts keeps what they hold. */
  state: () => named('state'),
  pkce: () => named('pkce'),
  returnTo: () => named('return'),
}

/** next-auth's cookies. It writes the session's itself, in `jwt` strategy. */
export function nextAuthCookies(): Partial<CookiesOptions> {
  const brief = { ...options(), maxAge: SIGN_IN_SECONDS }
  return {
    sessionToken: { name: cookieNames.session(), options: options() },
    csrfToken: { name: cookieNames.csrf(), options: options() },
    callbackUrl: { name: cookieNames.returnTo(), options: options() },
    state: { name: cookieNames.state(), options: brief },
    pkceCodeVerifier: { name: cookieNames.pkce(), options: brief },
  }
}

/** A `Set-Cookie` line. `value` must need no encoding; `max_age` in seconds, 0 removes the cookie. */
export function cookieLine(name: string, value: string, max_age: number): string {
  return `${name}=${value}; Path=/; Max-Age=${max_age}; HttpOnly; SameSite=Lax${isHttps() ? '; Secure' : ''}`
}

/** Name and value of a `Set-Cookie` line. */
export function readCookieLine(line: string): [name: string, value: string] {
  const [pair = ''] = line.split(';', 1)
  const at = pair.indexOf('=')
  return [pair.slice(0, at), pair.slice(at + 1)]
}
