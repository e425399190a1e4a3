import { BUDGET_WINDOW_MS, type BudgetStore } from '../budget-store.ts'
import { firstRow, type SqliteConnection } from './connection.ts'

export function createSqliteBudget(connection: SqliteConnection, clock: () => number): BudgetStore {
  const forget = connection.prepare('DELETE FROM starts WHERE label = ? AND started_at <= ?')
  const pullBack = connection.prepare('UPDATE starts SET started_at = ? WHERE label = ? AND started_at > ?')
  const nthLatest = connection.prepare(
    'SELECT started_at FROM starts WHERE label = ? ORDER BY started_at DESC LIMIT 1 OFFSET ?',
  )
  const add = connection.prepare('INSERT INTO starts (label, started_at) VALUES (?, ?)')

  return {
    takeBudget: (label, per_second) =>
      connection.write(() => {
        const now = clock()
        forget.run(label, now - BUDGET_WINDOW_MS)
        // The clock was set back: such a start counts as having happened now, or it would block until then.
        pullBack.run(now, label, now)
        const earlier = firstRow<{ started_at: number }>(nthLatest, label, per_second - 1)
        if (earlier) return earlier.started_at + BUDGET_WINDOW_MS - now
        add.run(label, now)
        return 0
      }),
  }
}
