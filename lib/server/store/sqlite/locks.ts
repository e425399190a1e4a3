import type { LockStore } from '../lock-store.ts'
import type { SqliteConnection } from './connection.ts'

export function createSqliteLocks(connection: SqliteConnection, clock: () => number): LockStore {
  const acquire = connection.prepare(
    `INSERT INTO locks (name, owner, expires_at) VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, expires_at = excluded.expires_at
     WHERE locks.expires_at <= ?`,
  )
  const renew = connection.prepare(
    'UPDATE locks SET expires_at = ? WHERE name = ? AND owner = ? AND expires_at > ?',
  )
  const release = connection.prepare('DELETE FROM locks WHERE name = ? AND owner = ?')

  return {
    acquireLock: (name, owner, ttl_ms) =>
      connection.write(() => {
        const now = clock()
        return acquire.run(name, owner, now + ttl_ms, now).changes === 1
      }),

    renewLock: (name, owner, ttl_ms) =>
      connection.write(() => {
        const now = clock()
        return renew.run(now + ttl_ms, name, owner, now).changes === 1
      }),

    releaseLock: (name, owner) =>
      connection.write(() => {
        release.run(name, owner)
      }),
  }
}
