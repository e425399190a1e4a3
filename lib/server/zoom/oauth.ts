import { getEnv } from '../platform/env.ts'
import { log } from '../platform/logging.ts'
import { ServerError } from '../server-error.ts'
import {
  ConnectionLost,
  SMALL_ANSWER_BYTES,
  sendToZoom,
  unavailableIfLost,
  type ZoomResponse,
} from './http.ts'
import { parseJson } from './parse-json.ts'
import { readRetryAfter } from './retry-after.ts'

/** One pair of tokens as Zoom issued it (zoom.md 1.2). Times are epoch milliseconds. */
export type Tokens = {
  access_token: string
  refresh_token: string
  obtained_at: number
  expires_at: number
  /** Space separated; empty when Zoom did not say. */
  scope: string
}

/** Zoom refuses the grant itself: its code or refresh token is spent, revoked or expired (zoom.md 1.4). Only this kills it. */
export class GrantRefused extends Error {
  readonly code = 'grant_refused'
  constructor() {
    super('Zoom refused the grant.')
    this.name = 'GrantRefused'
  }
}

/** Zoom refuses what we ask or who we say we are: the operator's fault, which ends nobody's grant. */
export class SetupRefused extends Error {
  readonly code = 'setup_refused'
  constructor() {
    super('Zoom refused the app as it is set up.')
    this.name = 'SetupRefused'
  }
}

const ONE_HOUR_S = 3_600

// An answer given up on is a grant lost, since the old refresh token or the code is spent (zoom.md 1.3).
const TOKEN_TIMEOUT_MS = 30_000
const REVOKE_TIMEOUT_MS = 5_000

/** Reads Zoom's token answer. A missing new refresh token keeps the old one; an odd `expires_in` counts as an hour. */
export function readTokens(body: Record<string, unknown>, previous_refresh_token?: string): Tokens | null {
  const { access_token, refresh_token, expires_in, scope } = body
  if (typeof access_token !== 'string' || access_token === '') return null
  const kept =
    typeof refresh_token === 'string' && refresh_token !== '' ? refresh_token : previous_refresh_token
  if (kept === undefined) return null
  const seconds =
    typeof expires_in === 'number' || typeof expires_in === 'string' ? Number(expires_in) : Number.NaN
  const life = seconds > 0 && seconds <= 24 * ONE_HOUR_S ? seconds : ONE_HOUR_S
  const obtained_at = Date.now()
  return {
    access_token,
    refresh_token: kept,
    obtained_at,
    expires_at: obtained_at + life * 1000,
    scope: typeof scope === 'string' ? scope : '',
  }
}

/**
 * Exchanges a refresh token. Throws GrantRefused, or RollcallError `unavailable`, `zoom_timeout` or `zoom_invalid`,
 * after which the grant stays; `retry_after` is there only if Zoom named it. A connection that broke is tried once
 * more: that succeeds only if the first request never arrived, and otherwise is the refusal that tells us so
 * (zoom.md 1.3).
 */
export async function refreshTokens(refresh_token: string): Promise<Tokens> {
  const send = () => post('token', { grant_type: 'refresh_token', refresh_token }, TOKEN_TIMEOUT_MS)
  const response = await send()
    .catch(error => {
      if (error instanceof ConnectionLost) return send()
      throw error
    })
    .catch(unavailableIfLost)
  return tokensOf(response, refresh_token)
}

/**
 * Exchanges the code that a sign-in brought; `code_verifier` if it was begun with PKCE. Throws as refreshTokens does.
 * Never tried again: a code is good for one call.
 */
export async function exchangeCode(exchange: {
  code: string
  redirect_uri: string
  code_verifier?: string
}): Promise<Tokens> {
  const form: Record<string, string> = { grant_type: 'authorization_code' }
  for (const [name, value] of Object.entries(exchange)) if (value !== undefined) form[name] = value
  return tokensOf(await post('token', form, TOKEN_TIMEOUT_MS).catch(unavailableIfLost))
}

/**
 * Ends one token at Zoom; one that is dead already counts as ended. Throws ConnectionLost or RollcallError, of which
 * `unavailable` and `zoom_timeout` are worth another try.
 */
export async function revokeToken(token: string): Promise<void> {
  const response = await post('revoke', { token }, REVOKE_TIMEOUT_MS)
  if (response.status === 200) return
  const refusal = classifyTokenRefusal(response)
  if (!(refusal instanceof GrantRefused)) throw refusal
}

function tokensOf(response: ZoomResponse, previous_refresh_token?: string): Tokens {
  if (response.status !== 200) throw classifyTokenRefusal(response)
  const tokens = readTokens(parseObject(response.body), previous_refresh_token)
  if (!tokens) throw new ServerError('zoom_invalid', { tracking_id: response.tracking_id })
  return tokens
}

/** What an answer of the OAuth endpoints that is no 200 stands for (zoom.md 1.4). */
function classifyTokenRefusal({ status, headers, body, tracking_id }: ZoomResponse): Error {
  const { error, reason } = parseObject(body)
  if (status === 400 || status === 401) {
    if (error === 'invalid_client') {
      log().error(
        { event: 'client_refused', tracking_id },
        'Zoom refuses ZOOM_CLIENT_ID and ZOOM_CLIENT_SECRET: check them',
      )
      return new ServerError('unavailable', { retry_after: 60, tracking_id, cause: new SetupRefused() })
    }
    if (error === 'invalid_grant' || /^Invalid (Token|authorization code)/.test(String(reason ?? '')))
      return new GrantRefused()
    return new ServerError('unavailable', { tracking_id, cause: new SetupRefused() })
  }
  return new ServerError('unavailable', { retry_after: readRetryAfter(headers), tracking_id })
}

function post(
  endpoint: 'token' | 'revoke',
  form: Record<string, string>,
  timeout_ms: number,
): Promise<ZoomResponse> {
  const { ZOOM_OAUTH_URL, ZOOM_CLIENT_ID, ZOOM_CLIENT_SECRET } = getEnv()
  const credentials = Buffer.from(
    `${encodeURIComponent(ZOOM_CLIENT_ID)}:${encodeURIComponent(ZOOM_CLIENT_SECRET)}`,
  )
  return sendToZoom(`${ZOOM_OAUTH_URL}/${endpoint}`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${credentials.toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    },
    body: new URLSearchParams(form).toString(),
    timeout_ms,
    max_bytes: SMALL_ANSWER_BYTES,
  })
}

function parseObject(body: string): Record<string, unknown> {
  return (parseJson(body) ?? {}) as Record<string, unknown>
}
