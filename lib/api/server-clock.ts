import { createSignal } from '@/lib/signal.ts'

/**
 * The server's time, carried on by the page's monotonic clock. Instants of readings are the server's, so their age can
 * be told by no other clock: the computer's own may be hours off.
 *
 * Each answer sets it anew, so the latest counts. That also mends what a sleeping computer does: `performance.now()`
 * stands still meanwhile in some browsers, and ages would be too young until the next answer, which is asked for as
 * soon as the page is looked at again (components/session/watch-session.ts).
 */
let ahead: number | null = null

const set = createSignal()

export const subscribeServerClock = set.subscribe

/** `server_ms`: epoch milliseconds at which an answer was made; `arrived`: when it came, by `performance.now()`. */
export function setServerClock(server_ms: number, arrived = performance.now()): void {
  if (!Number.isFinite(server_ms) || server_ms <= 0) return
  ahead = server_ms - arrived
  set.notify()
}

/** The server's time (epoch milliseconds) at `now` by `performance.now()`; null before its first answer. */
export function serverTime(now = performance.now()): number | null {
  return ahead === null ? null : now + ahead
}
