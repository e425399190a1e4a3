import { setImmediate as nextTask } from 'node:timers/promises'
import { errorFromBody, type RollcallError } from '@/lib/errors.ts'
import { toRollcallError } from '../http/error-response.ts'
import { describeError, log } from '../platform/logging.ts'
import { metrics } from '../platform/metrics.ts'
import { ROSTER_LIVES_MS } from '../store/roster-store.ts'
import type { RosterChange } from './events.ts'
import { Gone } from './gone.ts'
import { Held } from './held/held.ts'
import { Readers } from './readers.ts'
import { Rhythm } from './rhythm.ts'
import type { RosterOptions } from './roster-options.ts'
import { RosterGone, SharedCopy, type Standing } from './shared-copy.ts'
import { Turns } from './turns.ts'
import { Viewers } from './viewers.ts'
import { type WalkPage, walkList } from './walk.ts'
import { Walker } from './walker.ts'

/** So many agents are compared in one task: others wait meanwhile. */
const SLICE = 100

/** Sooner than that a second roster would be founded beside one that another instance is about to hold. */
const FIRST_PAGE_ELSEWHERE_MS = 25_000

/** Nobody needs the rest of this walk. */
class NobodyLooks extends Error {}

/** The agents of one sight, read anew as long as somebody looks, with the grant of one of those who do. */
export class Roster {
  readonly held: Held
  readonly viewers = new Viewers()
  /** Grows when the reader may have come to see less, or more: everybody else then has to show anew that they see what is held. */
  sight = 0
  /** Walks that have come to an end, whole or not. */
  walks = 0
  /** Why the last walk failed; null once one has not. */
  trouble: RollcallError | null = null
  isDropped = false
  /** At least one page is held whole. */
  hasPage = false
  readonly #options: RosterOptions
  readonly #copy: SharedCopy | null
  readonly #turns: Turns | null
  readonly #made_at = Date.now()
  readonly #readers = new Readers(() =>
    this.viewers.people().filter(user_id => this.#options.mayRead(user_id)),
  )
  readonly #rhythm: Rhythm
  readonly #walker: Walker
  readonly #gone: Gone

  constructor(options: RosterOptions) {
    this.#options = options
    this.#rhythm = new Rhythm(options.interval_ms, () => this.viewers.everyMs())
    this.held = new Held(options.shared?.id)
    this.#gone = new Gone(this.held, options.isGone)
    this.#copy = options.shared
      ? new SharedCopy(this.held, options.shared.lists, options.shared.sharers)
      : null
    const turns = this.#copy && new Turns(this, this.#copy)
    this.#turns = turns
    this.#walker = new Walker(this.#rhythm, () => (turns ? this.#walkInTurn(turns) : this.#walk()))
  }

