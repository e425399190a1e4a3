import type { Rhythm } from './rhythm.ts'

/** Begins the walks of one roster, one at a time, when they are due or asked for, and lets others wait for their pages. */
export class Walker {
  readonly #rhythm: Rhythm
  readonly #walk: () => Promise<void>
  #walking: Promise<void> | null = null
  #nextPage = Promise.withResolvers<void>()
  #first_asked_at = 0
  #timer: NodeJS.Timeout | undefined
  #isStopped = false

  /** `walk`: one walk; never rejects, and says with `pageCame` what it brings. */
  constructor(rhythm: Rhythm, walk: () => Promise<void>) {
    this.#rhythm = rhythm
    this.#walk = walk
  }

  get isWalking(): boolean {
    return this.#walking !== null
  }

  /** Resolves with the next page of the walk under way, or with its end. */
  get nextPage(): Promise<void> {
    return this.#nextPage.promise
  }

  /** Begins a walk; joins one under way, and the last one if that began only just now. Resolves with its end. */
  refresh(): Promise<void> {
    if (!this.#walking && !this.#rhythm.isJustBegun) this.#begin()
    return this.#walking ?? Promise.resolve()
  }

  /** Has the next walk begin when it is due by now: the rhythm has changed. */
  arm(): void {
    clearTimeout(this.#timer)
    const due_at = this.#rhythm.dueAt
    if (this.#walking || this.#isStopped || !Number.isFinite(due_at)) return
    const wait_ms = due_at - Date.now()
    if (wait_ms <= 0) this.#begin()
    else this.#timer = setTimeout(() => this.arm(), wait_ms).unref()
  }

  /** A page is here, of a walk that asked for its first one at this moment (of `performance`). */
  pageCame(first_asked_at: number): void {
    this.#first_asked_at = first_asked_at
    this.#turnPage()
  }

  /**
   * Resolves once a page is here of a walk that asked for its first one after a moment (of `performance`), which is begun
   * where need be, or such a walk has brought none.
   */
  async readSince(moment: number): Promise<void> {
    let isAnew = false
    while (this.#first_asked_at <= moment) {
      if (!this.#walking) {
        if (isAnew) return
        isAnew = true
        this.#begin()
      }
      await this.nextPage
    }
  }

  /** Begins no more walks by itself. */
  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
  }

  #begin(): void {
    this.#walking = this.#walk().finally(() => {
      this.#walking = null
      this.#turnPage()
      this.arm()
    })
  }

  #turnPage(): void {
    this.#nextPage.resolve()
    this.#nextPage = Promise.withResolvers()
  }
}
