import { isPagePath } from '@/lib/pages.ts'
import { LONGEST_RETURN } from '@/lib/sign-in-address.ts'
import { getEnv } from '../../platform/env.ts'

const HOME = '/agents'

/**
 * A path on our own origin to go to after the sign-in. Anything from outside, unreadable or pointless becomes the
 * list, and so does a page of the sign-in itself: it would lead nowhere.
 */
export function safeReturnAddress(address: unknown): string {
  if (typeof address !== 'string' || address.length > LONGEST_RETURN) return HOME
  const origin = new URL(getEnv().NEXTAUTH_URL).origin
  const url = URL.parse(address, origin)
  if (url?.origin !== origin || !isPagePath(url.pathname)) return HOME
  try {
    decodeURIComponent(url.pathname)
  } catch {
    return HOME
  }
  const path = url.pathname + url.search
  return path.length > LONGEST_RETURN ? HOME : path
}

/** A path of ours as the address that the browser is sent to. */
export function ownAddress(path: string): string {
  return new URL(path, getEnv().NEXTAUTH_URL).href
}
