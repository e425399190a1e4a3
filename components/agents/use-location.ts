import { useEffect, useState, useSyncExternalStore } from 'react'
import { type ListLocation, readAddress } from '@/lib/agents/address/address.ts'
import { currentLocation, rememberList, subscribeLocation } from '@/lib/agents/address/list-location.ts'

/** Where the person is: on the server, and while its page is hydrated, as the server saw it; then as the address says. */
export function useLocation(
  pathname: string,
  search: string,
): { atServer: ListLocation; location: ListLocation } {
  const [atServer] = useState(() => readAddress(pathname, search))
  const location = useSyncExternalStore(subscribeLocation, currentLocation, () => atServer)
  useEffect(() => rememberList(location), [location])
  return { atServer, location }
}
