import 'server-only'
import { isRollcallError, type RollcallError } from '@/lib/errors.ts'
import { ServerError } from '../server-error.ts'
import { isStoreUnavailable } from '../store/store-unavailable.ts'

export const NO_STORE = { 'cache-control': 'no-store' }

/** Anything thrown, as the error that a person gets to see. */
export function toRollcallError(error: unknown): RollcallError {
  if (isRollcallError(error)) return error
  if (isStoreUnavailable(error)) {
    return new ServerError('unavailable', {
      message: 'Rollcall cannot reach its own store. Try again shortly.',
      retry_after: 3,
      cause: error,
    })
  }
  return new ServerError('unavailable', {
    message: 'Rollcall failed to answer. Try again.',
    retry_after: 5,
    cause: error,
  })
}

/** The proxy's error answer: `{ error: { code, message, ... } }`. */
export function errorResponse(error: RollcallError): Response {
  const headers =
    error.retry_after === undefined ? NO_STORE : { ...NO_STORE, 'retry-after': String(error.retry_after) }
  return Response.json(error.toBody(), { status: error.status, headers })
}
