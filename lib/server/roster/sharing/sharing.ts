import type { AgentsPage } from '@/lib/agents/schema.ts'
import { metrics } from '../../platform/metrics.ts'
import type { Roster } from '../roster.ts'
import type { Viewer } from '../viewers.ts'
import { type OwnQuery, OwnSight } from './own-sight.ts'
import {
  createProof,
  doubt,
  isDue,
  isShaken,
  isValid,
  mayWait,
  nextReadingOf,
  type Proof,
  type Shown,
} from './proof.ts'
import { isRefusal, ReaderForgotten } from './refusals.ts'

/** A check that failed otherwise than by a refusal is tried again after this. */
const TRY_AGAIN_MS = 15_000

/** A check under way; spoiled where Zoom has refused its person something since it began. */
type Check = { roster: Promise<Roster>; isSpoiled: boolean }

/** What was compared counts no longer: the check begins anew. */
class CheckSpoiled extends Error {}

export type SharingOptions = {
  /** Reads one page with the grant of one person; `isWaitedFor` by that person. */
  readOwnPage: (user_id: string, query: OwnQuery, isWaitedFor: boolean) => Promise<AgentsPage>
  /** The rosters from which this person might be served, the oldest first. */
  candidates: (viewer: Viewer) => readonly Roster[]
  /** Brings the candidates up to date with what other instances know. */
  catchUp: (viewer: Viewer) => Promise<void>
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
  /** By account, the last in the line of those who see something else than any roster holds. */
  readonly #lines = new Map<string, Promise<unknown>>()

  constructor(options: SharingOptions) {
    this.#options = options
  }

  /** The roster of this person, once it is sure that they see the same; otherwise what Zoom refuses them with. */
  async seat(viewer: Viewer): Promise<Roster> {
    const proof = await this.#currentProof(viewer)
    if (!proof) return this.#checkOnce(viewer, true)
    if (!isDue(proof)) return proof.roster
    if (isShaken(proof)) {
      return this.#checkOnce(viewer, true).catch(error => {
        if (this.#validProof(viewer) !== proof) throw error
        return proof.roster
      })
    }
    this.#checkOnce(viewer, false).catch(() => {})
    return proof.roster
  }

  /** The same without a call to Zoom; null where one would be needed. */
  async seatAtOnce(viewer: Viewer): Promise<Roster | null> {
    const proof = await this.#currentProof(viewer)
    return proof && !isShaken(proof) ? proof.roster : null
  }

  mayRead(user_id: string, roster: Roster): boolean {
    const proof = this.#proofs.get(user_id)
    return proof?.roster === roster && !isShaken(proof)
  }

  /** Throws ReaderForgotten where nothing counts any more of what this person has shown of a roster. */
  requireProof(user_id: string, roster: Roster): void {
    if (this.#proofs.get(user_id)?.roster !== roster) throw new ReaderForgotten()
  }

  /** Whoever has read all of it has shown all that there is to show. */
  onWholeWalk(user_id: string, roster: Roster, started_at: number): void {
    const proof = this.#proofs.get(user_id)
    if (proof?.roster !== roster) return
    const { sight } = roster
    Object.assign(proof, { at: started_at, sight, checked_sight: sight, doubt: null })
    if (proof.again?.roster === roster) proof.again = null
  }

  /** The reader whose pages have made a roster narrower or wider sees what is held. */
  onMoved(user_id: string, roster: Roster): void {
    const proof = this.#proofs.get(user_id)
    if (proof?.roster === roster) Object.assign(proof, { sight: roster.sight, checked_sight: roster.sight })
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
    await this.#options.catchUp(viewer)
    const own = new OwnSight({
      readOwnPage: query => this.#options.readOwnPage(viewer.user_id, query, isWaitedFor),
      candidates: () => this.#options.candidates(viewer),
      before,
    })

    /** From which roster to serve: the one that holds the same, or the one before where that may wait; null: from none yet. */
    const decide = (same: Roster | null): Roster | null => {
      if (check.isSpoiled) throw new CheckSpoiled()
      if (same) {
        count('same')
        return this.#prove(viewer, same, { at, refusals, next_page_token: own.next_page_token })
      }
      const difference = before && own.comparisonWith(before.roster)
      if (!difference || !mayWait(before, difference)) return null
      count('differs')
      doubt(before, difference)
      return before.roster
    }

    try {
      if (before) before.checked_sight = before.roster.sight
      let roster = decide(await own.find()) ?? decide(await own.findInNewer())
      // Whoever differed at the check before has been asked twice by now.
      let mayAskOnceMore = !before?.doubt
      while (!roster) {
        roster = await this.#inLine(viewer, async () => {
          const asksOnceMore = mayAskOnceMore && own.differs && !own.next
          if (asksOnceMore) mayAskOnceMore = false
          const same = asksOnceMore ? await own.findOnceMore() : null
          return same || check.isSpoiled ? decide(same) : this.#found(viewer, own, refusals)
        })
        roster ??= decide(await own.find())
      }
      return roster
    } catch (error) {
      if (error instanceof CheckSpoiled) {
        check.isSpoiled = false
        return this.#check(viewer, true, check)
      }
      if (before) before.due_at = Date.now() + TRY_AGAIN_MS
      throw error
    }
  }

  /** Founds a roster for somebody whom none suits; null where another person has founded one meanwhile. */
  async #found(viewer: Viewer, own: OwnSight, refusals: number): Promise<Roster | null> {
    let founded = null as Roster | null
    const begin = (roster: Roster) => {
      const again = own.oldest ? nextReadingOf(own.oldest) : null
      founded = this.#prove(viewer, roster, { at: Date.now(), refusals, again })
      roster.look(viewer.user_id, 0, true)
    }
    await this.#options.found(viewer, () => !own.next, begin)
    if (founded && own.oldest) count('differs')
    return founded
  }

  /** One after another: what one founds may be what the next one sees. */
  #inLine<T>({ account_id }: Viewer, work: () => Promise<T>): Promise<T> {
    const done = (this.#lines.get(account_id) ?? Promise.resolve()).then(work)
    this.#lines.set(
      account_id,
      done.catch(() => {}),
    )
    return done
  }

  #prove({ user_id, account_id }: Viewer, roster: Roster, shown: Shown): Roster {
    this.#proofs.set(user_id, createProof(account_id, roster, shown))
    return roster
  }
}

function count(outcome: 'same' | 'differs' | 'refused' | 'failed'): void {
  metrics().sightChecks.inc({ outcome })
}
