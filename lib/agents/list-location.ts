import { createSignal } from '@/lib/signal.ts'
import { agentsAddress, type ListParams, readListParams, readUserId } from './list-params.ts'

/** Where the person is: the list's filters and the profile that is open (null: none; undefined: an address that cannot be one). */
export type ListLocation = { params: ListParams; user_id: string | null | undefined }

const moved = createSignal(() => {
  window.addEventListener('popstate', moved.notify)
  return () => window.removeEventListener('popstate', moved.notify)
})

export const subscribeLocation = moved.subscribe

let cached: { href: string; location: ListLocation } | undefined

export function readLocation(pathname: string, search: string): ListLocation {
  return { params: readListParams(new URLSearchParams(search)), user_id: readUserId(pathname) }
}

/** The current location; the same object while the address stays. */
export function currentLocation(): ListLocation {
  const { href, pathname, search } = window.location
  if (cached?.href !== href) cached = { href, location: readLocation(pathname, search) }
  return cached.location
}

/**
 * Moves without asking the server: the list and its profiles are one page, so the address is enough. Next
 * follows native history calls. `replace` keeps the history entry.
 */
export function moveTo(params: ListParams, user_id: string | null, { replace = false } = {}): void {
  const address = agentsAddress(params, user_id)
  if (address === window.location.pathname + window.location.search) return
  window.history[replace ? 'replaceState' : 'pushState'](null, '', address)
  moved.notify()
}
