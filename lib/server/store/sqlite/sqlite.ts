import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { BUDGET_WINDOW_MS } from '../budget-window.ts'
import {
  type GrantRecord,
  type RateLabel,
  type SessionRecord,
  type Store,
  StoreUnavailable,
} from '../store.ts'
import { openDatabase } from './file.ts'

/** How many expired rows of one kind a sign-in clears away with it. */
const SWEEP_ROWS = 200

/**
 * A store in one file under `data_dir`, shared with other processes on the same machine. Throws at once, with
 * advice for the operator, if the file cannot be used.
 */
export function openSqliteStore(data_dir: string): Store {
  return new SqliteStore(openDatabase(data_dir))
}

/** node:sqlite works synchronously: each method below is one uninterrupted step in this process. */
class SqliteStore implements Store {
  readonly #db: DatabaseSync
  readonly #sql: ReturnType<typeof prepareStatements>

  constructor(db: DatabaseSync) {
    this.#db = db
    this.#sql = prepareStatements(db)
  }

  getSession(ref: string) {
    return this.#read(() => row<SessionRecord>(this.#sql.getSession, ref, Date.now()))
  }

  putSession(session: SessionRecord) {
    return this.#writeDurably(() => {
      const { ref, user_id, account_id, user_name, user_agent, created_at, active_at, expires_at } = session
      this.#sql.putSession.run(
        ref,
        user_id,
        account_id,
        user_name,
        user_agent,
        created_at,
        active_at,
        expires_at,
      )
      this.#sql.sweepSessions.run(Date.now(), SWEEP_ROWS)
      this.#sql.sweepLocks.run(Date.now(), SWEEP_ROWS)
    })
  }

  touchSession(ref: string, active_at: number) {
    return this.#write(() => {
      this.#sql.touchSession.run(active_at, ref, active_at)
    })
  }

  deleteSession(ref: string) {
    return this.#writeDurably(() => {
      const now = Date.now()
      const deleted = row<{ user_id: string }>(this.#sql.deleteSession, ref, now)
      return { last: deleted !== null && row(this.#sql.anySession, deleted.user_id, now) === null }
    })
  }

  listSessions(user_id: string) {
    return this.#read(() => {
      const rows = this.#sql.listSessions.all(user_id, Date.now())
      return rows.map(plain => ({ ...plain }) as SessionRecord)
    })
  }

  getGrant(user_id: string) {
    return this.#read(() => row<GrantRecord>(this.#sql.getGrant, user_id))
  }

  putGrant(user_id: string, sealed: string) {
    return this.#writeDurably(() => Number(this.#sql.putGrant.get(user_id, sealed)?.version))
  }

  compareAndSetGrant(user_id: string, expected: number, sealed: string) {
    return this.#writeDurably(() => {
      const stored = row<{ version: number }>(this.#sql.compareAndSetGrant, sealed, user_id, expected)
      return stored?.version ?? null
    })
  }

  deleteGrant(user_id: string, expected?: number) {
    return this.#writeDurably(() => {
      const version = expected ?? null
      return this.#sql.deleteGrant.run(user_id, version, version).changes === 1
    })
  }

  acquireLock(name: string, owner: string, ttl_ms: number) {
    return this.#write(() => {
      const now = Date.now()
      return this.#sql.acquireLock.run(name, owner, now + ttl_ms, now).changes === 1
    })
  }

  renewLock(name: string, owner: string, ttl_ms: number) {
    return this.#write(() => {
      const now = Date.now()
      return this.#sql.renewLock.run(now + ttl_ms, name, owner, now).changes === 1
    })
  }

  releaseLock(name: string, owner: string) {
    return this.#write(() => {
      this.#sql.releaseLock.run(name, owner)
    })
  }

  takeBudget(label: RateLabel, per_second: number) {
    return this.#write(() => {
      const now = Date.now()
      this.#sql.forgetStarts.run(label, now - BUDGET_WINDOW_MS)
      // The clock was set back: such a start counts as having happened now, or it would block until then.
      this.#sql.pullBackStarts.run(now, label, now)
      const earlier = row<{ started_at: number }>(this.#sql.nthLatestStart, label, per_second - 1)
      if (earlier) return earlier.started_at + BUDGET_WINDOW_MS - now
      this.#sql.addStart.run(label, now)
      return 0
    })
  }

  ping() {
    return this.#read(() => {
      this.#sql.schemaVersion.get()
    })
  }

  async close() {
    if (this.#db.isOpen) this.#db.close()
  }

  async #read<T>(step: () => T): Promise<T> {
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
  #writeDurably<T>(step: () => T): Promise<T> {
    return this.#transaction('FULL', step)
  }

  /** Survives the end of the process, not of the machine's power; saves the wait for the disk. */
  #write<T>(step: () => T): Promise<T> {
    return this.#transaction('NORMAL', step)
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
function row<T>(statement: StatementSync, ...values: SQLInputValue[]): T | null {
  const found = statement.get(...values)
  return found ? ({ ...found } as T) : null
}

