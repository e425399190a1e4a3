import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { deflate, inflate } from 'node:zlib'
import type { createSealer } from '../auth/seal.ts'
import { holdLock } from '../store/hold-lock.ts'
import type { LockStore } from '../store/lock-store.ts'
import type { RosterPart, RosterStore } from '../store/roster-store.ts'
import type { RosterChange } from './events.ts'
import type { Held, HeldHead, HeldUpdate } from './held/held.ts'
import type { RhythmStanding } from './rhythm.ts'

/** By what instances share rosters. */
export type Sharers = { store: RosterStore; locks: LockStore; sealer: ReturnType<typeof createSealer> }

/** How it stands with reading a roster, which all instances know of each other. */
export type Standing = RhythmStanding & {
  sight: number
  walks: number
  trouble: object | null
}

/** The roster is not what this instance holds any more: it has run out, or another one has gone another way. */
export class RosterGone extends Error {
  readonly code = 'roster_gone'
}

const ROWS_A_PART = 500
/** After so many parts the whole is written anew, which is then less to read. */
const MOST_PARTS = 200
const LOCK = { ttl_ms: 12_000, renew_every_ms: 3_000 }

const pack = promisify(deflate)
const unpack = promisify(inflate)

/**
 * One roster as instances share it through the store: sealed, packed, in parts that follow each other by their changes.
 * Whoever holds the lock writes; all others take over what they lack.
 */
export class SharedCopy {
  readonly #held: Held
  readonly #sharers: Sharers
  readonly #lists: readonly string[]
  /** The last change that is in the store and here; null before the first. */
  #written: number | null = null
  #parts = 0

  /** `lists`: the names by which the store lists it. */
  constructor(held: Held, lists: readonly string[], sharers: Sharers) {
    this.#held = held
    this.#lists = lists
    this.#sharers = sharers
  }

  /** Takes over what others have written; not to be called while another call of it runs. Throws RosterGone. */
  async pull(isUsed = true): Promise<{ standing: Standing; waiting: number }> {
    const { store } = this.#sharers
    const found = await store.readRoster(this.#lists, this.#held.epoch, this.#written ?? 0, isUsed)
    if (!found) throw new RosterGone()
    const written = this.#written ?? 0
    // Where a write has failed this instance is ahead: it may write that later, as long as nobody else has written.
    const isAhead = this.#held.place.rows > written
    if (found.change !== written && (isAhead || found.change < written)) throw new RosterGone()
    const { head, standing, parts } = (await this.#open(found.head)) as {
      head: HeldHead
      standing: Standing
      parts: number
    }
    if (!isAhead) {
      const updates: HeldUpdate[] = []
      for (const sealed of found.parts) updates.push((await this.#open(sealed)) as HeldUpdate)
      this.#held.take(updates, head)
      this.#written = found.change
      this.#parts = parts
    }
    return { standing, waiting: found.waiting }
  }

  /** Writes what is new here, and lets it be told. Only under the lock. Throws RosterGone where another one has written. */
  async push(standing: Standing): Promise<void> {
    const held = this.#held
    const change = held.place.rows
    const isWhole = this.#written === null || this.#parts > MOST_PARTS
    const parts = await this.#seal(held.updateAfter(isWhole ? 0 : (this.#written ?? 0)), change)
    const count = (isWhole ? 0 : this.#parts) + parts.length
    const head = await this.#close({ head: held.head, standing, parts: count })
    const write = { expected: this.#written, change, head, parts, isWhole }
    if (!(await this.#sharers.store.writeRoster(this.#lists, held.epoch, write))) throw new RosterGone()
    this.#written = change
    this.#parts = count
    held.show()
  }

  /** Does something that nobody else does to this roster meanwhile; null where somebody does. */
  async alone<T>(work: () => Promise<T>): Promise<T | null> {
    const { locks } = this.#sharers
    const lock = { ...LOCK, name: `roster:${this.#held.epoch}`, owner: randomUUID() }
    if (!(await locks.acquireLock(lock.name, lock.owner, lock.ttl_ms))) return null
    return holdLock(locks, lock, work)
  }

  async leaveEvent(change: RosterChange): Promise<void> {
    await leaveEvent(this.#sharers, this.#held.epoch, change)
  }

  async takeEvents(): Promise<RosterChange[]> {
    const sealed = await this.#sharers.store.takeRosterEvents(this.#held.epoch)
    return Promise.all(sealed.map(text => this.#open(text) as Promise<RosterChange>))
  }

  async #seal({ rows, order, samples }: HeldUpdate, change: number): Promise<RosterPart[]> {
    const parts: RosterPart[] = []
    for (let at = 0; at < rows.length; at += ROWS_A_PART) {
      const some = rows.slice(at, at + ROWS_A_PART)
      const sealed = await this.#close({ rows: some, order: null, samples: [] } satisfies HeldUpdate)
      parts.push({ id: `${some.at(-1)?.seq}-0`, sealed })
    }
    if (order || samples.length > 0) {
      const sealed = await this.#close({ rows: [], order, samples } satisfies HeldUpdate)
      parts.push({ id: `${change}-1`, sealed })
    }
    return parts
  }

  #close(value: object): Promise<string> {
    return close(this.#sharers, this.#held.epoch, value)
  }

  async #open(sealed: string): Promise<unknown> {
    const packed = this.#sharers.sealer.openBytes(sealed, `roster:${this.#held.epoch}`)
    return JSON.parse((await unpack(packed)).toString())
  }
}

/** Leaves an event at a roster, which need not be held here. */
export async function leaveEvent(sharers: Sharers, roster: string, change: RosterChange): Promise<void> {
  await sharers.store.pushRosterEvent(roster, await close(sharers, roster, change))
}

async function close({ sealer }: Sharers, roster: string, value: object | string): Promise<string> {
  return sealer.seal(await pack(JSON.stringify(value)), `roster:${roster}`)
}
