import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const PROGRAM = `
  const { DatabaseSync } = require('node:sqlite')
  const db = new DatabaseSync(process.argv[1], { timeout: 5000 })
  db.exec('BEGIN IMMEDIATE')
  process.stdout.write('held')
  process.stdin.resume().once('end', () => { db.exec('ROLLBACK'); db.close() })`

/** Another process that holds the write lock of the SQLite file in `data_dir` until it is released. */
export async function holdWriteLock(data_dir: string): Promise<{ release: () => Promise<void> }> {
  const holder = spawn(process.execPath, ['--eval', PROGRAM, join(data_dir, 'rollcall.sqlite')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(holder, 'exit')
  await Promise.race([once(holder.stdout, 'data'), ended])
  if (holder.exitCode !== null) throw new Error('The write lock could not be taken.')
  return {
    async release() {
      holder.stdin.end()
      await ended
    },
  }
}
