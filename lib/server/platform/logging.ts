import 'server-only'
import pino from 'pino'
import { isStoreUnavailable } from '../store/store-unavailable.ts'
import { getEnv } from './env.ts'
import { requestId } from './this-request.ts'

let root: pino.Logger | undefined

/**
 * The process's one logger: JSON lines on stdout. Callers log names of things and codes only; names, emails,
 * search words, tokens and whole ids never go in, so there is nothing to redact afterwards.
 */
export function log(): pino.Logger {
  root ??= pino({
    level: getEnv().LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => ({ request_id: requestId() }),
  })
  return root
}

/** What of an error may be logged: its own codes, never a message that could quote Zoom or a person. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error }
  const code = (error as { code?: unknown }).code
  return {
    error: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(isStoreUnavailable(error) ? { reason: error.reason } : {}),
    ...(error.cause instanceof Error ? { cause: describeError(error.cause) } : {}),
  }
}
