/** Every code that the server answers with, and its HTTP status. */
const STATUSES = {
  bad_request: 400,
  signed_out: 401,
  sign_in_again: 401,
  cross_site: 403,
  scope_missing: 403,
  not_permitted: 403,
  not_found: 404,
  page_expired: 409,
  conflict: 409,
  too_large: 413,
  unsupported_media: 415,
  rate_limited: 429,
  zoom_invalid: 502,
  unavailable: 503,
  zoom_timeout: 504,
} as const

export type ErrorCode = keyof typeof STATUSES

export type ErrorDetails = {
  /** For supervisors: what happened, and what to do next. */
  message: string
  /** Whole seconds, 1 or more. */
  retry_after?: number
  /** With `rate_limited`: it is Zoom's limit for the day, as Zoom itself says. A long wait alone is not. */
  daily?: true
  /** Zoom's names of the scopes that are missing. */
  scopes?: string[]
  /** Zoom's `x-zm-trackingid`: the reference for its support. */
  tracking_id?: string
  cause?: unknown
}

/** What the proxy sends: `{ "error": { ... } }`. Nothing of Zoom's own body is in it. */
export type ErrorBody = {
  error: { code: ErrorCode } & Omit<ErrorDetails, 'cause'>
}

/** Any failure that a person gets to see. Callers switch on `code`. */
export class RollcallError extends Error {
  readonly code: ErrorCode
  readonly retry_after?: number
  readonly daily?: true
  readonly scopes?: string[]
  readonly tracking_id?: string

  constructor(code: ErrorCode, details: ErrorDetails) {
    super(details.message, { cause: details.cause })
    this.name = 'RollcallError'
    this.code = code
    if (details.retry_after !== undefined) this.retry_after = details.retry_after
    if (details.daily) this.daily = true
    if (details.scopes !== undefined) this.scopes = details.scopes
    if (details.tracking_id !== undefined) this.tracking_id = details.tracking_id
  }

  get status(): number {
    return STATUSES[this.code]
  }

  toBody(): ErrorBody {
    const { code, message, retry_after, daily, scopes, tracking_id } = this
    return { error: { code, message, retry_after, daily, scopes, tracking_id } }
  }
}

/** By its name: Next gives pages, handlers and the start-up copies of this module, whose classes differ. */
export function isRollcallError(error: unknown): error is RollcallError {
  return error instanceof Error && error.name === 'RollcallError'
}

/** Reads an answer's JSON back into the error it was made from; null when it is none of ours. */
export function errorFromBody(body: unknown): RollcallError | null {
  const error = (body as Partial<ErrorBody> | null)?.error
  if (typeof error?.code !== 'string' || !Object.hasOwn(STATUSES, error.code)) return null
  if (typeof error.message !== 'string') return null
  return new RollcallError(error.code, error)
}