function prepareStatements(db: DatabaseSync) {
  return {
    getSession: db.prepare('SELECT * FROM sessions WHERE ref = ? AND expires_at > ?'),
    putSession: db.prepare(
      `INSERT OR REPLACE INTO sessions (ref, user_id, account_id, user_name, user_agent, created_at, active_at, expires_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    touchSession: db.prepare('UPDATE sessions SET active_at = ? WHERE ref = ? AND active_at < ?'),
    deleteSession: db.prepare('DELETE FROM sessions WHERE ref = ? AND expires_at > ? RETURNING user_id'),
    anySession: db.prepare('SELECT 1 FROM sessions WHERE user_id = ? AND expires_at > ? LIMIT 1'),
    listSessions: db.prepare(
      'SELECT * FROM sessions WHERE user_id = ? AND expires_at > ? ORDER BY created_at DESC, ref',
    ),
    sweepSessions: db.prepare(
      'DELETE FROM sessions WHERE ref IN (SELECT ref FROM sessions WHERE expires_at <= ? LIMIT ?)',
    ),

    getGrant: db.prepare('SELECT user_id, version, sealed FROM grants WHERE user_id = ?'),
    putGrant: db.prepare('INSERT OR REPLACE INTO grants (user_id, sealed) VALUES (?, ?) RETURNING version'),
    compareAndSetGrant: db.prepare(
      `INSERT OR REPLACE INTO grants (user_id, sealed)
       SELECT user_id, ? FROM grants WHERE user_id = ? AND version = ? RETURNING version`,
    ),
    deleteGrant: db.prepare('DELETE FROM grants WHERE user_id = ? AND (? IS NULL OR version = ?)'),

    acquireLock: db.prepare(
      `INSERT INTO locks (name, owner, expires_at) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, expires_at = excluded.expires_at
       WHERE locks.expires_at <= ?`,
    ),
    renewLock: db.prepare('UPDATE locks SET expires_at = ? WHERE name = ? AND owner = ? AND expires_at > ?'),
    releaseLock: db.prepare('DELETE FROM locks WHERE name = ? AND owner = ?'),
    sweepLocks: db.prepare(
      'DELETE FROM locks WHERE name IN (SELECT name FROM locks WHERE expires_at <= ? LIMIT ?)',
    ),

    forgetStarts: db.prepare('DELETE FROM starts WHERE label = ? AND started_at <= ?'),
    pullBackStarts: db.prepare('UPDATE starts SET started_at = ? WHERE label = ? AND started_at > ?'),
    nthLatestStart: db.prepare(
      'SELECT started_at FROM starts WHERE label = ? ORDER BY started_at DESC LIMIT 1 OFFSET ?',
    ),
    addStart: db.prepare('INSERT INTO starts (label, started_at) VALUES (?, ?)'),

    // Reads the file, unlike a bare SELECT 1.
    schemaVersion: db.prepare('PRAGMA user_version'),
  }
}
