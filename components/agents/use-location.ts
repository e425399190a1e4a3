import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react'
import { type ListLocation, readAddress } from '@/lib/agents/address/address.ts'
import {
  currentList,
  currentLocation,
  rememberList,
  stayOnPage,
  subscribeLocation,
} from '@/lib/agents/address/list-location.ts'

/**
 * In which list the person is, whichever profile is open over it: on the server, and while its page is hydrated, as the
 * server saw it; then as the address says.
 */
export function useListLocation(
  pathname: string,
  search: string,
): { atServer: ListLocation; location: ListLocation } {
  const [atServer] = useState(() => readAddress(pathname, search))
  const [listAtServer] = useState<ListLocation>(() => ({ ...atServer, user_id: null }))
  const location = useSyncExternalStore(subscribeLocation, currentList, () => listAtServer)
  useEffect(() => rememberList(location), [location])
  // Not longer than the list is on the page, which other effects are.
  useLayoutEffect(stayOnPage, [])
  return { atServer, location }
}

/** Whose profile is open; null: nobody's; undefined: the address holds no id that Zoom could know. */
export function useOpenProfile(atServer: ListLocation): string | null | undefined {
  return useSyncExternalStore(
    subscribeLocation,
    () => currentLocation().user_id,
    () => atServer.user_id,
  )
}
