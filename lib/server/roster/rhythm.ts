import { REFRESH_GAP_MS } from '@/lib/agents/roster-answer.ts'
import type { RollcallError } from '@/lib/errors.ts'

/** The longest that a refusal of Zoom's puts the next walk off, whatever it says: limits are lifted early, too. */
const LONGEST_PAUSE_MS = 60_000
/** While the first walk is under way there is something new about this often. */
const FIRST_WALK_NEXT_MS = 700
/** Between the end of a walk and the question that fetches it. */
const AFTER_WALK_MS = 150
/** Clocks of instances differ by less. A time farther ahead was noted before a clock was set back, and counts no longer. */
const LONGEST_AHEAD_MS = 60_000
/** During a long walk tabs ask for what its pages have brought: so often, or four times in the interval they want. */
const PART_MS = 3_000
/**
 * And for the first time no later than this: this walk may be quicker than the one before. After a roster's first it is,
 * since the pages of those who come are read beside that one.
 */
const FIRST_PART_MS = 2_000
/** Whoever asks so often looks all the time: who has not asked for a minute ends the walk that is under way. */
const LONGEST_NEXT_MS = 50_000
/** While Zoom tells of nearly all changes by itself, walks only reconcile, and may be so many times rarer. */
const RELAXED = 4
/** While walks do not reach the end of the list, each of them has the next one wait twice as long, up to this. */
const LONGEST_WAIT_MS = 300_000

/** What instances tell each other of it. Times in epoch milliseconds. */
export type RhythmStanding = {
  started_at: number
  took_ms: number
  not_before: number
  is_relaxed: boolean
  is_hurried: boolean
  endless: number
  told: number
}

/** When one roster is walked: how often people want it, how long a walk takes, what Zoom refuses, and what it tells by itself. */
export class Rhythm {
  /** How often a roster is read anew where nobody wants it more rarely. */
  readonly #interval_ms: number
  /** The shortest interval that anybody wants; Infinity when nobody wants one. */
  readonly #wantedMs: () => number
  #started = 0
  #took_ms = 0
  #notBefore = 0
  /** Changes of status that Zoom told since the last walk, and that the walk under way found by itself. */
  #told = 0
  #found = 0
  #isRelaxed = false
  #isHurried = false
  /** So many walks in a row have stopped short of Zoom's end. */
  #endless = 0

  constructor(interval_ms: number, wantedMs: () => number) {
    this.#interval_ms = interval_ms
    this.#wantedMs = wantedMs
  }

  begin(): void {
    this.#started = Date.now()
    this.#notBefore = 0
    this.#isHurried = false
  }

  end(): void {
    this.#took_ms = Math.max(0, Date.now() - this.#started)
    this.#isRelaxed = this.#told > 0 && this.#found * 10 <= this.#told
    this.#told = 0
    this.#found = 0
  }

  /** A walk has come to Zoom's end, or stopped since it saw none. */
  reached(isEnd: boolean): void {
    this.#endless = isEnd ? 0 : this.#endless + 1
  }

  /** A walk that was to begin at `begun_at` (epoch milliseconds) has failed before it could. */
  missed(begun_at: number): void {
    this.#started = Math.max(this.#started, begun_at)
  }

  putOff({ retry_after = 0 }: RollcallError): void {
    this.#notBefore = Date.now() + Math.min(LONGEST_PAUSE_MS, retry_after * 1_000)
  }

  /** Zoom told that somebody came, went or was changed, but not how: the next walk comes as soon as the interval allows. */
  hurry(): void {
    this.#isHurried = true
  }

  /** Zoom told one change of status by itself. */
  told(): void {
    this.#told++
  }

  /** A page brought so many changes of status. */
  found(count: number): void {
    this.#found += count
  }

  /** How often it is read as people want it; Infinity when nobody does. */
  get everyMs(): number {
    const every_ms = this.#everyMs(this.#wantedMs())
    return Math.max(every_ms, Math.min(LONGEST_WAIT_MS, every_ms * 2 ** this.#endless))
  }

  get isRelaxed(): boolean {
    return this.#isRelaxed
  }

  /** Epoch milliseconds; Infinity when nobody wants another walk. */
  get dueAt(): number {
    const { everyMs } = this
    if (!Number.isFinite(everyMs)) return everyMs
    const wait_ms = this.#isHurried && this.#endless === 0 ? this.#interval_ms : everyMs
    return Math.max(this.startedAt + wait_ms, this.#not_before)
  }

  /** The last walk began only just now: whoever asks for one has it already. */
  get isJustBegun(): boolean {
    return Date.now() - this.startedAt < REFRESH_GAP_MS
  }

  /** What is older than this (milliseconds) is not fresh. */
  get freshForMs(): number {
    return 2 * this.#everyMs(this.#interval_ms)
  }

  /** A change between two readings farther apart than this (milliseconds) is not dated by the second one. */
  get seenWithinMs(): number {
    const every_ms = this.#everyMs(Math.min(this.#wantedMs(), 60_000))
    return 2 * Math.max(this.#interval_ms, every_ms, this.#took_ms)
  }

  /**
   * Milliseconds after which a tab that wants it every `every_ms` (0: never) should ask again; null: never by itself.
   * `done`: the share of the pages that the walk under way has read.
   */
  nextIn(every_ms: number, now: { isWalking: boolean; isComplete: boolean; done: number }): number | null {
    const since_ms = Date.now() - this.startedAt
    const isEndless = this.#endless > 0
    const few_ms = isEndless ? every_ms : Math.max(PART_MS, every_ms / 4)
    const part_ms = every_ms === 0 ? Number.POSITIVE_INFINITY : few_ms
    if (now.isWalking && !now.isComplete && !isEndless) return FIRST_WALK_NEXT_MS
    if (now.isWalking) {
      const left_ms = now.done > 0 ? since_ms / now.done - since_ms : this.#took_ms - since_ms
      return Math.max(500, Math.min(Math.round(Math.min(part_ms, left_ms)) + AFTER_WALK_MS, LONGEST_NEXT_MS))
    }
    if (every_ms === 0) return null
    // Events come between walks, and who does not ask does not look.
    if (this.#isRelaxed || isEndless) return Math.min(every_ms, LONGEST_NEXT_MS)
    const first_ms = Math.min(FIRST_PART_MS, this.#took_ms)
    const next_ms = this.dueAt - Date.now() + first_ms + AFTER_WALK_MS
    return Math.min(Math.max(1_000, next_ms, every_ms - since_ms + first_ms), LONGEST_NEXT_MS)
  }

  get standing(): RhythmStanding {
    return {
      started_at: this.startedAt,
      took_ms: this.#took_ms,
      not_before: this.#not_before,
      is_relaxed: this.#isRelaxed,
      is_hurried: this.#isHurried,
      endless: this.#endless,
      told: this.#told,
    }
  }

  take({ started_at, took_ms, not_before, is_relaxed, is_hurried, endless, told }: RhythmStanding): void {
    this.#started = started_at
    this.#took_ms = took_ms
    this.#notBefore = not_before
    this.#isRelaxed = is_relaxed
    this.#isHurried = is_hurried
    this.#endless = endless
    this.#told = told
  }

  /** Epoch milliseconds at which the last walk began. */
  get startedAt(): number {
    return isAhead(this.#started) ? 0 : this.#started
  }

  get #not_before(): number {
    return isAhead(this.#notBefore) ? 0 : this.#notBefore
  }

  #everyMs(ms: number): number {
    return ms * (this.#isRelaxed ? RELAXED : 1)
  }
}

const isAhead = (at: number) => at > Date.now() + LONGEST_AHEAD_MS
