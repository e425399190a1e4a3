import { RollcallError } from '@/lib/errors.ts'
import { ConnectionLost } from './http.ts'

const BREAK_AFTER = 5
const BREAK_FOR_MS = 1_000

/** How long whoever was refused for Zoom's silence should wait. */
export const BREAK_SECONDS = BREAK_FOR_MS / 1_000

/** Zoom was not asked: it has answered nobody of late. */
export class ZoomSilent extends Error {
  readonly code = 'zoom_silent'
}

/**
 * A silent Zoom costs nobody seconds: after some calls in a row without any answer the next fail at once for a while, and
 * then one call finds out whether it is back. Any answer is one, refusals and 5xx included: they are quick. `onSilence` is
 * told when calls begin to be refused. The time is the monotonic clock's: by one that is set back the while would last as
 * long as that was ahead.
 */
export function createBreaker(onSilence: (error: ZoomSilent) => void) {
  let unanswered = 0
  let refused_until = 0
  let isTrying = false
  const isBroken = () => unanswered >= BREAK_AFTER

  /** Throws ZoomSilent where a call would not be made. */
  function check(): void {
    if (isBroken() && (isTrying || performance.now() < refused_until)) throw new ZoomSilent()
  }

  function noteSilence(isTrial: boolean): void {
    if (isBroken() && !isTrial) return // asked before it broke: it tells nothing new
    unanswered++
    if (!isBroken()) return
    refused_until = performance.now() + BREAK_FOR_MS
    onSilence(new ZoomSilent())
  }

  return {
    check,

    /** Makes a call, or throws as `check` does. One that nobody waits for any more, by its `signal`, tells nothing. */
    async run<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T> {
      check()
      const isTrial = isBroken()
      if (isTrial) {
        isTrying = true
        onSilence(new ZoomSilent())
      }
      try {
        const answer = await call()
        unanswered = 0
        return answer
      } catch (error) {
        if (isSilence(error)) noteSilence(isTrial)
        else if (!signal.aborted) unanswered = 0
        throw error
      } finally {
        if (isTrial) isTrying = false
      }
    },
  }
}

function isSilence(error: unknown): boolean {
  return error instanceof ConnectionLost || (error instanceof RollcallError && error.code === 'zoom_timeout')
}
