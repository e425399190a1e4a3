import { BUDGET_WINDOW_MS, type BudgetStore, STARTS_KEPT_MS } from '../budget-store.ts'
import { firstRow, type SqliteConnection } from './connection.ts'

export function createSqliteBudget(connection: SqliteConnection, clock: () => number): BudgetStore {
  const forget = connection.prepare('DELETE FROM starts WHERE label = ? AND started_at <= ?')
  const pullBack = connection.prepare('UPDATE starts SET started_at = ? WHERE label = ? AND started_at > ?')
  const nthLatest = connection.prepare(
    'SELECT started_at FROM starts WHERE label = ? ORDER BY started_at DESC LIMIT 1 OFFSET ?',
  )
  const count = connection.prepare('SELECT count(*) AS starts FROM starts WHERE label = ? AND started_at > ?')
  const add = connection.prepare('INSERT INTO starts (label, started_at) VALUES (?, ?)')
  const move = connection.prepare(
    `UPDATE starts SET started_at = ? WHERE rowid =
      (SELECT rowid FROM starts WHERE label = ? AND started_at <= ? ORDER BY started_at DESC LIMIT 1)`,
  )

  return {
    takeBudget: (label, per_second) =>
      connection.write(() => {
        const now = clock()
        forget.run(label, now - STARTS_KEPT_MS)
        // The clock was set back: such a start counts as having happened now, or it would block until then.
        pullBack.run(now, label, now)
        const earlier = firstRow<{ started_at: number }>(nthLatest, label, per_second - 1)
        const free_at = earlier ? earlier.started_at + BUDGET_WINDOW_MS : now
        if (free_at > now) return free_at - now
        add.run(label, now)
        return 0
      }),
    moveStart: (label, ago_ms) =>
      connection.write(() => {
        const now = clock()
        const { changes } = move.run(now, label, now - Math.floor(ago_ms))
        if (changes === 0) add.run(label, now)
      }),
    countStarts: label =>
      connection.read(
        () => firstRow<{ starts: number }>(count, label, clock() - STARTS_KEPT_MS)?.starts ?? 0,
      ),
  }
}
