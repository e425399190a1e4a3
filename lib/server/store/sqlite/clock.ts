const NOTICED_MS = 5_000
const BELIEVED_AFTER_MS = 60_000

/**
 * The wall clock in epoch milliseconds, except that it does not leap: one that was set by more than five seconds is
 * believed only when it still says so a minute later. Otherwise a clock that is an hour ahead for a moment would end
 * every session, and each with its grant. Until then the time goes on as it was, by the monotonic clock.
 */
export function createSteadyClock(
  wall = () => Date.now(),
  monotonic = () => performance.now(),
): () => number {
  let offset = wall() - monotonic()
  let leap: { offset: number; since: number } | undefined

  return () => {
    const moment = monotonic()
    const seen = wall() - moment
    if (Math.abs(seen - offset) <= NOTICED_MS) {
      offset = seen
      leap = undefined
    } else if (leap === undefined || Math.abs(seen - leap.offset) > NOTICED_MS) {
      leap = { offset: seen, since: moment }
    } else if (moment - leap.since >= BELIEVED_AFTER_MS) {
      offset = seen
      leap = undefined
    }
    return Math.round(moment + offset)
  }
}
