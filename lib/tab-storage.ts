/*
 * What this tab keeps over a reload, as JSON, until somebody else's page comes in it (components/session/own-tab.tsx).
 * Storage may be refused, be full or hold something else: then nothing is kept.
 */

/** What was kept under a name; null for nothing. */
export function readKept(name: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(`rollcall.${name}`) ?? 'null')
  } catch {
    return null
  }
}

/** Keeps a value under a name; null keeps nothing. */
export function keep(name: string, value: unknown): void {
  try {
    if (value === null) sessionStorage.removeItem(`rollcall.${name}`)
    else sessionStorage.setItem(`rollcall.${name}`, JSON.stringify(value))
  } catch {
    // as above
  }
}
