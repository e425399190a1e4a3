import type { NextRequest } from 'next/server'
import { readSessionRef } from '@/lib/server/auth/session-cookie.ts'
import { countBegun } from '@/lib/server/auth/sign-in/begin-limit.ts'
import { ownAddress, safeReturnAddress } from '@/lib/server/auth/sign-in/return-address.ts'
import { beginSignIn, finishSignIn, type Onward, readCsrfToken } from '@/lib/server/auth/sign-in/sign-in.ts'
import { LEAVE_NOTHING, signOut } from '@/lib/server/auth/sign-out.ts'
import { getContext } from '@/lib/server/context.ts'
import { type HandlerRequest, isActivity } from '@/lib/server/http/guard.ts'
import { everyMethod, publicRoute, type RouteContext } from '@/lib/server/http/route.ts'
import { describeSession } from '@/lib/server/http/session-facts.ts'
import { clientAddress } from '@/lib/server/platform/client-address.ts'
import type { Method } from '@/lib/server/platform/methods.ts'
import { ServerError } from '@/lib/server/server-error.ts'
import { signInAddress } from '@/lib/sign-in-address.ts'

type Answer = (request: NextRequest) => Response | Promise<Response>

/** next-auth's addresses that Rollcall uses, each with the methods that it answers. */
const ANSWERS: Record<string, Partial<Record<Method, Answer>>> = {
  csrf: { GET: answerCsrf },
  session: { GET: answerSession },
  signin: { GET: toSignInPage },
  'signin/zoom': { GET: toSignInPage, POST: answerSignIn },
  'callback/zoom': { GET: async request => redirect(await finishSignIn(getContext(), request)) },
  signout: { GET: () => redirect({ location: ownAddress('/agents'), cookies: [] }), POST: answerSignOut },
  error: { GET: toSignInPage },
}

const ROUTES = new Map(
  Object.entries(ANSWERS).map(([path, answers]) => [
    path,
    publicRoute(`/api/auth/${path}`, answers as object),
  ]),
)
const NOWHERE = publicRoute(
  '/api/auth',
  everyMethod(() => new Response(null, { status: 404 })),
)

async function handle(request: HandlerRequest, context: RouteContext): Promise<Response> {
  const { nextauth } = await context.params
  const route = ROUTES.get([nextauth].flat().join('/')) ?? NOWHERE
  return route[request.method as Method](request, context)
}

function withCookies(response: Response, cookies: string[]): Response {
  for (const line of cookies) response.headers.append('set-cookie', line)
  return response
}

function redirect({ location, cookies }: Onward): Response {
  return withCookies(new Response(null, { status: 302, headers: { location } }), cookies)
}

/** As next-auth does: a form that asks for JSON is told where to go on to, any other is sent there. */
function goOn(onward: Onward, form: Record<string, string>): Response {
  if (form.json !== 'true') return redirect(onward)
  return withCookies(Response.json({ url: onward.location }), onward.cookies)
}

async function readForm(request: NextRequest): Promise<Record<string, string>> {
  if (!request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded'))
    throw new ServerError('bad_request', { message: 'This is not a form.' })
  return Object.fromEntries(new URLSearchParams(await request.text()))
}

async function answerCsrf(request: NextRequest): Promise<Response> {
  const { csrfToken, cookies } = await readCsrfToken(request)
  return withCookies(Response.json({ csrfToken }), cookies)
}

/** Who is signed in, from the record: next-auth's own answer would outlive a sign-out and set the cookie anew. */
async function answerSession(request: NextRequest): Promise<Response> {
  const ref = await readSessionRef(name => request.cookies.get(name)?.value)
  const session = ref && (await getContext().sessions.read(ref, isActivity(request)))
  return Response.json(session ? describeSession(session) : {})
}

/** next-auth's own pages for signing in and for errors: ours takes their place. */
function toSignInPage(request: NextRequest): Response {
  const { searchParams } = request.nextUrl
  const callbackUrl = safeReturnAddress(searchParams.get('callbackUrl'))
  const error = searchParams.has('error') ? 'not_completed' : undefined
  return redirect({ location: ownAddress(signInAddress({ error, callbackUrl })), cookies: [] })
}

async function answerSignIn(request: NextRequest): Promise<Response> {
  countBegun(clientAddress(request.headers))
  const form = await readForm(request)
  return goOn(await beginSignIn(request, form), form)
}

async function answerSignOut(request: NextRequest): Promise<Response> {
  const form = await readForm(request)
  const onward = await signOut(getContext(), request, form)
  if (!onward) throw new ServerError('cross_site')
  const response = goOn(onward, form)
  for (const [name, value] of Object.entries(LEAVE_NOTHING)) response.headers.set(name, value)
  return response
}

export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
}