  /** Epoch milliseconds at which anybody last asked, or it came to be. */
  get usedAt(): number {
    return Math.max(this.#made_at, this.viewers.askedAt)
  }

  get isUsed(): boolean {
    return this.viewers.haveAskedWithin(ROSTER_LIVES_MS)
  }

  /** Whole, and not older than twice the interval. */
  get isFresh(): boolean {
    const { complete, pages } = this.held
    const { readAt } = pages
    return complete && readAt !== null && Date.now() - readAt.oldest <= this.#rhythm.freshForMs
  }

  /** When it is read. */
  get rhythm(): Pick<Rhythm, 'everyMs' | 'isRelaxed'> {
    return this.#rhythm
  }

  /** Somebody looks, and wants it read anew every `every_ms`; 0: only now, unless it is fresh. */
  look(user_id: string, every_ms: number, isNew: boolean): void {
    this.viewers.add(user_id, every_ms)
    if (every_ms === 0 && isNew && !this.isFresh) void this.refresh()
    this.#walker.arm()
  }

  /** Reads anew. Joins a walk under way, and the last one if that began only just now. */
  refresh(): Promise<void> {
    return this.#walker.refresh()
  }

  /**
   * Resolves with the first page or with the end of the walk; at once when no walk is under way. Of a walk of another
   * instance, which may be slow or have died, after FIRST_PAGE_ELSEWHERE_MS.
   */
  async firstPage(): Promise<void> {
    if (this.hasPage) return
    if (this.#walker.isWalking) await this.#walker.nextPage
    else if (this.#turns)
      await this.#turns.follow(() => this.hasPage || this.trouble !== null, FIRST_PAGE_ELSEWHERE_MS)
  }

  /** Resolves once a walk begun after `moment` (by `performance.now()`) has brought its first page, or none. */
  async readSince(moment: number): Promise<void> {
    if (this.viewers.areThere) return this.#walker.readSince(moment)
    // Others may look at it through another instance, which reads it; a walk of its that is under way has begun before.
    const { walks } = this
    const { startedAt } = this.#rhythm
    const isAnew = () => this.walks !== walks && this.#rhythm.startedAt !== startedAt
    if (this.isFresh) await this.#turns?.follow(isAnew)
  }

  /** Takes over what other instances have made of it, as Turns.sync says. */
  async sync(isAtOnce = false): Promise<void> {
    await this.#turns?.sync(isAtOnce)
  }

  /** Makes what is held known to the other instances, and lets it be told. */
  async publish(): Promise<void> {
    if (this.#copy) await this.#copy.push(this.#standing())
    else this.held.show()
  }

  /** Milliseconds after which a tab with this interval should ask again; null: never by itself. */
  nextIn(every_ms: number): number | null {
    const { complete, pages } = this.held
    return this.#rhythm.nextIn(every_ms, {
      isWalking: this.#walker.isWalking,
      isComplete: complete,
      done: pages.shareReadSince(this.#rhythm.startedAt),
    })
  }

  /** Takes what Zoom told by itself. */
  async tell(change: RosterChange): Promise<void> {
    if (this.#turns) await this.#turns.tell(change)
    else {
      this.applyEvent(change)
      await this.publish()
    }
    this.#walker.arm()
  }

  /** The same, where no other instance works on this roster at the moment. */
  applyEvent(change: RosterChange): void {
    if (change === 'people') this.#rhythm.hurry()
    else if (this.held.applyEvent(change)) this.#rhythm.told()
  }

  /** Takes over from another instance how far reading has come. */
  takeStanding(standing: Standing): void {
    this.#rhythm.take(standing)
    this.sight = standing.sight
    this.walks = standing.walks
    this.trouble = standing.trouble && errorFromBody(standing.trouble)
    this.hasPage ||= this.held.pages.readAt !== null
  }

  drop(): void {
    this.isDropped = true
    this.#walker.stop()
  }

  async #walk(): Promise<void> {
    this.#rhythm.begin()
    try {
      if (await this.#readers.walk(user_id => this.#walkOnce(user_id))) this.trouble = null
    } catch (error) {
      if (error instanceof RosterGone) throw error
      const isLeft = error instanceof NobodyLooks
      metrics().rosterWalks.inc({ outcome: isLeft ? 'left' : 'failed' })
      if (!isLeft) this.#fail(error)
    }
    this.#rhythm.end()
    this.walks++
  }

  /** Of several instances one walks; the others take over what it reads. */
  async #walkInTurn(turns: Turns): Promise<void> {
    const { walks } = this
    const begun_at = Date.now()
    // It would pass for a walk with the others, who may have somebody to read with.
    if (!this.#readers.areThere) return this.#rhythm.missed(begun_at)
    const walk = async () => {
      // Another one may have walked while we waited for the lock, or only just before.
      if (this.walks === walks) await this.#walk()
      await this.publish()
      return true
    }
    try {
      // Who has the turn may only be taking in an event: it is asked for again as long as nobody has walked.
      await turns.follow(async () => this.walks !== walks || (await turns.alone(walk)) !== null)
    } catch (error) {
      if (error instanceof RosterGone) return this.drop()
      this.#rhythm.missed(begun_at)
      this.#fail(error)
    }
  }

  #standing(): Standing {
    const { sight, walks, trouble } = this
    return { ...this.#rhythm.standing, sight, walks, trouble: trouble?.toBody() ?? null }
  }

  async #walkOnce(reader: string): Promise<void> {
    const started_at = Date.now()
    const asked_at = performance.now()
    const read = this.#options.readPageAs(reader)
    const takePage = async (page: WalkPage) => {
      if (this.isDropped || !this.viewers.areThere) throw new NobodyLooks()
      const { users } = page
      for (let at = 0; at === 0 || at < users.length; at += SLICE) {
        const slice = { ...page, users: users.slice(at, at + SLICE) }
        const { moved, found } = this.held.applyPage(slice, this.#rhythm.seenWithinMs)
        if (moved) {
          this.sight++
          this.#options.onMoved(reader)
        }
        this.#rhythm.found(found)
        await nextTask()
      }
      await this.#turns?.applyEvents()
      await this.publish()
      this.hasPage = true
      this.#walker.pageCame(asked_at)
      this.#options.makeRoom()
    }
    const end = await walkList(read, takePage, this.held.repeated)
    this.held.endWalk(end, this.#rhythm.seenWithinMs)
    this.#rhythm.reached(end.reached_end)
    await this.publish()
    if (end.reached_end) this.#options.onWholeWalk(reader, started_at)
    if (end.drifted && (await this.#gone.remove(reader))) await this.publish()
    const { size, bytes } = this.held
    const { reached_end, drifted, pages } = end
    metrics().rosterWalks.inc({ outcome: reached_end && !drifted ? 'whole' : 'drifted' })
    log().debug({ event: 'roster_read', agents: size, bytes, reached_end, drifted, pages })
  }

  #fail(thrown: unknown): void {
    const error = toRollcallError(thrown)
    this.trouble = error
    this.#rhythm.putOff(error)
    log().warn({ event: 'roster_trouble', tracking_id: error.tracking_id, ...describeError(thrown) })
  }
}
