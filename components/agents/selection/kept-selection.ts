const KEY = 'rollcall.selection'

/** A longer text would crowd out what else a tab may keep; then nothing is kept, since a part would pass for the whole. */
const LONGEST = 1_000_000

/**
 * Who is selected, over a reload and over a new sign-in of the same person: ids, and nothing else. Another person's tab
 * forgets them (components/session/own-tab.tsx).
 */
export function keepSelection(ids: readonly string[]): void {
  try {
    const text = JSON.stringify(ids)
    if (ids.length === 0 || text.length > LONGEST) sessionStorage.removeItem(KEY)
    else sessionStorage.setItem(KEY, text)
  } catch {
    // Storage may be refused, or full: then a reload selects nobody.
  }
}

/** The ids that this tab has kept. */
export function readKeptSelection(): string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]')
    if (Array.isArray(kept)) return kept.filter(id => typeof id === 'string')
  } catch {
    // as above, or it holds something else
  }
  return []
}
