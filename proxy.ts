import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { getContext } from '@/lib/server/context.ts'
import { isHttps } from '@/lib/server/platform/env.ts'

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

/** Pages that read a session first of all. */
const WITH_SESSION = /^\/(agents|connection)?(\/|$)/

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
  try {
    decodeURIComponent(request.nextUrl.pathname)
  } catch {
    return secure(
      new NextResponse('This address cannot be read.', {
        status: 400,
        headers: { 'cache-control': 'no-store' },
      }),
      "default-src 'none'",
    )
  }
  const policy = contentSecurityPolicy(randomBytes(16).toString('base64'))
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy) // Next reads the nonce for its own scripts from here
  // A page that fails in the making is 500 to Next, whatever it says; a balancer has to hear that this passes.
  if (WITH_SESSION.test(request.nextUrl.pathname) && !(await storeAnswers())) {
    headers.set('x-store-away', '1')
    const away = new URL('/store-away', request.nextUrl)
    return secure(NextResponse.rewrite(away, { status: 503, request: { headers } }), policy)
  }
  return secure(NextResponse.next({ request: { headers } }), policy)
}

const ALWAYS = {
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'x-dns-prefetch-control': 'off',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=()',
}

function secure(response: NextResponse, policy: string): NextResponse {
  response.headers.set('content-security-policy', policy)
  for (const [name, value] of Object.entries(ALWAYS)) response.headers.set(name, value)
  if (isHttps()) response.headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains')
  return response
}

/** Static files are neither documents nor private: next.config.js gives them the headers that matter to them. */
export const config = { matcher: '/((?!_next/static/).*)' }
