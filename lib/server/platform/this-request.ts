import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'

type ThisRequest = {
  id: string
  signal: AbortSignal
  /** Says in the answer's head that its body is encoded. */
  setEncoding?: (coding: 'gzip') => void
}

// On globalThis, because Next gives pages, handlers and the start-up copies of this module.
const holder = globalThis as typeof globalThis & { rollcallRequest?: AsyncLocalStorage<ThisRequest> }
holder.rollcallRequest ??= new AsyncLocalStorage()
const requests = holder.rollcallRequest

/** On every answer, and in every log line of its request: what a person can tell whoever runs Rollcall. */
export const REQUEST_ID = 'x-request-id'

export function newRequestId(): string {
  return randomBytes(9).toString('base64url')
}

/** The opaque id of the request that the caller works for; undefined for work that no request caused. */
export function requestId(): string | undefined {
  return requests.getStore()?.id
}

/** Aborted when the browser leaves before it has its answer; never for work that no request caused. */
export function requestSignal(): AbortSignal {
  return requests.getStore()?.signal ?? new AbortController().signal
}

/**
 * Says that the body of this answer is encoded already; false where nothing can be said, so that it has to go out plain.
 * Next drops this header of a route's own answer and would encode the body once more.
 */
export function setEncoding(coding: 'gzip'): boolean {
  const set = requests.getStore()?.setEncoding
  set?.(coding)
  return set !== undefined
}

/** Runs `work`, and all that it starts, for one request. */
export function forRequest(request: ThisRequest, work: () => void): void {
  requests.run(request, work)
}
