import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { setTimeout as delay, setImmediate as nextRound } from 'node:timers/promises'
import { StoreUnavailable } from '../store-unavailable.ts'
import { resultCode, SQLITE_BUSY } from './result-code.ts'

/**
 * How long one step waits for another process, and how long the next ones while that goes on: a request that needs
 * several is to be refused within 2 s, too.
 */
const LONGEST_WAIT_MS = 1_200
const LEAST_WAIT_MS = 150
const RETRY_MS = 10
/** A file found busy so long ago tells nothing about now. */
const BUSY_KNOWN_FOR_MS = 1_000

/**
 * One open file. node:sqlite works synchronously, so each step below is uninterrupted in this process; what it does not do
 * is wait: SQLite's own waiting for another process (`busy_timeout`) would hold up every request and answer meanwhile.
 */
export class SqliteConnection {
  readonly #db: DatabaseSync
  /** Writes that wait, the first of them for another process, the others for the first: they are done in order. */
  #waiting = 0
  #lastWrite: Promise<unknown> = Promise.resolve()
  #busy = { since: 0, seen: Number.NEGATIVE_INFINITY }

  constructor(db: DatabaseSync) {
    this.#db = db
  }

  prepare(sql: string): StatementSync {
    return this.#db.prepare(sql)
  }

  read<T>(step: () => T): Promise<T> {
    return this.#untilFree(step, this.#deadline())
  }

  /**
   * On disk when the promise resolves: a rotated token that is lost with the power is lost for good, and a
   * session that was signed out must stay so.
   */
  writeDurably<T>(step: () => T): Promise<T> {
    return this.#write('FULL', step)
  }

  /** Survives the end of the process, not of the machine's power; saves the wait for the disk. */
  write<T>(step: () => T): Promise<T> {
    return this.#write('NORMAL', step)
  }

  async close() {
    await this.#lastWrite
    if (this.#db.isOpen) this.#db.close()
  }

  async #write<T>(synchronous: 'FULL' | 'NORMAL', step: () => T): Promise<T> {
    const deadline = this.#deadline()
    const earlier = this.#waiting > 0 ? this.#lastWrite : undefined
    const write = async () => {
      if (earlier) {
        await earlier
        await nextRound() // a long queue must not hold up everything else while it empties
      }
      return this.#untilFree(() => this.#transaction(synchronous, step), deadline)
    }
    this.#waiting++
    const done = write().finally(() => this.#waiting--)
    this.#lastWrite = done.catch(() => {})
    return done
  }

  #deadline(): number {
    const now = performance.now()
    const since = now - this.#busy.seen < BUSY_KNOWN_FOR_MS ? this.#busy.since : now
    return Math.max(since + LONGEST_WAIT_MS, now + LEAST_WAIT_MS)
  }

  /** Tries a step at once, and again until no other process is in its way or the time is over. */
  async #untilFree<T>(step: () => T, deadline: number): Promise<T> {
    for (;;) {
      try {
        return step()
      } catch (cause) {
        const now = performance.now()
        if (resultCode(cause) !== SQLITE_BUSY) throw new StoreUnavailable(cause)
        if (now - this.#busy.seen >= BUSY_KNOWN_FOR_MS) this.#busy.since = now
        this.#busy.seen = now
        if (now >= deadline) throw new StoreUnavailable(cause)
        await delay(RETRY_MS)
      }
    }
  }

  #transaction<T>(synchronous: 'FULL' | 'NORMAL', step: () => T): T {
    try {
      // IMMEDIATE: a transaction that reads first and then meets another writer would fail without waiting.
      this.#db.exec(`PRAGMA synchronous = ${synchronous}; BEGIN IMMEDIATE`)
      const result = step()
      this.#db.exec('COMMIT')
      this.#busy.seen = Number.NEGATIVE_INFINITY
      return result
    } catch (cause) {
      this.#rollBack()
      throw cause
    }
  }

  #rollBack() {
    try {
      if (this.#db.isOpen && this.#db.isTransaction) this.#db.exec('ROLLBACK')
    } catch {
      // The cause of the failed transaction is the one worth reporting; the next BEGIN meets this one again.
    }
  }
}

/** The first row as a plain object; node:sqlite's own have no prototype, which React refuses to pass on. */
export function firstRow<T>(statement: StatementSync, ...values: SQLInputValue[]): T | null {
  const found = statement.get(...values)
  return found ? ({ ...found } as T) : null
}
