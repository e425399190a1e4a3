import type { Store } from '../store.ts'
import { createSqliteBudget } from './budget.ts'
import { createSteadyClock } from './clock.ts'
import { SqliteConnection } from './connection.ts'
import { openDatabase } from './file.ts'
import { createSqliteGrants } from './grants.ts'
import { createSqliteLocks } from './locks.ts'
import { createSqliteSessions } from './sessions.ts'
import { createSqliteViews } from './views.ts'

/**
 * A store in one file under `data_dir`, shared with other processes on the same machine. Throws at once, with
 * advice for the operator, if the file cannot be used.
 */
export function openSqliteStore(data_dir: string): Store {
  const connection = new SqliteConnection(openDatabase(data_dir))
  const clock = createSteadyClock()
  // Reads the file, unlike a bare SELECT 1.
  const schemaVersion = connection.prepare('PRAGMA user_version')
  return {
    ...createSqliteSessions(connection, clock),
    ...createSqliteGrants(connection),
    ...createSqliteLocks(connection, clock),
    ...createSqliteBudget(connection, clock),
    ...createSqliteViews(connection),
    rosters: null,
    ping: () =>
      connection.read(() => {
        schemaVersion.get()
      }),
    check: async () => {}, // opening did
    close: () => connection.close(),
  }
}
