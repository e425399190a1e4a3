import type { AgentsPage } from '@/lib/agents/schema.ts'
import { metrics } from '../../platform/metrics.ts'
import type { Roster } from '../roster.ts'
import type { Viewer } from '../viewers.ts'
import { Look, type OwnQuery } from './look.ts'
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

  /** The reader whose pages have made a roster narrower sees what is held. */
  onNarrowed(user_id: string, roster: Roster): void {
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
    await this.#options.refresh(viewer)
    const look = new Look({
      readOwnPage: query => this.#options.readOwnPage(viewer.user_id, query, isWaitedFor),
      candidates: () => this.#options.candidates(viewer),
      before,
    })
    try {
      if (before) before.checked_sight = before.roster.sight
      // Two looks that are a reading apart need no third one.
      let [isOld, isOnce] = [true, !before?.doubt]
      let same = await look.find()
      for (;;) {
        if (check.isSpoiled) {
          check.isSpoiled = false
          return await this.#check(viewer, true, check)
        }
        if (same) {
          count('same')
          return this.#prove(viewer, same, { at, refusals, next_page_token: look.next_page_token })
        }
        const found = before && look.with(before.roster)
        if (found && mayWait(before, found)) {
          count('differs')
          doubt(before, found)
          return before.roster
        }
        if (isOld) {
          isOld = false
          same = await look.findInNewer()
          continue
        }
        let founded: Roster | null = null
        const begin = (roster: Roster) => {
          const again = look.first ? nextReadingOf(look.first) : null
          founded = this.#prove(viewer, roster, { at: Date.now(), refusals, again })
          roster.look(viewer.user_id, 0, true)
        }
        same = await this.#inLine(viewer, async () => {
          if (isOnce && !look.next && look.differs) {
            isOnce = false
            same = await look.findOnceMore()
          }
          if (!same && !check.isSpoiled) await this.#options.found(viewer, () => !look.next, begin)
          return same
        })
        if (founded) {
          if (look.first) count('differs')
          return founded
        }
        same ??= await look.find()
      }
    } catch (error) {
      if (before) before.due_at = Date.now() + TRY_AGAIN_MS
      throw error
    }
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
