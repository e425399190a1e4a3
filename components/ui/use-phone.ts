import { useSyncExternalStore } from 'react'

/** Where the page has one column: Tailwind's `max-sm`. */
const PHONE = '(width < 40rem)'

function subscribe(listener: () => void): () => void {
  const phone = window.matchMedia(PHONE)
  phone.addEventListener('change', listener)
  return () => phone.removeEventListener('change', listener)
}

/** Whether the window is as narrow as a phone's. False on the server, which cannot know. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(PHONE).matches,
    () => false,
  )
}
