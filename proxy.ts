import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { readAddress } from '@/lib/agents/address/address.ts'
import { isPagePath } from '@/lib/pages.ts'
import { getContext } from '@/lib/server/context.ts'
import { NONCE, STORE_AWAY } from '@/lib/server/http/page-headers.ts'

function contentSecurityPolicy(nonce: string): string {
  const dev = process.env.NODE_ENV === 'development'
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${dev ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Pages read a session first of all, and so does the address that leads to one of them. */
const isWithSession = (pathname: string) => pathname === '/' || isPagePath(pathname)

/** A profile's address with an id that nobody can have, such as one that was cut off: the list says so in place of a profile. */
function isNobody(pathname: string): boolean {
  return readAddress(pathname, '').user_id === undefined
}

async function storeAnswers(): Promise<boolean> {
  try {
    await getContext().store.ping()
    return true
  } catch {
    return false
  }
}

/**
 * Headers that differ by request. No decision about who may see what is made here: pages and handlers check
 * the session themselves.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const nonce = randomBytes(16).toString('base64')
  const policy = contentSecurityPolicy(nonce)
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy) // Next reads the nonce for its own scripts from here
  // A page that comes by a link has the policy of the one it comes into, which knows another nonce.
  if (request.headers.get('sec-fetch-dest') === 'empty') headers.delete(NONCE)
  else headers.set(NONCE, nonce)
  headers.delete(STORE_AWAY)
  // A page that fails in the making is 500 to Next, whatever it says; a balancer has to hear that this passes.
  const isAway = isWithSession(request.nextUrl.pathname) && !(await storeAnswers())
  if (isAway) headers.set(STORE_AWAY, '1')
  const init = { request: { headers } }
  const response = isAway
    ? NextResponse.rewrite(new URL('/store-away', request.nextUrl), { ...init, status: 503 })
    : isNobody(request.nextUrl.pathname)
      ? NextResponse.rewrite(request.nextUrl, { ...init, status: 404 })
      : NextResponse.next(init)
  response.headers.set('content-security-policy', policy)
  return response
}

/** Pages alone: data and files are no documents, and get what they need in lib/server/platform/front-door/safe-headers.ts. */
export const config = { matcher: '/((?!_next/static/|api/).*)' }
