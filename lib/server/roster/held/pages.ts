import type { Pass } from '../walk.ts'

type PageNote = { asked_at: number; read_at: number; skipped: number; doubled: number }

/** What instances tell each other of it. */
export type PagesHead = {
  pages: Record<Pass, PageNote[]>
  totals: Partial<Record<Pass, number>>
}

/** Of which pages of Zoom's a roster is made: how old they are, what was skipped on them, and what total they name. */
export class Pages {
  #notes: Record<Pass, PageNote[]> = { main: [], inactive: [] }
  #totals: Record<Pass, number | undefined> = { main: undefined, inactive: undefined }

  /** Notes a page that was read at `read_at` (epoch milliseconds). True if it names a smaller total than before. */
  note(
    pass: Pass,
    index: number,
    { asked_at, read_at, skipped, doubled, total }: PageNote & { total: number | undefined },
  ): boolean {
    const before = this.#totals[pass]
    if (total !== undefined) this.#totals[pass] = total
    this.#notes[pass][index] = { asked_at, read_at, skipped, doubled }
    return total !== undefined && before !== undefined && total < before
  }

  /** The whole list had so many pages: what is noted of further ones is over. */
  end(pages: Record<Pass, number>): void {
    for (const pass of ['main', 'inactive'] as const) this.#notes[pass].length = pages[pass]
    if (pages.inactive === 0) this.#totals.inactive = undefined
  }

  /** Zoom's total as of the last page that named one, by pass. */
  get totals(): Readonly<Record<Pass, number | undefined>> {
    return this.#totals
  }

  /** Inactive agents had to be asked for apart. */
  get isApart(): boolean {
    return this.#notes.inactive.length > 0
  }

  /** Of all passes; null while one of them has named none. */
  get total(): number | null {
    const { main, inactive } = this.#totals
    if (main === undefined || (this.isApart && inactive === undefined)) return null
    return main + (this.isApart ? (inactive ?? 0) : 0)
  }

  /** The same with whoever stands twice in Zoom's list counted once. */
  get totalOnce(): number | null {
    const { total } = this
    return total === null
      ? null
      : Math.max(0, total - this.#all().reduce((sum, { doubled }) => sum + doubled, 0))
  }

  get skipped(): number {
    return this.#all().reduce((sum, { skipped }) => sum + skipped, 0)
  }

  /** When the oldest page was read, and the latest; epoch milliseconds, null before the first. */
  get readAt(): { oldest: number; latest: number } | null {
    const times = this.#all().map(({ read_at }) => read_at)
    return times.length === 0 ? null : { oldest: Math.min(...times), latest: Math.max(...times) }
  }

  /** When the oldest page was asked for; epoch milliseconds, 0 before the first. */
  get askedAt(): number {
    const times = this.#all().map(({ asked_at }) => asked_at)
    return times.length === 0 ? 0 : Math.min(...times)
  }

  /** The share of the pages that were read after a moment (epoch milliseconds), from 0 to 1. */
  shareReadSince(moment: number): number {
    const notes = this.#all()
    return notes.length === 0 ? 0 : notes.filter(({ read_at }) => read_at > moment).length / notes.length
  }

  get head(): PagesHead {
    return { pages: this.#notes, totals: this.#totals }
  }

  take({ pages, totals }: PagesHead): void {
    this.#notes = pages
    this.#totals = { main: totals.main, inactive: totals.inactive }
  }

  #all(): PageNote[] {
    return [...this.#notes.main, ...this.#notes.inactive]
  }
}
