import { ServerError } from '../server-error.ts'
import type { ZoomResponse } from './http.ts'
import { parseJson } from './parse-json.ts'
import { readAnsweredAt, readRetryAfter } from './retry-after.ts'

/** What was asked, as far as it decides what a refusal means. */
export type Asked = {
  /** The path names one user, so a refusal can mean that there is no such user. */
  one_user: boolean
  /** Parameters that a caller of the proxy chose and that went along to Zoom. */
  parameters: readonly string[]
}

/** Zoom did not accept the access token: refresh once and ask once more (zoom.md section 4). */
export class TokenRefused extends Error {
  readonly code = 'token_refused'
  readonly tracking_id?: string
  constructor(tracking_id?: string) {
    super('Zoom refused the access token.')
    this.name = 'TokenRefused'
    this.tracking_id = tracking_id
  }
}

/** "Region is not enabled for this account": a feature that is off, not a failure. */
export class RegionsNotEnabled extends Error {
  readonly code = 'regions_not_enabled'
}

/** By its code, since classes differ between Next's copies of a module. */
export function isRegionsNotEnabled(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'regions_not_enabled'
}

/** Zoom's number in `code`, whose meaning depends on the HTTP status, and its text, which is never shown. */
type ZoomError = { code?: number; message: string; fields: string[]; isJson: boolean }

function readZoomError(body: string): ZoomError {
  const json = parseJson(body)
  if (typeof json !== 'object' || json === null) return { message: body, fields: [], isJson: false }
  const { code, message, errors } = json as { code?: unknown; message?: unknown; errors?: unknown }
  const fields = Array.isArray(errors)
    ? errors.map(e => textOf((e as { field?: unknown } | null)?.field))
    : []
  return {
    code: Number(typeof code === 'number' ? code : textOf(code)) || undefined,
    message: textOf(message),
    fields,
    isJson: true,
  }
}

/** Anything else is not asked what it is as text: an object may not be able to say. */
const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

/** Scope names in "… does not contain scopes:[a, b]", which also comes as invalid JSON (zoom.md section 4). */
function missingScopes(text: string): string[] | null {
  // Without "[" in the list: one that is never closed would be read anew from each beginning.
  const listed = /scopes?\s*:\s*\[([^[\]]*)\]/i.exec(text)
  if (!listed && !/does not contain scopes?/i.test(text)) return null
  return [...new Set((listed?.[1] ?? '').match(/[\w:.]{3,120}/g) ?? [])].slice(0, 20)
}

/** Characters of a refusal that are looked at. */
const LONGEST_REFUSAL = 64 * 1024

const DAILY_LIMIT =
  "Your account has used up Zoom's limit for today. Zoom answers again when the limit starts over."

/** The error that a non-200 answer of Zoom's API stands for (zoom.md section 4). */
export function classifyRefusal(response: ZoomResponse, asked: Asked): Error {
  const { status, tracking_id } = response
  const body = response.body.slice(0, LONGEST_REFUSAL)
  const zoom = readZoomError(body)
  const error = (...[code, details]: ConstructorParameters<typeof ServerError>) =>
    new ServerError(code, { tracking_id, ...details })

  if (status >= 500) return error('unavailable', { retry_after: readRetryAfter(response.headers) ?? 5 })
  if (status === 429) {
    const wait = readRetryAfter(response.headers)
    if (isDailyLimit(response, zoom)) {
      const retry_after = wait ?? secondsToMidnightUtc(readAnsweredAt(response.headers))
      return error('rate_limited', { retry_after, daily: true, message: DAILY_LIMIT })
    }
    return error('rate_limited', { retry_after: wait ?? 1 })
  }
  // Before anything about tokens: the same words "Invalid access token" come with a missing scope.
  const scopes = status === 400 || status === 401 || status === 403 ? missingScopes(body) : null
  if (scopes) return error('scope_missing', { scopes, message: scopeMessage(scopes) })
  if (status === 401 || (status === 400 && zoom.code === 124)) return new TokenRefused(tracking_id)
  if (status === 403) return error('not_permitted')
  if (status === 404) {
    if (zoom.code === 2300)
      return error('unavailable', {
        message: 'Zoom does not offer this to your account or app at the moment.',
        retry_after: 60,
      })
    return asked.one_user && zoom.isJson ? error('not_found') : error('zoom_invalid')
  }
  if (status === 400 && zoom.isJson) return classifyBadRequest(zoom, asked, error)
  return error('zoom_invalid')
}

function classifyBadRequest(
  zoom: ZoomError,
  asked: Asked,
  error: (...args: ConstructorParameters<typeof ServerError>) => ServerError,
): Error {
  if (/region is not enabled/i.test(zoom.message)) return new RegionsNotEnabled()
  const saysToken = /page.?token/i.test(zoom.message) || zoom.fields.includes('next_page_token')
  if (
    asked.parameters.includes('next_page_token') &&
    (saysToken || (zoom.code === 300 && zoom.fields.length === 0))
  ) {
    return error('page_expired')
  }
  const blamesParameter = zoom.fields.some(field => asked.parameters.includes(field))
  if (asked.one_user && !blamesParameter && (zoom.code === 300 || zoom.code === 1001))
    return error('not_found')
  return asked.parameters.length > 0 ? error('bad_request') : error('zoom_invalid')
}

function scopeMessage(scopes: string[]): string {
  const named = scopes.length > 0 ? `the scope ${scopes.join(' or ')}` : 'a scope'
  return `The Zoom app lacks ${named}. Ask whoever manages it to add it, then sign in again.`
}

function isDailyLimit(response: ZoomResponse, zoom: ZoomError): boolean {
  return /daily/i.test(zoom.message) || /daily/i.test(response.headers.get('x-ratelimit-type') ?? '')
}

function secondsToMidnightUtc(now: number): number {
  const day = 86_400
  return day - (Math.floor(now / 1000) % day)
}
