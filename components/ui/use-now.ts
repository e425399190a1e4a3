import { useSyncExternalStore } from 'react'
import { serverTime, subscribeServerClock } from '@/lib/api/server-clock.ts'
import { createSignal } from '@/lib/signal.ts'

const EVERY_MS = 1_000

let now = 0

const second = createSignal(() => {
  const tick = () => {
    if (document.hidden) return
    now = performance.now()
    second.notify()
  }
  tick()
  const timer = setInterval(tick, EVERY_MS)
  document.addEventListener('visibilitychange', tick)
  const leaveClock = subscribeServerClock(tick)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', tick)
    leaveClock()
  }
})

/** Every second while the page can be seen, and at once when it can be seen again. */
export const subscribeSeconds = second.subscribe

/** `performance.now()` by the second, the same for all who show a time. Null on the server, which cannot know when the page is seen. */
export function useNow(): number | null {
  return useSyncExternalStore(subscribeSeconds, readNow, () => null)
}

function readNow(): number {
  if (now === 0) now = performance.now()
  return now
}

/** Seconds since an instant of the server's (ISO), never less than 0; null while that cannot be known. */
export function useAge(instant: string): number | null {
  const at = useNow()
  const time = at === null ? null : serverTime(at)
  return time === null ? null : Math.max(0, (time - Date.parse(instant)) / 1000)
}
