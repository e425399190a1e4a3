import 'server-only'
import { after } from 'next/server'
import { isUsableId } from '@/lib/agents/user-id.ts'
import { RollcallError } from '@/lib/errors.ts'
import { getContext } from '../context.ts'
import { describeError, log } from '../platform/logging.ts'
import { metrics } from '../platform/metrics.ts'
import { callZoom, readParameters } from '../zoom/endpoints.ts'
import { errorResponse, NO_STORE, toRollcallError } from './error-response.ts'
import { type HandlerRequest, isBackground, refuseOtherSites, requireSession } from './guard.ts'

const PATIENCE_MS = 4_000
/** Not a failure, and read by nobody but the log: nginx's number for a client that has closed the request. */
const BROWSER_LEFT = 499

/** The id in the path, from the raw address: what a framework has decoded before could have been decoded twice. */
function readUserId(url: string): string {
  const raw = /\/contact_center\/users\/([^/?#]*)/.exec(url)?.[1] ?? ''
  let id = ''
  try {
    id = decodeURIComponent(raw)
  } catch {
    // stays empty, which is not usable either
  }
  if (!isUsableId(id)) throw new RollcallError('bad_request', { message: 'This is not the id of an agent.' })
  return id
}

/** A sign-out that overtakes a call takes the grant along: then the person is signed out, not refused by Zoom. */
async function forEndedSession(error: RollcallError, request: HandlerRequest): Promise<RollcallError> {
  if (error.code !== 'sign_in_again') return error
  return requireSession(request).then(
    () => error,
    () => new RollcallError('signed_out'),
  )
}

type Handler = (request: HandlerRequest) => Promise<Response>

/** GET for one endpoint of Zoom's; every other method is 405. Order: site, session, id, parameters, Zoom. */
export function zoomRoute(endpoint: Parameters<typeof callZoom<unknown>>[1]) {
  const GET: Handler = async request => {
    const started = performance.now()
    let status = 200
    try {
      refuseOtherSites(request.headers)
      const session = await requireSession(request)
      after(() => getContext().grants.settled()) // the server waits for this before it stops, even if the browser has gone
      const userId = endpoint.template.includes('{userId}') ? readUserId(request.url) : undefined
      const query = readParameters(endpoint, new URL(request.url).searchParams)
      const priority = isBackground(request) ? 'background' : 'waited_for'
      const caller = {
        user_id: session.user_id,
        priority,
        signal: request.signal,
        patience_ms: PATIENCE_MS,
      } as const
      return Response.json(await callZoom(getContext().readZoom, endpoint, { query, userId, caller }), {
        headers: NO_STORE,
      })
    } catch (thrown) {
      if (request.signal.aborted) {
        status = BROWSER_LEFT
        return new Response(null, { status })
      }
      const error = await forEndedSession(toRollcallError(thrown), request)
      status = error.status
      if (status >= 500)
        log().warn({
          event: 'failed',
          path: endpoint.template,
          tracking_id: error.tracking_id,
          ...describeError(thrown),
        })
      return errorResponse(error)
    } finally {
      const ms = performance.now() - started
      metrics().requests.observe({ path: endpoint.template, status }, ms / 1000)
      log().info({ event: 'request', path: endpoint.template, status, ms: Math.round(ms) })
    }
  }
  const refuse = () => new Response(null, { status: 405, headers: { ...NO_STORE, allow: 'GET' } })
  return { GET, HEAD: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse, OPTIONS: refuse }
}
