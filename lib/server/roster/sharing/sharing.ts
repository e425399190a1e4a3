import type { AgentsPage } from '@/lib/agents/schema.ts'
import { isRollcallError } from '@/lib/errors.ts'
import { metrics } from '../../platform/metrics.ts'
import type { Roster } from '../roster.ts'
import { createProof, isDue, isValid, nextReadingOf, type Proof, type Shown, type Viewer } from './proof.ts'
import { isRefusal, ReaderForgotten } from './refusals.ts'
import { type OwnPage, seesTheSame } from './sight.ts'

/** A check that failed otherwise than by a refusal is tried again after this. */
const TRY_AGAIN_MS = 15_000

/** Which page of one's own to read; without anything the first. */
export type OwnQuery = { user_access?: 'inactive'; next_page_token?: string }

/** What a person's own grant has just brought, and where it goes on. */
type Own = { pages: OwnPage[]; next_page_token: string }

type Check = { roster: Promise<Roster>; isSpoiled: boolean }

export type SharingOptions = {
  /** Reads one page with the grant of one person; `isWaitedFor` by that person. */
  readOwnPage: (user_id: string, query: OwnQuery, isWaitedFor: boolean) => Promise<AgentsPage>
  /** The rosters from which this person might be served, the oldest first. */
  candidates: (viewer: Viewer) => readonly Roster[]
  /** Brings the candidates up to date with what other instances know. */
  refresh: (viewer: Viewer) => Promise<void>
  /**
   * Founds a new roster as the last of the candidates, and lets it `begin` in the same moment, unless it is no longer
   * `isNeeded`, since another person has founded one meanwhile.
   */
  found: (viewer: Viewer, isNeeded: () => boolean, begin: (roster: Roster) => void) => Promise<void>
  /** How often Zoom has refused something to this person, or a sign-in has brought a new grant, on any instance. */
  countRefusals: (user_id: string) => Promise<number>
}

/**
 * Who is served from which roster (docs/decisions/0012). A person comes to a roster only by showing with their own grant
 * that they see the same, and goes on showing it; whoever sees something else has a roster of their own.
 */
export class Sharing {
  readonly #options: SharingOptions
  readonly #proofs = new Map<string, Proof>()
  readonly #checks = new Map<string, Check>()

  constructor(options: SharingOptions) {
    this.#options = options
  }

  /** The roster of this person, once it is sure that they see the same; otherwise what Zoom refuses them with. */
  async seat(viewer: Viewer): Promise<Roster> {
    const proof = await this.#currentProof(viewer)
    if (!proof) return this.#checkOnce(viewer, true)
    if (isDue(proof)) this.#checkOnce(viewer, false).catch(() => {})
    return proof.roster
  }

