import type { AgentsPage } from '@/lib/agents/schema.ts'
import { isRollcallError } from '@/lib/errors.ts'
import type { Roster } from '../roster.ts'
import { isShaken, type Proof } from './proof.ts'
import { type Comparison, compare, type OwnPage } from './sight.ts'

/** Which page of one's own to read; without anything the first. */
export type OwnQuery = { user_access?: 'inactive'; next_page_token?: string }

type Options = {
  readOwnPage: (query: OwnQuery) => Promise<AgentsPage>
  /** The rosters to compare with, the oldest first. */
  candidates: () => readonly Roster[]
  /** What the person has shown before. */
  before: Proof | null
}

/** What a person's own grant has just brought, and where it goes on. */
type Own = {
  pages: OwnPage[]
  next_page_token: string
  /** When the first of them was asked for, by `performance.now()`. */
  asked_at: number
}

/** What one person sees by their own grant, and which rosters hold the same. For one check. */
export class OwnSight {
  readonly #options: Options
  /** By roster that was compared; null where it held nothing to compare with. */
  readonly #compared = new Map<Roster, Comparison | null>()
  #own: Own | null = null

  constructor(options: Options) {
    this.#options = options
  }

  /**
   * The next roster to compare with. The candidates are asked for anew each time: of twenty who come at once one founds a
   * roster, and the others compare with it.
   */
  get next(): Roster | undefined {
    return this.#options.candidates().find(roster => !this.#compared.has(roster))
  }

  /** The oldest of those that were compared. */
  get oldest(): Roster | undefined {
    return this.#options.candidates().find(roster => this.#compared.has(roster))
  }

  /** Some roster held something else. */
  get differs(): boolean {
    return [...this.#compared.values()].some(comparison => comparison !== null)
  }

  get next_page_token(): string {
    return this.#own?.next_page_token ?? ''
  }

  comparisonWith(roster: Roster): Comparison | null {
    return this.#compared.get(roster) ?? null
  }

  /** Compares with the rosters that are left; the first one that holds the same. */
  async find(): Promise<Roster | null> {
    for (let roster = this.next; roster; roster = this.next) {
      this.#compared.set(roster, null)
      this.#own ??= await this.#readOwn()
      const comparison = await this.#compare(roster, this.#own)
      this.#compared.set(roster, comparison)
      if (comparison?.isSame) return roster
    }
    return null
  }

  /**
   * Has those rosters read anew that may differ only because somebody changed between two readings, and compares with them
   * again: those that differ by little, and those that were read only once.
   */
  async findInNewer(): Promise<Roster | null> {
    const doubtful = [...this.#compared].flatMap(([roster, comparison]) =>
      comparison?.isClose || roster.walks < 2 ? roster : [],
    )
    await Promise.all(doubtful.map(roster => roster.readSince(this.#own?.asked_at ?? 0)))
    for (const roster of doubtful) this.#compared.delete(roster)
    return this.find()
  }

  /** Reads the person's own pages anew, and compares with all rosters again: one answer of Zoom's may be wrong. */
  findOnceMore(): Promise<Roster | null> {
    this.#own = null
    this.#compared.clear()
    return this.find()
  }

  /** The first page, and of somebody who was checked before one more page, another one at each check. */
  async #readOwn(): Promise<Own> {
    const { readOwnPage: read, before } = this.#options
    const asked_at = performance.now()
    const first = await read({})
    const pages: OwnPage[] = [{ pass: 'main', page: first }]
    let next_page_token = first.next_page_token && (before?.next_page_token || first.next_page_token)
    if (before && !isShaken(before) && next_page_token) {
      const more = await read({ next_page_token }).catch(error => {
        if (isRollcallError(error) && error.code === 'page_expired') return null
        throw error
      })
      if (more) pages.push({ pass: 'main', page: more })
      next_page_token = more?.next_page_token ?? ''
    }
    return { pages, next_page_token, asked_at }
  }

  /** Null where there is nothing to compare with. */
  async #compare(roster: Roster, { pages }: Own): Promise<Comparison | null> {
    await roster.firstPage()
    const { held, isDropped } = roster
    if (isDropped || !roster.hasPage) return null
    const { isApart } = held.pages
    if (isApart && !pages.some(({ pass }) => pass === 'inactive')) {
      const page = await this.#options.readOwnPage({ user_access: 'inactive' })
      pages.push({ pass: 'inactive', page })
    }
    return compare(
      held,
      pages.filter(({ pass }) => pass === 'main' || isApart),
    )
  }
}
