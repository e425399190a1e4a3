import { useSyncExternalStore } from 'react'
import { createSignal } from '@/lib/signal.ts'

/** Where the page has one column: Tailwind's `max-sm`. */
export const PHONE = '(width < 40rem)'

const { subscribe, notify } = createSignal(() => {
  const phone = window.matchMedia(PHONE)
  phone.addEventListener('change', notify)
  return () => phone.removeEventListener('change', notify)
})

/** Whether the window is as narrow as a phone's. False on the server, which cannot know. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(PHONE).matches,
    () => false,
  )
}
