import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** The viewer's time zone. On the server, and while its page is taken over, the one the server went by. */
export function useZone(atServer: string): string {
  return useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => atServer,
  )
}
