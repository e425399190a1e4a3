import { useSyncExternalStore } from 'react'

const EVERY_MS = 1_000

let now = 0
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    if (document.hidden) return
    now = Date.now()
    for (const notify of listeners) notify()
  }, EVERY_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The time, by the second, on one clock for all who show an age. Null on the server, which cannot know when the page is seen. */
export function useNow(): number | null {
  return useSyncExternalStore(subscribe, readNow, () => null)
}

function readNow(): number {
  if (now === 0) now = Date.now()
  return now
}
