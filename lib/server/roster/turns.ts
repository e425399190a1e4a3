import { setTimeout as delay } from 'node:timers/promises'
import type { RosterChange } from './events.ts'
import { RosterGone, type SharedCopy, type Standing } from './shared-copy.ts'

/** What other instances have written is looked for no more often than this. */
const SYNC_EVERY_MS = 250
/** While another instance walks: how often to look, and for how long. */
const FOLLOW_EVERY_MS = 400
const FOLLOW_FOR_MS = 8_000

/** The roster of this instance, as its turns see it. */
export type InTurn = {
  readonly isDropped: boolean
  /** Somebody looks at it through this instance. What others alone look at is theirs to keep. */
  readonly isUsed: boolean
  drop: () => void
  /** Writes for the others, and lets be told, what this instance has made of it. */
  publish: () => Promise<void>
  /** Another instance has read or written meanwhile; what it holds is here. */
  takeStanding: (standing: Standing) => void
  applyEvent: (change: RosterChange) => void
}

/** Of several instances that hold one roster, one works on it at a time and the others take over what it has done. */
export class Turns {
  readonly #roster: InTurn
  readonly #copy: SharedCopy
  #syncing: Promise<number> | null = null
  #taking: Promise<unknown> | null = null
  #synced_at = Number.NEGATIVE_INFINITY
  /** This instance alone may write at the moment, so that nothing is to be taken over. */
  #isAlone = false

  constructor(roster: InTurn, copy: SharedCopy) {
    this.#roster = roster
    this.#copy = copy
  }

  /**
   * Takes over what other instances have made of it, and the events that they have left. A store that is away leaves
   * everything as it is. `isAtOnce`: however short ago it was looked at.
   */
  async sync(isAtOnce = false): Promise<void> {
    if (this.#isAlone || this.#roster.isDropped) return
    if (!isAtOnce && performance.now() - this.#synced_at < SYNC_EVERY_MS) return
    this.#syncing ??= this.#pull()
      .catch(() => 0)
      .finally(() => {
        this.#syncing = null
      })
    if ((await this.#syncing) > 0) await this.#takeEvents()
  }

  /** Looks at what another instance does until something is so, or `for_ms` are over. */
  async follow(isSo: () => boolean | Promise<boolean>, for_ms = FOLLOW_FOR_MS): Promise<void> {
    const until = performance.now() + for_ms
    while (!(await isSo()) && !this.#roster.isDropped && performance.now() < until) {
      await this.sync()
      if (!(await isSo())) await delay(FOLLOW_EVERY_MS, undefined, { ref: false })
    }
  }

  /** Works on the newest state while no other instance does; null where one is at it. Throws RosterGone. */
  alone<T>(work: () => Promise<T>): Promise<T | null> {
    return this.#copy.alone(async () => {
      this.#isAlone = true
      try {
        await this.#syncing
        await this.#pull()
        const done = await work()
        if (await this.applyEvents()) await this.#roster.publish()
        return done
      } finally {
        this.#isAlone = false
      }
    })
  }

  /** Leaves an event for whoever has the turn, which is this instance where no other one has it. */
  async tell(change: RosterChange): Promise<void> {
    await this.#copy.leaveEvent(change)
    await this.#takeEvents()
  }

  /** Applies the events that any instance has left; only in one's turn. True if there were some. */
  async applyEvents(): Promise<boolean> {
    const events = await this.#copy.takeEvents()
    for (const event of events) this.#roster.applyEvent(event)
    return events.length > 0
  }

  /** How many events are left. */
  async #pull(): Promise<number> {
    try {
      const { standing, waiting } = await this.#copy.pull(this.#roster.isUsed)
      this.#roster.takeStanding(standing)
      this.#synced_at = performance.now()
      return waiting
    } catch (error) {
      if (error instanceof RosterGone) this.#roster.drop()
      throw error
    }
  }

  async #takeEvents(): Promise<void> {
    if (this.#isAlone || !this.#roster.isUsed) return
    this.#taking ??= this.alone(async () => {})
      .catch(() => {})
      .finally(() => {
        this.#taking = null
      })
    await this.#taking
  }
}
