/** Longer than the server ever takes: a new grant (30 s), a turn in the budget (15 s) and Zoom's answer (15 s). */
const LONGEST_ANSWER_MS = 75_000

type Options = RequestInit & { within_ms?: number }

/**
 * `fetch`, but with an end: over a connection that has gone without a word a browser waits for many minutes, and
 * whatever asks again by itself would not. Rejects with a TimeoutError, while the body is read as well.
 */
export function fetchInTime(
  address: string,
  { within_ms = LONGEST_ANSWER_MS, signal, ...init }: Options = {},
): Promise<Response> {
  const late = AbortSignal.timeout(within_ms)
  // Safari before 17.4 cannot have both: there whoever asked may leave, as before.
  const either = signal ? (AbortSignal.any?.([signal, late]) ?? signal) : late
  return fetch(address, { ...init, signal: either })
}
