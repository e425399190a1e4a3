/** Thrown by every method of a store that cannot be reached or does not answer within 1.5 s. */
export class StoreUnavailable extends Error {
  readonly code = 'unavailable'
  constructor(cause: unknown) {
    super('The session store cannot be reached.', { cause })
    this.name = 'StoreUnavailable'
  }
}

/** By its name, since classes differ between Next's copies of a module. */
export function isStoreUnavailable(error: unknown): error is StoreUnavailable {
  return error instanceof Error && error.name === 'StoreUnavailable'
}
