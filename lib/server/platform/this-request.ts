import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'

type ThisRequest = { id: string; signal: AbortSignal }

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

/** Runs `work`, and all that it starts, for one request. */
export function forRequest(request: ThisRequest, work: () => void): void {
  requests.run(request, work)
}
