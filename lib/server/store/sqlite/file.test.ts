import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import { describe, expect, it, vi } from 'vitest'
import { sessionOf } from '../../../../e2e/support/store/conformance-inputs.ts'
import { sqliteFiles } from '../../../../e2e/support/store/sqlite-files.ts'
import { openDatabase } from './file.ts'
import { MIGRATIONS } from './migrations.ts'
import { openSqliteStore } from './sqlite.ts'

const { folder, open } = sqliteFiles()

describe('the SQLite file', () => {
  it('is readable by its owner alone, like everything beside it', async () => {
    const data_dir = join(folder(), 'not', 'there', 'yet')
    await open(data_dir).compareAndSetGrant('user', null, 'sealed')
    expect(modeOf(data_dir)).toBe(0o700)
    const files = readdirSync(data_dir)
    expect(files.sort()).toEqual(['rollcall.sqlite', 'rollcall.sqlite-shm', 'rollcall.sqlite-wal'])
    for (const file of files) expect(modeOf(join(data_dir, file))).toBe(0o600)
  })

  it('is opened once somebody else who is writing has finished', async () => {
    const data_dir = folder()
    open(data_dir)
    const writer = await startWriting(data_dir)
    Atomics.store(writer.mayFinish, 0, 1)
    Atomics.notify(writer.mayFinish, 0)
    await open(data_dir).compareAndSetGrant('user', null, 'sealed')
    await writer.ended
  })

  it('is not waited for without end', async () => {
    const data_dir = folder()
    open(data_dir)
    const writer = await startWriting(data_dir)
    expect(() => openDatabase(data_dir)).toThrow(/cannot be opened \(database is locked\)/)
    Atomics.store(writer.mayFinish, 0, 1)
    Atomics.notify(writer.mayFinish, 0)
    await writer.ended
  })

  it('is closed to others again if it was open to them, like everything beside it', async () => {
    const data_dir = folder()
    await open(data_dir).compareAndSetGrant('user', null, 'sealed')
    const files = readdirSync(data_dir).map(name => join(data_dir, name))
    expect(files).toHaveLength(3)
    for (const file of files) chmodSync(file, 0o644)
    open(data_dir)
    for (const file of files) expect(modeOf(file)).toBe(0o600)
  })

  it('keeps nobody waiting for another process once it is open: that is done between two tries', () => {
    const db = openDatabase(folder())
    expect(db.prepare('PRAGMA busy_timeout').get()).toEqual({ timeout: 0 })
    db.close()
  })

  it('keeps sessions and grants over a restart', async () => {
    const data_dir = folder()
    const first = openSqliteStore(data_dir)
    const session = sessionOf('user')
    await first.putSession(session)
    const version = await first.compareAndSetGrant('user', null, 'sealed')
    await first.close()
    const second = open(data_dir)
    expect(await second.getSession(session.ref)).toEqual(session)
    expect(await second.getGrant('user')).toEqual({ user_id: 'user', version, sealed: 'sealed' })
  })

  it('loses expired sessions and locks at the next sign-in', async () => {
    const data_dir = folder()
    const store = open(data_dir)
    for (let i = 0; i < 3; i++) await store.putSession(sessionOf('user', { expires_at: Date.now() - 1 }))
    await store.acquireLock('lock', 'owner', -1)
    await store.putSession(sessionOf('user'))
    const db = new DatabaseSync(join(data_dir, 'rollcall.sqlite'), { readOnly: true })
    expect(db.prepare('SELECT count(*) AS n FROM sessions').get()?.n).toBe(1)
    expect(db.prepare('SELECT count(*) AS n FROM locks').get()?.n).toBe(0)
    db.close()
  })

  it('says what to do when it is damaged', () => {
    const data_dir = folder()
    mkdirSync(data_dir)
    writeFileSync(join(data_dir, 'rollcall.sqlite'), 'no database at all, but long enough. '.repeat(100))
    expect(() => open(data_dir)).toThrow(/rollcall\.sqlite is damaged.*Move it away.*signs in anew/)
  })

  it.each([
    // Spares the first page, which holds the header and the schema.
    ['of its rows', 4_096, 8_192],
    // Spares the header alone: SQLite itself refuses to read on.
    ['with its schema', 100, 3_996],
  ])('says what to do when a page %s is damaged', async (_what, from, bytes) => {
    const data_dir = folder()
    const store = openSqliteStore(data_dir)
    for (let i = 0; i < 50; i++) await store.putSession(sessionOf('user'))
    await store.close()
    const file = openSync(join(data_dir, 'rollcall.sqlite'), 'r+')
    writeSync(file, Buffer.alloc(bytes, 0xa5), 0, bytes, from)
    closeSync(file)
    expect(() => open(data_dir)).toThrow(/rollcall\.sqlite is damaged.*Move it away.*signs in anew/)
  })

  it('says what to do when a newer version wrote it', async () => {
    const data_dir = folder()
    await openSqliteStore(data_dir).close()
    const db = new DatabaseSync(join(data_dir, 'rollcall.sqlite'))
    db.exec('PRAGMA user_version = 999')
    db.close()
    expect(() => open(data_dir)).toThrow(
      /^The session database \S+ was written by a newer version of Rollcall \(schema 999.*Start that version again/,
    )
    // Nothing of the attempt keeps that version from writing.
    const newer = new DatabaseSync(join(data_dir, 'rollcall.sqlite'))
    newer.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${MIGRATIONS.length}; COMMIT`)
    newer.close()
    await open(data_dir).ping()
  })

  it('takes over what an older version stored', async () => {
    const data_dir = folder()
    mkdirSync(data_dir)
    const db = new DatabaseSync(join(data_dir, 'rollcall.sqlite'))
    for (const step of MIGRATIONS.slice(0, 2)) db.exec(step)
    db.exec(`INSERT INTO grants (user_id, sealed) VALUES ('ana', 'a'), ('bo', 'b'); PRAGMA user_version = 2`)
    db.close()
    const store = open(data_dir)
    const ana = await store.getGrant('ana')
    expect(ana?.sealed).toBe('a')
    expect(ana?.version).not.toBe((await store.getGrant('bo'))?.version)
    expect(await store.compareAndSetGrant('ana', ana?.version ?? '', 'new')).not.toBeNull()
    expect((await store.getGrant('bo'))?.sealed).toBe('b')
  })

  it('says what to do when its folder cannot be used', () => {
    const file = folder()
    writeFileSync(file, '')
    expect(() => open(join(file, 'data'))).toThrow(/cannot be created.*DATA_DIR.*REDIS_URL/)
    // A folder where the file should be: also refused for root, whom no mode stops.
    const data_dir = folder()
    mkdirSync(join(data_dir, 'rollcall.sqlite'), { recursive: true })
    expect(() => open(data_dir)).toThrow(/cannot be opened.*DATA_DIR/)
    expect(() => open(data_dir)).toThrow(expect.objectContaining({ cause: expect.any(Error) }))
  })
  it('says what to do where its name leads to a file that is not there', () => {
    const data_dir = folder()
    mkdirSync(data_dir)
    symlinkSync(join(data_dir, 'gone'), join(data_dir, 'rollcall.sqlite'))
    expect(() => open(data_dir)).toThrow(/cannot be created \(EEXIST.*DATA_DIR/)
  })

  it('says what to do on a file system without a write-ahead log', () => {
    const withoutLog = { get: () => ({ journal_mode: 'delete' }) } as unknown as StatementSync
    vi.spyOn(DatabaseSync.prototype, 'prepare').mockReturnValueOnce(withoutLog)
    expect(() => open(folder())).toThrow(
      /cannot be opened \(.*no write-ahead log, only "delete"\).*local disk/,
    )
  })
})

function modeOf(path: string) {
  return statSync(path).mode & 0o777
}

/** Holds the write lock on another thread, since opening stops this one, until a moment after it may finish. */
async function startWriting(data_dir: string) {
  const mayFinish = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads')
     const { DatabaseSync } = require('node:sqlite')
     const db = new DatabaseSync(workerData.path)
     db.exec('BEGIN IMMEDIATE')
     parentPort.postMessage('writing')
     Atomics.wait(workerData.mayFinish, 0, 0)
     Atomics.wait(workerData.mayFinish, 0, 1, 100) // the other thread has gone on to open it
     db.exec('COMMIT')
     db.close()`,
    { eval: true, workerData: { path: join(data_dir, 'rollcall.sqlite'), mayFinish } },
  )
  const ended = new Promise(resolve => worker.once('exit', resolve))
  await new Promise(resolve => worker.once('message', resolve))
  return { mayFinish, ended }
}
