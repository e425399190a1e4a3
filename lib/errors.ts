/** Every code that the server answers with, its HTTP status, and what a supervisor reads when nothing better is known. */
const catalogue = {
  bad_request: [400, 'Something in this request is not right. Check the search and the filters.'],
  signed_out: [401, 'You are signed out. Sign in again to continue.'],
  sign_in_again: [401, 'Zoom no longer accepts this sign-in. Sign in again to continue.'],
  cross_site: [403, 'This request did not come from Rollcall, so it was refused.'],
  scope_missing: [
    403,
    'The Zoom app is missing a permission that this needs. Ask whoever manages it to add the scope.',
  ],
  not_permitted: [403, 'Your Zoom role does not allow this. Ask an administrator of your account.'],
  not_found: [404, 'Zoom has nothing at this address.'],
  page_expired: [409, 'Zoom has lost its place in the list. Load it again from the start.'],
  conflict: [409, 'This was changed elsewhere meanwhile. Load it again, then repeat your change.'],
  too_large: [413, 'This is more than Rollcall can take at once.'],
  unsupported_media: [415, 'Rollcall accepts only JSON here.'],
  rate_limited: [429, 'Zoom is receiving too many requests from your account.'],
  zoom_invalid: [502, 'Zoom answered with something that cannot be read. Try again.'],
  unavailable: [503, 'Zoom cannot be reached at the moment. Try again shortly.'],
  zoom_timeout: [504, 'Zoom did not answer in time. Try again.'],
} as const satisfies Record<string, readonly [status: number, message: string]>

export type ErrorCode = keyof typeof catalogue

export type ErrorDetails = {
  message?: string
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
  error: { code: ErrorCode; message: string } & Omit<ErrorDetails, 'message' | 'cause'>
}

/** Any failure that a person gets to see. Callers switch on `code`; `message` is for supervisors. */
export class RollcallError extends Error {
  readonly code: ErrorCode
  readonly retry_after?: number
  readonly daily?: true
  readonly scopes?: string[]
  readonly tracking_id?: string

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(details.message ?? catalogue[code][1], { cause: details.cause })
    this.name = 'RollcallError'
    this.code = code
    if (details.retry_after !== undefined) this.retry_after = details.retry_after
    if (details.daily) this.daily = true
    if (details.scopes !== undefined) this.scopes = details.scopes
    if (details.tracking_id !== undefined) this.tracking_id = details.tracking_id
  }

  get status(): number {
    return catalogue[this.code][0]
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
  if (typeof error?.code !== 'string' || !Object.hasOwn(catalogue, error.code)) return null
  return new RollcallError(error.code, error)
}
