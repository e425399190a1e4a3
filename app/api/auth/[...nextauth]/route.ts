import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { nextAuthOptions, type SignInOutcome } from '@/lib/server/auth/next-auth-options.ts'
import { readSessionRef } from '@/lib/server/auth/session-cookie.ts'
import { getContext } from '@/lib/server/context.ts'
import { errorResponse, NO_STORE, toRollcallError } from '@/lib/server/http/error-response.ts'
import { isActivity } from '@/lib/server/http/guard.ts'
import { describeSession } from '@/lib/server/http/session-facts.ts'
import { getEnv } from '@/lib/server/platform/env.ts'

type RouteContext = { params: Promise<{ nextauth: string[] }> }

/** next-auth's actions that Rollcall uses. The rest of its pages would only be further doors. */
const ACTIONS = new Set(['csrf', 'providers', 'signin', 'callback', 'signout', 'error', 'session'])

async function handle(request: NextRequest, context: RouteContext): Promise<Response> {
  const [action = ''] = (await context.params).nextauth
  if (!ACTIONS.has(action)) return new Response(null, { status: 404 })
  try {
    if (action === 'session') return await answerSession(request)
    const { searchParams } = request.nextUrl
    // Neither an answer nor an error: how Zoom declines is not documented (zoom.md 1.1).
    if (action === 'callback' && !searchParams.has('code') && !searchParams.has('error'))
      return toSignIn('Callback')
    const { sessions } = getContext()
    const before =
      action === 'callback' ? await readSessionRef(name => request.cookies.get(name)?.value) : null
    const outcome: SignInOutcome = {}
    const response: Response = await NextAuth(
      request as never,
      context as never,
      nextAuthOptions(sessions, request, outcome),
    )
    if (outcome.signOutFailed) return errorResponse(toRollcallError(outcome.signOutFailed)) // the cookie stays: signing out can be tried again
    if (outcome.failure && response.headers.has('location')) {
      response.headers.set('location', signInLocation(outcome.failure.code))
    } else if (
      before &&
      response.headers.getSetCookie().some(cookie => cookie.includes('rollcall.session='))
    ) {
      const replaced = await sessions.read(before, false)
      if (replaced) await sessions.end(replaced)
    }
    response.headers.set('cache-control', 'no-store')
    return response
  } catch (error) {
    return errorResponse(toRollcallError(error))
  }
}

function signInLocation(error: string): string {
  return new URL(`/sign-in?error=${error}`, getEnv().NEXTAUTH_URL).href
}

function toSignIn(error: string): Response {
  return new Response(null, { status: 302, headers: { ...NO_STORE, location: signInLocation(error) } })
}

/** Who is signed in, from the record: next-auth's own answer would outlive a sign-out and set the cookie anew. */
async function answerSession(request: NextRequest): Promise<Response> {
  const ref = await readSessionRef(name => request.cookies.get(name)?.value)
  const session = ref && (await getContext().sessions.read(ref, isActivity(request)))
  return Response.json(session ? describeSession(session) : {}, { headers: NO_STORE })
}

export { handle as GET, handle as POST }
