import type { SessionRecord, SessionStore } from '../session-store.ts'
import { firstRow, type SqliteConnection } from './connection.ts'

/** How many expired rows of one kind a sign-in clears away with it. */
const SWEEP_ROWS = 200

export function createSqliteSessions(connection: SqliteConnection, clock: () => number): SessionStore {
  const get = connection.prepare('SELECT * FROM sessions WHERE ref = ? AND expires_at > ?')
  const put = connection.prepare(
    `INSERT OR REPLACE INTO sessions (ref, user_id, account_id, user_name, user_agent, created_at, active_at, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const touch = connection.prepare('UPDATE sessions SET active_at = ? WHERE ref = ? AND active_at < ?')
  const remove = connection.prepare('DELETE FROM sessions WHERE ref = ?')
  const list = connection.prepare(
    'SELECT * FROM sessions WHERE user_id = ? AND expires_at > ? ORDER BY created_at DESC, ref',
  )
  const sweep = connection.prepare(
    'DELETE FROM sessions WHERE ref IN (SELECT ref FROM sessions WHERE expires_at <= ? LIMIT ?)',
  )
  const sweepLocks = connection.prepare(
    'DELETE FROM locks WHERE name IN (SELECT name FROM locks WHERE expires_at <= ? LIMIT ?)',
  )

  return {
    getSession: ref => connection.read(() => firstRow<SessionRecord>(get, ref, clock())),

    putSession: session =>
      connection.writeDurably(() => {
        const { ref, user_id, account_id, user_name, user_agent, created_at, active_at, expires_at } = session
        put.run(ref, user_id, account_id, user_name, user_agent, created_at, active_at, expires_at)
        sweep.run(clock(), SWEEP_ROWS)
        sweepLocks.run(clock(), SWEEP_ROWS)
      }),

    touchSession: (ref, active_at) =>
      connection.write(() => {
        touch.run(active_at, ref, active_at)
      }),

    deleteSession: ref =>
      connection.writeDurably(() => {
        remove.run(ref)
      }),

    listSessions: user_id =>
      connection.read(() => list.all(user_id, clock()).map(row => ({ ...row }) as SessionRecord)),

    now: async () => clock(),
  }
}
