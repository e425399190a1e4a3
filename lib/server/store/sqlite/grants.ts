import type { GrantRecord, GrantStore } from '../grant-store.ts'
import { newVersion } from '../new-version.ts'
import { firstRow, type SqliteConnection } from './connection.ts'

export function createSqliteGrants(connection: SqliteConnection): GrantStore {
  const get = connection.prepare('SELECT user_id, version, sealed FROM grants WHERE user_id = ?')
  const add = connection.prepare('INSERT OR IGNORE INTO grants (version, sealed, user_id) VALUES (?, ?, ?)')
  const replace = connection.prepare(
    'UPDATE grants SET version = ?, sealed = ? WHERE user_id = ? AND version = ?',
  )
  const list = connection.prepare('SELECT user_id FROM grants')
  const remove = connection.prepare('DELETE FROM grants WHERE user_id = ? AND (? IS NULL OR version = ?)')

  return {
    getGrant: user_id => connection.read(() => firstRow<GrantRecord>(get, user_id)),

    compareAndSetGrant: (user_id, expected, sealed) =>
      connection.writeDurably(() => {
        const version = newVersion()
        const { changes } =
          expected === null
            ? add.run(version, sealed, user_id)
            : replace.run(version, sealed, user_id, expected)
        return changes === 1 ? version : null
      }),

    deleteGrant: (user_id, expected) =>
      connection.writeDurably(() => remove.run(user_id, expected ?? null, expected ?? null).changes === 1),

    listGrants: () => connection.read(() => list.all().map(row => String(row.user_id))),
  }
}
