import { setTimeout as delay } from 'node:timers/promises'
import type { Grants } from '../auth/grants/grants.ts'
import type { Env } from '../platform/env.ts'
import { log } from '../platform/logging.ts'
import { metrics } from '../platform/metrics.ts'
import { ServerError } from '../server-error.ts'
import type { BudgetStore, RateLabel } from '../store/budget-store.ts'
import { BREAK_SECONDS, createBreaker, ZoomSilent } from './breaker.ts'
import { type Asked, classifyRefusal, TokenRefused } from './classify.ts'
import { ConnectionLost, sendToZoom } from './http.ts'
import { parseJson } from './parse-json.ts'
import { createRequestQueue } from './request-queue.ts'
import { requestsAllowed } from './request-use.ts'
import { retryWait } from './retry-wait.ts'
import { createSharedReads, type Need } from './shared-reads.ts'

/** One GET of Zoom's API. */
export type ZoomRead = {
  /** Below ZOOM_API_URL, every id in it encoded. */
  path: string
  /** For logs and metrics: the path with `{userId}` in place of an id. */
  template: string
  query: Record<string, string>
  label: RateLabel
  /** The path names one user (see Asked). */
  one_user: boolean
}

/** Who asks, how urgent it is, and how long this person may be kept waiting for retries. */
export type Caller = Need & { user_id: string; signal: AbortSignal }

/** A read under way: for one person, as urgent as the most urgent of those who share it, until all of them have left. */
type Running = { user_id: string; need: Readonly<Need>; signal: AbortSignal }

/** A 200 of Zoom, whatever it holds: undefined where that is no JSON. Anything else is an error before it gets here. */
export type ZoomAnswer = { body: unknown; tracking_id?: string; fetched_at: string }

const TOTAL_TIMEOUT_MS = 15_000
const MOST_TRIES = 4
/** Calls that come to Zoom so much later than they were counted are counted anew. */
const SENT_LATE_MS = 20

/** Reads Zoom's API on behalf of one person: token, budget, retries, breaker, and one call for equal reads. */
export function createZoomClient(
  store: BudgetStore,
  grants: Grants,
  env: Pick<Env, 'ZOOM_API_URL' | 'ZOOM_REQUESTS_PER_SECOND'>,
) {
  const allowed = requestsAllowed(env)
  const queue = createRequestQueue(label => store.takeBudget(label, allowed[label]))
  const shareRead = createSharedReads()
  // While Zoom is silent nobody waits for a turn, nor spends one that would come to nothing.
  const breaker = createBreaker(queue.letAllGo)

  async function waitForTurn(label: RateLabel, { user_id, need, signal }: Running): Promise<number> {
    breaker.check()
    const waited = metrics().budgetWaits.startTimer({ label, priority: need.priority })
    const counted_at = await queue.waitForTurn(label, user_id, need, signal).finally(waited)
    breaker.check()
    return counted_at
  }

  /**
   * The call may have waited since it was counted: for a connection, or for a busy process. It was counted by `granted_at`,
   * but maybe as early as `counted_at`.
   */
  function noteSent(label: RateLabel, counted_at: number, granted_at: number): void {
    const now = performance.now()
    // Where the store is away nothing new is granted either.
    if (now - counted_at > SENT_LATE_MS) store.moveStart(label, now - granted_at).catch(() => {})
  }

  async function sendOnce(
    read: ZoomRead,
    access_token: string,
    signal: AbortSignal,
    counted_at: number,
  ): Promise<ZoomAnswer> {
    const query = Object.entries(read.query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    const started = performance.now()
    const measure = (status: number | string) => {
      const ms = performance.now() - started
      metrics().zoomCalls.observe({ path: read.template, status }, ms / 1000)
      return Math.round(ms)
    }
    const response = await sendToZoom(
      `${env.ZOOM_API_URL}${read.path}${query.length > 0 ? `?${query.join('&')}` : ''}`,
      {
        method: 'GET',
        headers: { authorization: `Bearer ${access_token}`, accept: 'application/json' },
        timeout_ms: TOTAL_TIMEOUT_MS,
        signal,
        onSent: () => noteSent(read.label, counted_at, started),
      },
    ).catch(error => {
      measure(typeof error.code === 'string' ? error.code : 'aborted')
      throw error
    })
    const { status, tracking_id } = response
    log().debug({ event: 'zoom', path: read.template, status, ms: measure(status), tracking_id })
    const asked: Asked = { one_user: read.one_user, parameters: Object.keys(read.query) }
    if (status !== 200) throw classifyRefusal(response, asked)
    return { body: parseJson(response.body), tracking_id, fetched_at: new Date().toISOString() }
  }

  async function sendWithRetries(
    read: ZoomRead,
    access_token: string,
    running: Running,
  ): Promise<ZoomAnswer> {
    const { need, signal } = running
    const deadline = performance.now() + need.patience_ms
    for (let attempt = 1; ; attempt++) {
      const counted_at = await waitForTurn(read.label, running).catch(error => {
        throw asUnavailable(error)
      })
      try {
        return await breaker.run(() => sendOnce(read, access_token, signal, counted_at), signal)
      } catch (error) {
        const wait = retryWait(error, attempt)
        if (wait === null || attempt >= MOST_TRIES || performance.now() + wait > deadline)
          throw asUnavailable(error)
        await delay(wait, undefined, { signal })
      }
    }
  }

  async function readWithToken(read: ZoomRead, running: Running): Promise<ZoomAnswer> {
    const { user_id } = running
    const grant = await grants.get(user_id)
    try {
      return await sendWithRetries(read, grant.tokens.access_token, running)
    } catch (error) {
      if (!(error instanceof TokenRefused)) throw error
    }
    const renewed = await grants.renew(user_id, grant.version)
    try {
      return await sendWithRetries(read, renewed.tokens.access_token, running)
    } catch (error) {
      // A good token refused again is a matter of permission, not of signing in (zoom.md section 4).
      if (error instanceof TokenRefused)
        throw new ServerError('not_permitted', { tracking_id: error.tracking_id })
      throw error
    }
  }

  return function readZoom(read: ZoomRead, { user_id, signal, ...wanted }: Caller): Promise<ZoomAnswer> {
    const key = JSON.stringify([user_id, read.path, read.query])
    return shareRead(key, signal, wanted, (shared, need) =>
      readWithToken(read, { user_id, need, signal: shared }),
    )
  }
}

export type ReadZoom = ReturnType<typeof createZoomClient>

/** To whoever asked, a Zoom that is silent and one that is not asked for its silence are unavailable; all else stays what it is. */
function asUnavailable(error: unknown): unknown {
  if (error instanceof ConnectionLost) return new ServerError('unavailable', { retry_after: 5, cause: error })
  if (error instanceof ZoomSilent)
    return new ServerError('unavailable', { retry_after: BREAK_SECONDS, cause: error })
  return error
}
