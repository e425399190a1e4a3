import 'server-only'
import { isUsableId } from '@/lib/agents/user-id'
import { RollcallError } from '@/lib/errors'
import { readSessionRef } from './auth/session-cookie'
import { getContext } from './context'
import { describeError, log } from './logging'
import type { SessionRecord } from './store/store'
import { StoreUnavailable } from './store/store'
import { callZoom, readParameters } from './zoom/endpoints'

const PATIENCE_MS = 4_000
const NO_STORE = { 'cache-control': 'no-store' }

/** Anything thrown, as the error that a person gets to see. */
export function toRollcallError(error: unknown): RollcallError {
  if (error instanceof RollcallError) return error
  if (error instanceof StoreUnavailable) {
    return new RollcallError('unavailable', {
      message: 'Rollcall cannot reach its own store. Try again shortly.',
      retry_after: 3,
      cause: error,
    })
  }
  return new RollcallError('unavailable', {
    message: 'Rollcall failed to answer. Try again.',
    retry_after: 5,
    cause: error,
  })
}

/** The design's error answer. */
export function errorResponse(error: RollcallError): Response {
  const headers =
    error.retry_after === undefined ? NO_STORE : { ...NO_STORE, 'retry-after': String(error.retry_after) }
  return Response.json(error.toBody(), { status: error.status, headers })
}

/**
 * Only our own page may read. The header makes any cross-site request a preflighted one, which nothing
 * answers; `Sec-Fetch-Site` says it outright where the browser sends it.
 */
function refuseOtherSites(headers: Headers): void {
  const site = headers.get('sec-fetch-site')
  if (headers.get('x-rollcall') !== '1' || (site !== null && site !== 'same-origin'))
    throw new RollcallError('cross_site')
}

async function requireSession(
  request: Request,
  cookies: (name: string) => string | undefined,
): Promise<SessionRecord> {
  const ref = await readSessionRef(cookies)
  const background = request.headers.get('x-rollcall-background') === '1'
  const session = ref === null ? null : await getContext().sessions.read(ref, !background)
  if (!session) throw new RollcallError('signed_out')
  return session
}

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

type Handler = (
  request: Request & { cookies: { get(name: string): { value: string } | undefined } },
) => Promise<Response>

/** GET for one endpoint of Zoom's; every other method is 405. Order: site, session, id, parameters, Zoom. */
export function zoomRoute(endpoint: Parameters<typeof callZoom<unknown>>[1]) {
  const GET: Handler = async request => {
    const started = performance.now()
    let status = 200
    try {
      refuseOtherSites(request.headers)
      const session = await requireSession(request, name => request.cookies.get(name)?.value)
      const userId = endpoint.template.includes('{userId}') ? readUserId(request.url) : undefined
      const query = readParameters(endpoint, new URL(request.url).searchParams)
      const background = request.headers.get('x-rollcall-background') === '1'
      const priority = background ? 'background' : 'waited_for'
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
      const error = toRollcallError(thrown)
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
      log().info({
        event: 'request',
        path: endpoint.template,
        status,
        ms: Math.round(performance.now() - started),
      })
    }
  }
  const refuse = () => new Response(null, { status: 405, headers: { ...NO_STORE, allow: 'GET' } })
  return { GET, HEAD: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse, OPTIONS: refuse }
}
