import { keep, readKept } from '@/lib/tab-storage.ts'

/** In characters. More would crowd out what else a tab may keep; then nothing is kept, since a part would pass for the whole. */
const LONGEST = 1_000_000

/** Who is selected, over a reload and over a new sign-in of the same person: ids, and nothing else. */
export function keepSelection(ids: readonly string[]): void {
  keep('selection', ids.length === 0 || ids.join().length > LONGEST ? null : ids)
}

/** The ids that this tab has kept. */
export function readKeptSelection(): string[] {
  const kept = readKept('selection')
  return Array.isArray(kept) ? kept.filter(id => typeof id === 'string') : []
}
