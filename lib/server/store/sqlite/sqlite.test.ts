import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import { describe, expect, it, vi } from 'vitest'
import { describeStore } from '../../../../e2e/support/store/conformance.ts'
import { fullestSecond, type Start } from '../../../../e2e/support/store/conformance-budget.ts'
import { sessionOf } from '../../../../e2e/support/store/conformance-inputs.ts'
import { sqliteFiles } from '../../../../e2e/support/store/sqlite-files.ts'
import { BUDGET_WINDOW_MS } from '../budget-store.ts'
import { StoreUnavailable } from '../store-unavailable.ts'
import { createSqliteBudget } from './budget.ts'
import { SqliteConnection } from './connection.ts'
import { openDatabase } from './file.ts'
import { openSqliteStore } from './sqlite.ts'

const { folder, open } = sqliteFiles()

const shared = folder()
describeStore('SQLite', () => openSqliteStore(shared), 'ours')

describe('SQLite in trouble', () => {
  it('is unavailable on a disk error, with the cause, and undoes what it had begun', async () => {
    const data_dir = folder()
    const store = open(data_dir)
    const before = await store.compareAndSetGrant('user', null, 'before')
    const other = new DatabaseSync(join(data_dir, 'rollcall.sqlite'))
    other.exec(`CREATE TRIGGER full BEFORE UPDATE ON grants BEGIN SELECT RAISE(ABORT, 'disk full'); END`)
    const refused = store.compareAndSetGrant('user', before, 'after')
    await expect(refused).rejects.toThrow(StoreUnavailable)
    await expect(refused).rejects.toMatchObject({ code: 'unavailable', cause: { message: 'disk full' } })
    other.exec('DROP TRIGGER full')
    other.close()
    expect(await store.getGrant('user')).toEqual({ user_id: 'user', version: before, sealed: 'before' })
    expect(await store.compareAndSetGrant('user', before, 'after')).not.toBeNull()
  })

  it('is unavailable once it is closed, and can be closed twice', async () => {
    const store = openSqliteStore(folder())
    await store.close()
    await store.close()
    await expect(store.ping()).rejects.toThrow(StoreUnavailable)
    await expect(store.takeBudget('LIGHT', 1)).rejects.toThrow(StoreUnavailable)
  })

  it('goes on giving out the budget when the clock is set back', async () => {
    const connection = new SqliteConnection(openDatabase(folder()))
    let now = Date.now()
    const budget = createSqliteBudget(connection, () => now)
    expect(await budget.takeBudget('MEDIUM', 1)).toBe(0)
    now -= 3_600_000
    const wait = await budget.takeBudget('MEDIUM', 1)
    expect(wait).toBeGreaterThanOrEqual(1000)
    expect(wait).toBeLessThanOrEqual(BUDGET_WINDOW_MS)
    now += wait
    expect(await budget.takeBudget('MEDIUM', 1)).toBe(0)
    await connection.close()
  })

  it('forgets a start after a minute, however many there were', async () => {
    const connection = new SqliteConnection(openDatabase(folder()))
    let now = Date.now()
    const budget = createSqliteBudget(connection, () => now)
    for (let i = 0; i < 3; i++) {
      expect(await budget.takeBudget('MEDIUM', 1)).toBe(0)
      now += 25_000
    }
    expect(await budget.countStarts('MEDIUM')).toBe(2)
    expect(await budget.countStarts('LIGHT')).toBe(0)
    now += 60_000
    expect(await budget.countStarts('MEDIUM')).toBe(0)
    expect(await budget.takeBudget('MEDIUM', 1)).toBe(0)
    expect(connection.prepare('SELECT count(*) AS kept FROM starts').get()).toEqual({ kept: 1 })
    await connection.close()
  })

  it('keeps sessions, locks and its time while the clock is a day ahead for a moment', async () => {
    const store = open(folder())
    const session = sessionOf('user')
    await store.putSession(session)
    await store.acquireLock('lock', 'me', 60_000)
    const now = Date.now()
    const clock = vi.spyOn(Date, 'now').mockReturnValue(now + 24 * 3_600_000)
    await store.putSession(sessionOf('another'))
    expect(await store.getSession(session.ref)).toEqual(session)
    expect(await store.acquireLock('lock', 'other', 60_000)).toBe(false)
    expect(Math.abs((await store.now()) - now)).toBeLessThan(60_000)
    clock.mockRestore()
    expect(await store.listSessions('user')).toEqual([session])
  })
})

describe('several processes on one SQLite file', () => {
  it('create it together, and exactly one of them wins a compare-and-set and a lock', async () => {
    const data_dir = folder()
    const answers = await inProcesses<{ expected: string; version: string | null; locked: boolean }>(
      6,
      data_dir,
      `await store.compareAndSetGrant('ready-' + me, null, '')
       const everybody = Array.from({ length: all }, (_, i) => 'ready-' + i)
       while (!(await Promise.all(everybody.map(name => store.getGrant(name)))).every(Boolean));
       const { version: expected } = await store.getGrant('ready-0')
       return {
         expected,
         version: await store.compareAndSetGrant('ready-0', expected, 'by ' + me),
         locked: await store.acquireLock('lock', String(me), 60000),
       }`,
    )
    expect(answers.filter(({ locked }) => locked)).toHaveLength(1)
    // A late one may start from what an earlier one wrote; two that start from the same cannot both win.
    const winners = answers.filter(({ version }) => version !== null)
    expect(winners.length).toBeGreaterThan(0)
    expect(new Set(winners.map(({ expected }) => expected)).size).toBe(winners.length)
    const stored = (await open(data_dir).getGrant('ready-0'))?.version
    expect(winners.map(({ version }) => version)).toContain(stored)
  })

  // By the clock that processes share: what each of them makes of `performance.timeOrigin` differs on a busy machine.
  it('keep to one budget', async () => {
    const starts = await inProcesses<Start[]>(
      3,
      folder(),
      `const starts = []
       while (starts.length < 6) {
         const asked = Date.now()
         const wait = await store.takeBudget('MEDIUM', 7)
         if (wait === 0) starts.push({ asked, granted: Date.now() })
         else await new Promise(resolve => setTimeout(resolve, wait))
       }
       return starts`,
    )
    expect(starts.flat()).toHaveLength(18)
    expect(fullestSecond(starts.flat())).toBeLessThanOrEqual(7)
  })
})

/** Runs `body` (with `store`, `me`, and `all`, the number of processes) in processes that start together. */
async function inProcesses<T>(all: number, data_dir: string, body: string): Promise<T[]> {
  const program = (me: number) => `
    const { openSqliteStore } = await import(${JSON.stringify(new URL('./sqlite.ts', import.meta.url).href)})
    const store = openSqliteStore(${JSON.stringify(data_dir)})
    const [me, all] = [${me}, ${all}]
    const answer = await (async () => { ${body} })()
    await store.close()
    console.log(JSON.stringify(answer))`
  return Promise.all(
    Array.from({ length: all }, async (_, me) => {
      const args = ['--input-type=module', '--eval', program(me)]
      const { stdout } = await promisify(execFile)(process.execPath, args)
      return JSON.parse(stdout) as T
    }),
  )
}
