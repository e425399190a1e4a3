import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Misconfigured } from '../../platform/misconfigured.ts'
import { MIGRATIONS } from './migrations.ts'
import { resultCode, SQLITE_CORRUPT, SQLITE_NOTADB } from './result-code.ts'

/** How long opening waits for another process that is writing; nothing else is going on in this one yet. */
const OPEN_TIMEOUT_MS = 1000

/**
 * Opens or creates `rollcall.sqlite` under `data_dir`, readable by this user alone, and brings its schema up
 * to date. Throws an Error that says what the operator has to do.
 */
export function openDatabase(data_dir: string): DatabaseSync {
  const path = join(resolve(data_dir), 'rollcall.sqlite')
  reserveFile(path)
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(path, { timeout: OPEN_TIMEOUT_MS })
    enableWriteAheadLog(db)
    migrate(db, path)
    const fault = db.prepare('PRAGMA quick_check(1)').get()?.quick_check
    if (fault !== 'ok') throw damaged(path, new Error(String(fault)))
    restrictMode(path)
    db.exec('PRAGMA busy_timeout = 0')
    return db
  } catch (cause) {
    db?.close()
    if (cause instanceof Misconfigured) throw cause
    const code = resultCode(cause)
    if (code === SQLITE_CORRUPT || code === SQLITE_NOTADB) throw damaged(path, cause)
    throw new Misconfigured(
      `The session database ${path} cannot be opened (${reason(cause)}). Make DATA_DIR a folder on a local ` +
        'disk that this process may write to and that has room, or set REDIS_URL.',
      { cause },
    )
  }
}

/**
 * SQLite gives -wal and -shm the mode of the main file, so that one is created first. Only O_EXCL, and only
 * paths afterwards: closing any descriptor of a file that this process already has open would drop SQLite's
 * POSIX locks on it.
 */
function reserveFile(path: string) {
  try {
    mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 })
    closeSync(openSync(path, 'wx', 0o600))
  } catch (cause) {
    // It was there before, or another process was quicker; whether it is any good shows when it is opened.
    if (existsSync(path)) return
    throw new Misconfigured(
      `The session database ${path} cannot be created (${reason(cause)}). Make DATA_DIR a folder that this ` +
        'process may write to, or set REDIS_URL.',
      { cause },
    )
  }
}

function restrictMode(path: string) {
  for (const file of [path, `${path}-wal`, `${path}-shm`])
    if (existsSync(/* turbopackIgnore: true */ file)) chmodSync(/* turbopackIgnore: true */ file, 0o600)
}

function enableWriteAheadLog(db: DatabaseSync) {
  const mode = db.prepare('PRAGMA journal_mode = WAL').get()?.journal_mode
  if (mode !== 'wal') throw new Error(`its file system allows no write-ahead log, only "${mode}"`)
  db.exec('PRAGMA synchronous = FULL')
}

function migrate(db: DatabaseSync, path: string) {
  // Takes the write lock, which also proves that the file can be written.
  db.exec('BEGIN IMMEDIATE')
  const version = Number(db.prepare('PRAGMA user_version').get()?.user_version)
  if (version > MIGRATIONS.length)
    throw new Misconfigured(
      `The session database ${path} was written by a newer version of Rollcall (schema ${version}, this one ` +
        `knows ${MIGRATIONS.length}). Start that version again, or move the file away: everybody then signs in anew.`,
    )
  for (const step of MIGRATIONS.slice(version)) db.exec(step)
  if (version < MIGRATIONS.length) db.exec(`PRAGMA user_version = ${MIGRATIONS.length}`)
  db.exec('COMMIT')
}

function damaged(path: string, cause: unknown) {
  return new Misconfigured(
    `The session database ${path} is damaged or no SQLite file (${reason(cause)}). Move it away together with ` +
      'its -wal and -shm files, or restore a backup. Without one everybody signs in anew; nothing else is lost.',
    { cause },
  )
}

function reason(cause: unknown) {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\s+/g, ' ')
}
