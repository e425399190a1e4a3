import { useSyncExternalStore } from 'react'
import { subscribeSeconds } from './use-now.ts'

/**
 * The viewer's time zone, also after a journey: no browser tells that it has changed, so it is read every second. On
 * the server, and while its page is hydrated, the one the server went by.
 */
export function useZone(atServer: string): string {
  return useSyncExternalStore(subscribeSeconds, readZone, () => atServer)
}

function readZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}
