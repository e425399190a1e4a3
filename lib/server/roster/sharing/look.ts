import type { AgentsPage } from '@/lib/agents/schema.ts'
import { isRollcallError } from '@/lib/errors.ts'
import type { Roster } from '../roster.ts'
import { isShaken, type Proof } from './proof.ts'
import { type Comparison, compare, type OwnPage } from './sight.ts'

/** Which page of one's own to read; without anything the first. */
export type OwnQuery = { user_access?: 'inactive'; next_page_token?: string }

export type LookOptions = {
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
  /** A moment of `performance`. */
  asked_at: number
}

/** One look at what a person sees, beside what rosters hold. */
export class Look {
  readonly #options: LookOptions
  readonly #compared = new Map<Roster, Comparison | null>()
  #own: Own | null = null

  constructor(options: LookOptions) {
    this.#options = options
  }

  /** Asked anew each time: of twenty who come at once one founds a roster, and the others compare with it. */
  get next(): Roster | undefined {
    return this.#options.candidates().find(roster => !this.#compared.has(roster))
  }

  /** The oldest of those that were compared. */
  get first(): Roster | undefined {
    return this.#options.candidates().find(roster => this.#compared.has(roster))
  }

  /** Some roster held something else. */
  get differs(): boolean {
    return [...this.#compared.values()].some(comparison => comparison !== null)
  }

  get next_page_token(): string {
    return this.#own?.next_page_token ?? ''
  }

  with(roster: Roster): Comparison | null {
    return this.#compared.get(roster) ?? null
  }

  /** Compares with the rosters that are left; the one that holds the same. */
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
   * The same, once the rosters that differ by little, or that a single reading has made, have been read since the person's
   * own pages were: what differs may be a matter of one reading.
   */
  async findInNewer(): Promise<Roster | null> {
    const doubtful = [...this.#compared].flatMap(([roster, comparison]) =>
      comparison?.isClose || roster.walks < 2 ? roster : [],
    )
    await Promise.all(doubtful.map(roster => roster.readSince(this.#own?.asked_at ?? 0)))
    for (const roster of doubtful) this.#compared.delete(roster)
    return this.find()
  }

  /** The same with what the person is asked for once more: one answer alone may be wrong. */
  findOnceMore(): Promise<Roster | null> {
    this.#own = null
    this.#compared.clear()
    return this.find()
  }

  /** The first page, and one more each time. */
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
