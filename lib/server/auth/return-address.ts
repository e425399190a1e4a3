import { getEnv } from '../platform/env.ts'

const HOME = '/agents'
const LONGEST = 2_000

/** A path on our own origin to go to after the sign-in; anything from outside, unreadable or pointless becomes the list. */
export function safeReturnAddress(address: string | null | undefined): string {
  const origin = new URL(getEnv().NEXTAUTH_URL).origin
  const url = address && address.length <= LONGEST ? URL.parse(address, origin) : null
  if (!url || url.origin !== origin || !/^\/(agents|connection|sign-in)(\/|$)/.test(url.pathname)) return HOME
  try {
    decodeURIComponent(url.pathname)
  } catch {
    return HOME
  }
  return url.pathname + url.search
}
