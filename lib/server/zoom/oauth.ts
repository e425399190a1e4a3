import { RollcallError } from '@/lib/errors.ts'
import { getEnv } from '../platform/env.ts'
import { log } from '../platform/logging.ts'
import { ConnectionLost, sendToZoom, type ZoomResponse } from './http.ts'
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

/** Zoom refuses the grant itself: spent, revoked or expired (zoom.md 1.4). Only this kills it. */
export class GrantRefused extends Error {
  readonly code = 'grant_refused'
  constructor() {
    super('Zoom refused the grant.')
    this.name = 'GrantRefused'
  }
}

const ONE_HOUR_S = 3_600

// An answer given up on is a grant lost, since the old refresh token is spent (zoom.md 1.3).
const REFRESH_TIMEOUT_MS = 30_000
const REVOKE_TIMEOUT_MS = 5_000

/** Reads Zoom's token answer. A missing new refresh token keeps the old one; an odd `expires_in` counts as an hour. */
export function readTokens(body: Record<string, unknown>, previous_refresh_token?: string): Tokens | null {
  const { access_token, refresh_token, expires_in, scope } = body
  if (typeof access_token !== 'string' || access_token === '') return null
  const kept =
    typeof refresh_token === 'string' && refresh_token !== '' ? refresh_token : previous_refresh_token
  if (kept === undefined) return null
  const seconds = Number(expires_in)
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
 * Exchanges a refresh token. Throws GrantRefused, or RollcallError `unavailable`, `zoom_timeout` or
 * `zoom_invalid`, after which the grant stays. A connection that broke is tried once more: that succeeds only
 * if the first request never arrived, and otherwise is the refusal that tells us so (zoom.md 1.3).
 */
export async function refreshTokens(refresh_token: string): Promise<Tokens> {
  const send = () => post('token', { grant_type: 'refresh_token', refresh_token }, REFRESH_TIMEOUT_MS)
  let response: ZoomResponse
  try {
    response = await send().catch(error => {
      if (error instanceof ConnectionLost) return send()
      throw error
    })
  } catch (error) {
    throw error instanceof ConnectionLost
      ? new RollcallError('unavailable', { retry_after: 5, cause: error })
      : error
  }
  const { status, tracking_id } = response
  const body = parseObject(response.body)
  if (status === 200) {
    const tokens = body && readTokens(body, refresh_token)
    if (tokens) return tokens
    throw new RollcallError('zoom_invalid', { tracking_id })
  }
  if (status === 400 || status === 401) {
    if (body?.error === 'invalid_client') {
      log().error(
        { event: 'client_refused', tracking_id },
        'Zoom refuses ZOOM_CLIENT_ID and ZOOM_CLIENT_SECRET: check them',
      )
      throw new RollcallError('unavailable', { retry_after: 60, tracking_id })
    }
    if (body?.error === 'invalid_grant' || String(body?.reason ?? '').startsWith('Invalid Token'))
      throw new GrantRefused()
  }
  throw new RollcallError('unavailable', { retry_after: readRetryAfter(response.headers) ?? 5, tracking_id })
}

/** Revokes both tokens at Zoom. Best effort: failures are logged, never thrown (zoom.md 1.3). */
export async function revokeTokens(tokens: Tokens): Promise<void> {
  // One after the other: whether the first revocation takes the second token along is unknown.
  for (const token of [tokens.access_token, tokens.refresh_token]) {
    try {
      await post('revoke', { token }, REVOKE_TIMEOUT_MS)
    } catch {
      log().warn(
        { event: 'revoke_failed' },
        'Zoom did not answer a revocation; the token lives until it expires',
      )
    }
  }
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
  })
}

function parseObject(body: string): Record<string, unknown> | null {
  try {
    const json: unknown = JSON.parse(body)
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : null
  } catch {
    return null
  }
}
