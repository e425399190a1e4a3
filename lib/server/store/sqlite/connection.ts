import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { StoreUnavailable } from '../store-unavailable.ts'

/** One open file. node:sqlite works synchronously: each step below is uninterrupted in this process. */
export class SqliteConnection {
  readonly #db: DatabaseSync

  constructor(db: DatabaseSync) {
    this.#db = db
  }

  prepare(sql: string): StatementSync {
    return this.#db.prepare(sql)
  }

  async read<T>(step: () => T): Promise<T> {
    try {
      return step()
    } catch (cause) {
      throw new StoreUnavailable(cause)
    }
  }

  /**
   * On disk when the promise resolves: a rotated token that is lost with the power is lost for good, and a
   * session that was signed out must stay so.
   */
  writeDurably<T>(step: () => T): Promise<T> {
    return this.#transaction('FULL', step)
  }

  /** Survives the end of the process, not of the machine's power; saves the wait for the disk. */
  write<T>(step: () => T): Promise<T> {
    return this.#transaction('NORMAL', step)
  }

  async close() {
    if (this.#db.isOpen) this.#db.close()
  }

  async #transaction<T>(synchronous: 'FULL' | 'NORMAL', step: () => T): Promise<T> {
    try {
      // IMMEDIATE: a transaction that reads first and then meets another writer would fail without waiting.
      this.#db.exec(`PRAGMA synchronous = ${synchronous}; BEGIN IMMEDIATE`)
      const result = step()
      this.#db.exec('COMMIT')
      return result
    } catch (cause) {
      this.#rollBack()
      throw new StoreUnavailable(cause)
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
