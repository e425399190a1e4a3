import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { World, type WorldOptions } from './account/world.ts'
import { type Answer, apiError, json } from './api/answer.ts'
import { answerApi, type Caller } from './api/api.ts'
import { bend, replacement, replaces } from './api/bend.ts'
import { type ApiCall, ENDPOINTS, type RateLabel, type Route, routeOf } from './api/endpoints.ts'
import { limitOf, rateHeaders } from './api/rate-limit.ts'
import { control } from './control.ts'
import { deliver } from './deliver.ts'
import type { ActiveFault } from './faults.ts'
import { authorize } from './oauth/authorize.ts'
import { INVALID_TOKEN, issueTokens, revoke } from './oauth/token.ts'

export interface SandboxOptions extends Partial<WorldOptions> {
  /** 0, the default, takes any free port. */
  port?: number
}

export interface Sandbox {
  /** `http://127.0.0.1:<port>`; the app's addresses are `oauth_url` and `api_url`. */
  url: string
  oauth_url: string
  api_url: string
  /** Faults, settings, counters and data, for whoever runs the sandbox in their own process. */
  world: World
  close(): Promise<void>
}

/** A Zoom of one's own on the loopback address: OAuth, the Contact Center read calls, and control over both. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, ...rest } = options
  const world = new World({
    client_id: 'rollcall-sandbox',
    client_secret: 'sandbox-secret-of-no-value',
    redirect_uris: ['http://localhost:3000/api/auth/callback/zoom'],
    app_name: 'Rollcall',
    seed: 1,
    now: Date.now,
    settings: {},
    ...rest,
  })
  const closing = new AbortController()
  const server = createServer((request, response) => {
    serve(world, request, response, closing.signal).catch(error => {
      if (closing.signal.aborted || response.destroyed) return response.destroy()
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
      if (response.headersSent) response.destroy()
      else response.writeHead(500).end()
    })
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  // Among the first settings, so that a reset comes back to it.
  world.options.settings = { api_url: url, ...world.options.settings }
  world.change({ api_url: world.options.settings.api_url })
  const ticking = keepTicking(world)
  return {
    url,
    oauth_url: `${url}/oauth`,
    api_url: `${url}/v2`,
    world,
    async close() {
      clearInterval(ticking)
      closing.abort()
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

/** Looks often whether a tick is due, so that a changed `tick_ms` counts at once. */
function keepTicking(world: World): NodeJS.Timeout {
  let last = Date.now()
  const interval = setInterval(() => {
    const { tick_ms } = world.settings
    if (tick_ms <= 0 || Date.now() - last < tick_ms) return
    last = Date.now()
    world.tick()
  }, 100)
  return interval.unref()
}

async function serve(world: World, request: IncomingMessage, response: ServerResponse, closing: AbortSignal) {
  const { method = 'GET', url = '/' } = request
  const [path = '/', search = ''] = url.split('?', 2)
  const query = new URLSearchParams(search)
  if (path.startsWith('/__sandbox/')) {
    const { status, headers, body } = control(world, method, path, query, await text(request))
    response.writeHead(status, headers).end(body)
    return
  }

  const route = routeOf(path)
  const endpoint = route.name in ENDPOINTS ? ENDPOINTS[route.name as ApiCall] : undefined
  const body = new URLSearchParams(await text(request))
  const token = body.get('refresh_token') ?? body.get('token') ?? bearer(request)
  // An app that runs on over a reset asks on for people of before: that is no part of what is tried next.
  if (world.grants.isPast(token)) return deliver(response, refuseRest(world, route), {}, closing)
  const caller = endpoint && world.grants.byAccessToken(bearer(request))
  const call = world.calls.start({
    method,
    name: route.name,
    path: url,
    started: world.now(),
    status: 0,
    ...(endpoint ? { label: endpoint.label } : {}),
    ...(caller ? { user_id: caller.person.id } : {}),
  })
  response.once('close', () => world.calls.end(call))

  const grantType = body.get('grant_type')
  if (grantType) call.grant_type = grantType
  const limited = endpoint && caller && takeRate(world, caller, endpoint.label)
  const fault = limited?.refusal ? undefined : world.faults.strike(route.name, url)
  if (fault?.reset === 'before') return cut(request)
  if (fault?.hang) return

  const real = () => realAnswer(world, request, route, query, body, caller)
  let answer = limited?.refusal ?? (await faultyAnswer(world, fault, query, real))
  const wait = world.settings.latency_ms + (fault?.delay_ms ?? 0)
  if (wait > 0) await sleep(wait, undefined, { signal: closing })
  if (fault?.reset === 'after') return cut(request)
  answer = { ...answer, headers: { ...tracking(), ...limited?.headers, ...answer.headers } }
  call.status = answer.status
  await deliver(response, answer, fault ?? {}, closing)
}

