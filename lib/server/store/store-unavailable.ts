/** Thrown by every method of a store that cannot be reached, cannot write, or does not answer within 1.5 s. */
export class StoreUnavailable extends Error {
  readonly code = 'unavailable'
  /** What the store itself said, in words that may be logged: "database or disk is full", "OOM", "ECONNREFUSED". */
  readonly reason: string

  constructor(cause: unknown) {
    super('The session store cannot be reached.', { cause })
    this.name = 'StoreUnavailable'
    this.reason = reasonOf(cause)
  }
}

/** By its name, since classes differ between Next's copies of a module. */
export function isStoreUnavailable(error: unknown): error is StoreUnavailable {
  return error instanceof Error && error.name === 'StoreUnavailable'
}

/** SQLite's text for its result code, the word that Redis begins a refusal with, or the name of what else went wrong. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return typeof cause
  if ('errstr' in cause) return String(cause.errstr)
  const word = /^[A-Z]{3,30}(?= )/.exec(cause.message)?.[0]
  return word ?? ('code' in cause ? String(cause.code) : cause.name)
}
