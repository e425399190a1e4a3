const LONGEST_SECONDS = 2 * 86_400

/**
 * Whole seconds to wait, from `Retry-After` as seconds, HTTP date or ISO 8601 instant (zoom.md section 5), or
 * from `X-RateLimit-Reset` (epoch seconds). Undefined for none, nonsense, the past and more than two days.
 */
export function readRetryAfter(headers: Pick<Headers, 'get'>): number | undefined {
  const now = readAnsweredAt(headers)
  return (
    inRange(toSeconds(headers.get('retry-after'), now)) ??
    inRange(Number(headers.get('x-ratelimit-reset') ?? Number.NaN) - now / 1000)
  )
}

/** When an answer was given, epoch milliseconds, by the clock that its instants are of; by ours where it does not say. */
export function readAnsweredAt(headers: Pick<Headers, 'get'>): number {
  const text = headers.get('date') ?? ''
  const time = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) ? Date.now() : time
}

// Date.parse alone would read "-5" or "12" as years.
const HTTP_DATE = /^[A-Za-z]{3,9},? /
const ISO_INSTANT = /^\d{4}-\d\d-\d\dT/

function toSeconds(value: string | null, now: number): number {
  const text = value ?? ''
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text)
  return ISO_INSTANT.test(text) || HTTP_DATE.test(text) ? (Date.parse(text) - now) / 1000 : Number.NaN
}

function inRange(seconds: number): number | undefined {
  return seconds > 0 && seconds <= LONGEST_SECONDS ? Math.ceil(seconds) : undefined
}
