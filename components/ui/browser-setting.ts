import { useSyncExternalStore } from 'react'

export type BrowserSetting<T> = {
  read: () => T
  write: (value: T) => void
  subscribe: (listener: () => void) => () => void
}

/**
 * A choice that this browser keeps and the server need not know (what it must know for its first paint is a cookie of
 * `lib/preferences.ts`). All tabs follow. Where nothing may be stored it lasts as long as the page.
 * @param parse makes of what is stored (null: nothing) a value; it must give an equal object for an equal text
 */
export function createBrowserSetting<T>(
  name: string,
  parse: (text: string | null) => T,
  format: (value: T) => string,
): BrowserSetting<T> {
  const key = `rollcall.${name}`
  const listeners = new Set<() => void>()
  let held: { value: T } | undefined

  const notify = () => {
    for (const listener of listeners) listener()
  }
  const onStorage = (event: StorageEvent) => {
    if (event.key !== key && event.key !== null) return
    held = undefined
    notify()
  }
  return {
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
      notify()
    },
    subscribe(listener) {
      if (listeners.size === 0) window.addEventListener('storage', onStorage)
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) window.removeEventListener('storage', onStorage)
      }
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
