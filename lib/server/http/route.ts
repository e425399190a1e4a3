import 'server-only'
import { PERSON, SERVER_TIME } from '@/lib/api/headers.ts'
import { describeError, log } from '../platform/logging.ts'
import { METHODS, type Method } from '../platform/methods.ts'
import { metrics } from '../platform/metrics.ts'
import { ServerError } from '../server-error.ts'
import type { SessionRecord } from '../store/session-store.ts'
import { errorResponse, NO_STORE, toRollcallError } from './error-response.ts'
import { type HandlerRequest, refuseOtherSites, requireSession } from './guard.ts'
import { personMark } from './person-mark.ts'

/** As Next hands it to a route handler, besides the request. */
export type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> }

/** What Next wants a route file to export under the name of a method. */
type Handler = (request: HandlerRequest, context: RouteContext) => Promise<Response>
type Answer = (request: HandlerRequest, context: RouteContext) => Response | Promise<Response>
/** A request of our own page with a live session behind it. */
export type Visit = { request: HandlerRequest; session: SessionRecord }
type VisitAnswer = (visit: Visit) => Response | Promise<Response>

/** Not a failure, and read by nobody but the log: nginx's number for a client that has closed the request. */
const BROWSER_LEFT = 499

type PublicOptions = {
  /** `debug` for what is asked every few seconds; `info` unless told. */
  level?: 'info' | 'debug'
}
type GuardedOptions = PublicOptions & {
  /** No request to this route is a person's doing, whatever its headers say. */
  background?: boolean
}

/**
 * The exports of a route that anybody may ask: `export const { GET, HEAD, ... } = publicRoute(...)`. Methods without
 * an answer get 405 with `Allow`. Whatever an answer throws becomes our JSON error. Every answer is counted, logged
 * and `no-store`, unless it says otherwise itself.
 *
 * `path` is the route's template, for log and metrics: `/api/zoom/contact_center/users/{userId}`.
 */
export function publicRoute(
  path: string,
  answers: Partial<Record<Method, Answer>>,
  { level = 'info' }: PublicOptions = {},
): Record<Method, Handler> {
  const allow = METHODS.filter(method => answers[method]).join(', ')
  const refuse = () => new Response(null, { status: 405, headers: { allow } })
  const handlers = METHODS.map(method => {
    const answer = answers[method] ?? refuse
    const handler: Handler = (request, context) =>
      measure(path, level, () => attempt(path, request, () => answer(request, context)))
    return [method, handler]
  })
  return Object.fromEntries(handlers)
}

/** The same for our own page and a session alone: `cross_site` and `signed_out` come before the answer, 405 before both. */
export function guardedRoute(
  path: string,
  answers: Partial<Record<Method, VisitAnswer>>,
  { background, ...options }: GuardedOptions = {},
): Record<Method, Handler> {
  const guarded = Object.entries(answers).map(([method, answer]) => [
    method,
    async (request: HandlerRequest) => {
      refuseOtherSites(request.headers)
      const session = await requireSession(request, background)
      const response = await attempt(path, request, async () => {
        try {
          return await answer({ request, session })
        } catch (thrown) {
          throw await forEndedSession(thrown, request)
        }
      })
      response.headers.set(PERSON, personMark(session.user_id))
      return response
    },
  ])
  return publicRoute(path, Object.fromEntries(guarded), options)
}

/** The same answer for every method there is. */
export function everyMethod(answer: Answer): Record<Method, Answer> {
  return Object.fromEntries(METHODS.map(method => [method, answer])) as Record<Method, Answer>
}

/** What `work` answers, or the error that a person gets to see; never rejects. */
async function attempt(
  path: string,
  request: HandlerRequest,
  work: () => Response | Promise<Response>,
): Promise<Response> {
  try {
    return await work()
  } catch (thrown) {
    if (request.signal.aborted) return new Response(null, { status: BROWSER_LEFT })
    const error = toRollcallError(thrown)
    if (error.status >= 500)
      log().warn({ event: 'failed', path, tracking_id: error.tracking_id, ...describeError(thrown) })
    return errorResponse(error)
  }
}

/** A sign-out that overtakes a call takes the grant along: then the person is signed out, not refused by Zoom. */
async function forEndedSession(thrown: unknown, request: HandlerRequest): Promise<unknown> {
  if (toRollcallError(thrown).code !== 'sign_in_again') return thrown
  return requireSession(request, true).then(
    () => thrown,
    () => new ServerError('signed_out'),
  )
}

async function measure(
  path: string,
  level: 'info' | 'debug',
  work: () => Promise<Response>,
): Promise<Response> {
  const started = performance.now()
  const response = await work()
  for (const [name, value] of Object.entries(NO_STORE))
    if (!response.headers.has(name)) response.headers.set(name, value)
  response.headers.set(SERVER_TIME, String(Date.now()))
  const ms = performance.now() - started
  metrics().requests.observe({ path, status: response.status }, ms / 1000)
  log()[level]({ event: 'request', path, status: response.status, ms: Math.round(ms) })
  return response
}
