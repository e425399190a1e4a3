import { useSyncExternalStore } from 'react'
import { subscribeSeconds } from './use-now.ts'

/**
 * The viewer's time zone, also after a journey: no browser tells that it has changed, so it is read every second. On
 * the server, and while its page is hydrated, the one the server went by.
 */
export function useZone(atServer: string): string {
  return useSyncExternalStore(subscribeSeconds, readZone, () => atServer)
}

/** A browser that cannot make out the zone of its computer goes by UTC, but calls it by a name that no formatter takes. */
export function readZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone.replace('Etc/Unknown', 'UTC')
}
