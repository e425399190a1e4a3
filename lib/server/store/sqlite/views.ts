import { newVersion } from '../new-version.ts'
import type { ViewStore, ViewsRecord } from '../view-store.ts'
import { firstRow, type SqliteConnection } from './connection.ts'

export function createSqliteViews(connection: SqliteConnection): ViewStore {
  const get = connection.prepare('SELECT version, sealed FROM views WHERE user_id = ?')
  const add = connection.prepare('INSERT OR IGNORE INTO views (version, sealed, user_id) VALUES (?, ?, ?)')
  const replace = connection.prepare(
    'UPDATE views SET version = ?, sealed = ? WHERE user_id = ? AND version = ?',
  )

  return {
    getViews: user_id => connection.read(() => firstRow<ViewsRecord>(get, user_id)),

    compareAndSetViews: (user_id, expected, sealed) =>
      connection.writeDurably(() => {
        const version = newVersion()
        const { changes } =
          expected === null
            ? add.run(version, sealed, user_id)
            : replace.run(version, sealed, user_id, expected)
        return changes === 1 ? version : null
      }),
  }
}
