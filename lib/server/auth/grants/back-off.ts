import { isRollcallError, type RollcallError } from '@/lib/errors.ts'
import { ServerError } from '../../server-error.ts'

const LONGEST_MS = 30_000
/** A wait that Zoom names is kept to, but nobody waits for longer than this on its word. */
const LONGEST_NAMED_MS = 10 * 60_000

/** `until`: of the monotonic clock. By one that is set back the wait would be longer by as much as that was ahead. */
type Failure = { times: number; until: number; error: RollcallError }

/**
 * Remembers what Zoom's token endpoint could not do, so that it is not asked for the same at once: for `first_ms`,
 * longer each time in a row. A wait that Zoom names holds for everybody's grants, since it is this app that it means.
 */
export function createBackOff(first_ms: number) {
  const failures = new Map<string, Failure>()
  const EVERYBODY = ''

  function throwIfWaiting(key: string): void {
    const failure = failures.get(key)
    const left_ms = (failure?.until ?? 0) - performance.now()
    if (!failure || left_ms <= 0) return
    const retry_after = Math.ceil(left_ms / 1000)
    throw new ServerError(failure.error.code, { retry_after, cause: failure.error })
  }

  return {
    /** Throws what failed before while it is too early to try again. */
    check(user_id: string): void {
      throwIfWaiting(EVERYBODY)
      throwIfWaiting(user_id)
    },

    /** Notes a failure of Zoom's, and returns it with the wait that follows. */
    failed(user_id: string, error: RollcallError): RollcallError {
      const named_ms = error.retry_after && Math.min(error.retry_after * 1000, LONGEST_NAMED_MS)
      const times = (failures.get(user_id)?.times ?? 0) + 1
      const wait_ms = named_ms ?? Math.min(first_ms * 2 ** (times - 1), LONGEST_MS)
      failures.set(named_ms ? EVERYBODY : user_id, { times, until: performance.now() + wait_ms, error })
      const { code, tracking_id } = error
      return new ServerError(code, {
        retry_after: Math.max(1, Math.ceil(wait_ms / 1000)),
        tracking_id,
        cause: error,
      })
    },

    succeeded(user_id: string): void {
      failures.delete(user_id)
    },
  }
}

/** Whether Zoom, or the way to it, is what failed. */
export function isZoomTrouble(error: unknown): error is RollcallError {
  return isRollcallError(error) && error.status >= 500
}
