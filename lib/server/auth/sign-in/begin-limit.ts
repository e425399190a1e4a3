import { ServerError } from '../../server-error.ts'

const MOST = 300
const WINDOW_MS = 60_000
const MOST_ADDRESSES = 10_000

type Window = { began: number; count: number }

/**
 * Counts begun sign-ins by address: each costs keys, a cookie and maybe a call to Zoom, and nobody has to be signed in
 * for one. An office behind one address stays far below the limit. Throws `rate_limited`.
 */
export function createBeginLimit(most = MOST, now = () => performance.now()) {
  const windows = new Map<string, Window>()
  return function countBegun(address: string): void {
    const known = windows.get(address)
    const window = known && now() - known.began < WINDOW_MS ? known : { began: now(), count: 0 }
    window.count++
    windows.delete(address)
    windows.set(address, window) // the latest last
    if (windows.size > MOST_ADDRESSES) windows.delete(windows.keys().next().value as string)
    if (window.count <= most) return
    throw new ServerError('rate_limited', {
      message: 'Too many sign-ins were started from this network. Wait a minute, then try again.',
      retry_after: Math.max(1, Math.ceil((window.began + WINDOW_MS - now()) / 1000)),
    })
  }
}

/** That of this process. */
export const countBegun = createBeginLimit()