/** A fault with an answer of its own keeps the call from taking effect, unless it says otherwise. */
async function faultyAnswer(
  world: World,
  fault: ActiveFault | undefined,
  query: URLSearchParams,
  real: () => Promise<Answer> | Answer,
): Promise<Answer> {
  if (!fault) return real()
  if (fault.shift) world.shift()
  if (!replaces(fault)) return bend(world, fault, await real(), query)
  if (fault.effect) await real()
  return replacement(fault)
}

function realAnswer(
  world: World,
  request: IncomingMessage,
  { name, id }: Route,
  query: URLSearchParams,
  body: URLSearchParams,
  caller: Caller | undefined,
): Promise<Answer> | Answer {
  const { method = 'GET' } = request
  if (name === 'unknown') return apiError(404, 2300, 'This API endpoint is not recognized.')
  if (name === 'authorize') return authorize(world, method, query, body)
  if (name === 'token' || name === 'revoke') {
    if (method !== 'POST') return notAllowed('POST')
    const headers = request.headers as Record<string, string>
    return name === 'token' ? issueTokens(world, headers, body) : revoke(world, headers, body)
  }
  if (method !== 'GET') return notAllowed('GET')
  return caller ? answerApi(world, name, id, query, caller) : unauthorized(world)
}

function notAllowed(allow: string): Answer {
  return json(405, { code: 405, message: 'Method not allowed.' }, { Allow: allow })
}

function refuseRest(world: World, { name }: Route): Answer {
  if (name === 'revoke') return json(200, { status: 'success' })
  return name === 'token' ? json(400, INVALID_TOKEN) : unauthorized(world)
}

/** The three forms that a dead token has been answered in (zoom.md 4). */
function unauthorized(world: World): Answer {
  const form = world.settings.unauthorized_form
  if (form === 'no_code') return json(401, { status: false, errorCode: 401 })
  return apiError(form === 'http_400' ? 400 : 401, 124, 'Invalid access token.')
}

function takeRate(world: World, { person }: Caller, label: RateLabel) {
  const limit = limitOf(label, world.settings)
  const left = world.limiter.take(person.account_id, label, limit, world.now())
  const headers = world.settings.rate_headers ? rateHeaders(label, limit, left) : {}
  const message = 'You have reached the maximum per-second rate limit for this API. Try again later.'
  return { headers, refusal: left < 0 ? apiError(429, 429, message) : undefined }
}

/** From the header alone: Zoom takes no token in a query (zoom.md 1.1). */
function bearer(request: IncomingMessage): string {
  const { authorization = '' } = request.headers
  return authorization.startsWith('Bearer ') ? authorization.slice(7) : ''
}

function tracking(): Record<string, string> {
  return { 'x-zm-trackingid': `v=2.0;clid=sbx;rid=WEB_${randomBytes(16).toString('hex')}` }
}

function cut(request: IncomingMessage): void {
  request.socket.resetAndDestroy()
}
