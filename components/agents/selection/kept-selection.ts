const KEY = 'rollcall.selection'

/** A longer text would crowd out what else a tab may keep; then nothing is kept, since a part would pass for the whole. */
const LONGEST = 1_000_000

/** Who is selected, over a reload and over a new sign-in of the same person (`person`: their mark): ids, and nothing else. */
export function keepSelection(person: string, ids: readonly string[]): void {
  try {
    const text = JSON.stringify({ person, ids })
    if (ids.length === 0 || text.length > LONGEST) sessionStorage.removeItem(KEY)
    else sessionStorage.setItem(KEY, text)
  } catch {
    // Storage may be refused, or full: then a reload selects nobody.
  }
}

/** The ids that this tab has kept for a person; another's are dropped. */
export function readKeptSelection(person: string): string[] {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as { person?: unknown; ids?: unknown }
    if (kept.person === person && Array.isArray(kept.ids))
      return kept.ids.filter(id => typeof id === 'string')
    sessionStorage.removeItem(KEY)
  } catch {
    // as above, or it holds something else
  }
  return []
}
