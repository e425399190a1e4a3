import { useSyncExternalStore } from 'react'
import { createSignal } from '@/lib/signal.ts'

export type BrowserSetting<T> = {
  read: () => T
  write: (value: T) => void
  subscribe: (listener: () => void) => () => void
}

/**
 * A choice that this browser keeps and the server need not know (what it must know for its first paint is a cookie of
 * `lib/preferences.ts`). All tabs follow. Where nothing may be stored it lasts as long as the page.
 * @param parse makes of what is stored (null: nothing) a value
 */
export function createBrowserSetting<T>(
  name: string,
  parse: (text: string | null) => T,
  format: (value: T) => string,
): BrowserSetting<T> {
  const key = `rollcall.${name}`
  let held: { value: T } | undefined
  const changed = createSignal(() => {
    const onStorage = (event: StorageEvent) => {
      if (event.key !== key && event.key !== null) return
      held = undefined
      changed.notify()
    }
    window.addEventListener('storage', onStorage)
    return () => window.removeEventListener('storage', onStorage)
  })
  return {
    subscribe: changed.subscribe,
    read() {
      held ??= { value: parse(readStored(key)) }
      return held.value
    },
    write(value) {
      held = { value }
      try {
        localStorage.setItem(key, format(value))
      } catch {
        // Storage is off or full: the choice holds until the page goes.
      }
      changed.notify()
    },
  }
}

function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** The setting's value; on the server, which does not know it, `atServer`. */
export function useBrowserSetting<T>({ subscribe, read }: BrowserSetting<T>, atServer: T): T {
  return useSyncExternalStore(subscribe, read, () => atServer)
}