  /** The same without a call to Zoom; null where one would be needed. */
  async seatAtOnce(viewer: Viewer): Promise<Roster | null> {
    return (await this.#currentProof(viewer))?.roster ?? null
  }

  mayRead(user_id: string, roster: Roster): boolean {
    const proof = this.#proofs.get(user_id)
    return proof?.roster === roster && proof.sight === roster.sight
  }

  /** Throws ReaderForgotten where nothing counts any more of what this person has shown of a roster. */
  requireProof(user_id: string, roster: Roster): void {
    if (this.#proofs.get(user_id)?.roster !== roster) throw new ReaderForgotten()
  }

  /** Whoever has read all of it has shown all that there is to show. */
  onWholeWalk(user_id: string, roster: Roster, started_at: number): void {
    const proof = this.#proofs.get(user_id)
    if (proof?.roster === roster) Object.assign(proof, { at: started_at, sight: roster.sight })
  }

  /** What this person has shown counts no longer, nor does a check under way. */
  forget(user_id: string): void {
    this.#proofs.delete(user_id)
    const check = this.#checks.get(user_id)
    if (check) check.isSpoiled = true
  }

  /** Forgets the proofs for rosters that are gone. */
  tidy(): void {
    for (const [user_id, { roster }] of this.#proofs) if (roster.isDropped) this.#proofs.delete(user_id)
  }

  /** The proof as it stands after all that other instances have heard. */
  async #currentProof(viewer: Viewer): Promise<Proof | null> {
    const { user_id } = viewer
    const refusals = await this.#options.countRefusals(user_id)
    const proof = this.#proofs.get(user_id)
    if (proof && proof.refusals !== refusals) this.forget(user_id)
    await proof?.roster.sync()
    return this.#validProof(viewer)
  }

  #validProof(viewer: Viewer): Proof | null {
    const proof = this.#proofs.get(viewer.user_id)
    return proof && isValid(proof, viewer) ? proof : null
  }

  #checkOnce(viewer: Viewer, isWaitedFor: boolean): Promise<Roster> {
    const running = this.#checks.get(viewer.user_id)
    if (running) return running.roster
    const check: Check = { roster: Promise.resolve() as never, isSpoiled: false }
    this.#checks.set(viewer.user_id, check)
    check.roster = this.#check(viewer, isWaitedFor, check)
      .catch(error => {
        count(isRefusal(error) ? 'refused' : 'failed')
        throw error
      })
      .finally(() => this.#checks.delete(viewer.user_id))
    return check.roster
  }

  async #check(viewer: Viewer, isWaitedFor: boolean, check: Check): Promise<Roster> {
    const before = this.#validProof(viewer)
    const at = Date.now()
    const refusals = await this.#options.countRefusals(viewer.user_id)
    await this.#options.refresh(viewer)
    const next = (compared: ReadonlySet<Roster>) =>
      this.#options.candidates(viewer).find(roster => !compared.has(roster))
    try {
      const compared = new Set<Roster>()
      let differs: Roster | null = null
      let own: Own | undefined
      for (;;) {
        // Asked anew each time: of twenty who come at once one founds a roster, and the others compare with it.
        for (let roster = next(compared); roster; roster = next(compared)) {
          compared.add(roster)
          own ??= await this.#readOwn(viewer.user_id, before, isWaitedFor)
          const isSame = await this.#isSame(viewer, roster, own, isWaitedFor)
          if (check.isSpoiled) break
          const { next_page_token } = own
          if (isSame) {
            count('same')
            return this.#prove(viewer, roster, { at, refusals, next_page_token })
          }
          differs ??= roster
        }
        if (check.isSpoiled) {
          check.isSpoiled = false
          return await this.#check(viewer, true, check)
        }
        if (before && !before.isDoubted) {
          count('differs')
          before.isDoubted = true
          before.again = nextReadingOf(before.roster)
          before.due_at = Number.POSITIVE_INFINITY
          return before.roster
        }
        const again = differs && nextReadingOf(differs)
        let founded: Roster | null = null
        const begin = (roster: Roster) => {
          founded = this.#prove(viewer, roster, { at: Date.now(), refusals, again })
          roster.look(viewer.user_id, 0, true)
        }
        await this.#options.found(viewer, () => next(compared) === undefined, begin)
        if (!founded) continue
        if (differs) count('differs')
        return founded
      }
    } catch (error) {
      if (before) before.due_at = Date.now() + TRY_AGAIN_MS
      throw error
    }
  }

  /** The first page, and one more each time. */
  async #readOwn(user_id: string, before: Proof | null, isWaitedFor: boolean): Promise<Own> {
    const read = (query: OwnQuery) => this.#options.readOwnPage(user_id, query, isWaitedFor)
    const first = await read({})
    const pages: OwnPage[] = [{ pass: 'main', page: first }]
    let { next_page_token } = first
    if (before && next_page_token) {
      const more = await read({ next_page_token: before.next_page_token || next_page_token }).catch(error => {
        if (isRollcallError(error) && error.code === 'page_expired') return null
        throw error
      })
      if (more) pages.push({ pass: 'main', page: more })
      next_page_token = more?.next_page_token ?? ''
    }
    return { pages, next_page_token }
  }

  async #isSame(viewer: Viewer, roster: Roster, own: Own, isWaitedFor: boolean): Promise<boolean> {
    await roster.firstPage()
    const { held, isDropped } = roster
    if (isDropped || !roster.hasPage) return false
    if (held.pages.isApart && !own.pages.some(({ pass }) => pass === 'inactive')) {
      const query = { user_access: 'inactive' } as const
      const page = await this.#options.readOwnPage(viewer.user_id, query, isWaitedFor)
      own.pages.push({ pass: 'inactive', page })
    }
    return seesTheSame(
      held,
      own.pages.filter(({ pass }) => pass === 'main' || held.pages.isApart),
    )
  }

  #prove({ user_id, account_id }: Viewer, roster: Roster, shown: Shown): Roster {
    this.#proofs.set(user_id, createProof(account_id, roster, shown))
    return roster
  }
}

function count(outcome: 'same' | 'differs' | 'refused' | 'failed'): void {
  metrics().sightChecks.inc({ outcome })
}
