import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { until } from '@/e2e/support/until.ts'
import { sessionOf } from '../../../../e2e/support/store/conformance-inputs.ts'
import { holdWriteLock } from '../../../../e2e/support/store/hold-write-lock.ts'
import { temporaryFolders } from '../../../../e2e/support/temporary-folders.ts'
import type { Grants } from '../../auth/grants/grants.ts'
import { createSessions } from '../../auth/sessions.ts'
import type { Store } from '../store.ts'
import { StoreUnavailable } from '../store-unavailable.ts'
import { SqliteConnection } from './connection.ts'
import { openSqliteStore } from './sqlite.ts'

/** What the contract names. */
const REFUSED_WITHIN_MS = 2_000

const folder = temporaryFolders()
const ends: (() => Promise<void>)[] = []

function open(data_dir: string): Store {
  const store = openSqliteStore(data_dir)
  ends.push(() => store.close())
  return store
}

/** A store whose file another process has locked for writing. */
async function openLocked() {
  const data_dir = folder()
  const store = open(data_dir)
  const session = sessionOf('user')
  await store.putSession(session)
  const { release } = await holdWriteLock(data_dir)
  let held = true
  const releaseOnce = async () => {
    if (held) await release()
    held = false
  }
  ends.push(releaseOnce)
  return { store, session, release: releaseOnce, data_dir }
}

afterEach(async () => {
  vi.restoreAllMocks()
  for (const end of ends.splice(0).reverse()) await end()
})

describe('while another process holds the write lock', () => {
  it('twenty requests that write several times are refused within 2 s, and the process goes on meanwhile', async () => {
    const { store, session } = await openLocked()
    let rounds = 0
    const ticking = setInterval(() => {
      rounds++
    }, 10)
    const request = async (i: number) => {
      await store.getSession(session.ref)
      await store.touchSession(session.ref, Date.now() + i).catch(() => {})
      await store.acquireLock('lock', `${i}`, 1_000).catch(() => {})
      await store.takeBudget('MEDIUM', 7)
    }
    const before = performance.now()
    const answers = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => request(i)))
    expect(performance.now() - before).toBeLessThan(REFUSED_WITHIN_MS)
    clearInterval(ticking)
    for (const answer of answers) expect(answer).toMatchObject({ reason: expect.any(StoreUnavailable) })
    // One round in ten milliseconds would be 120; a wait that blocks would leave two or three.
    expect(rounds).toBeGreaterThan(20)
  })

  it('reading goes on', async () => {
    const { store, session } = await openLocked()
    const pending = store.compareAndSetGrant('user', null, 'sealed').catch(error => error)
    expect(await store.getSession(session.ref)).toEqual(session)
    expect(await store.getGrant('user')).toBeNull()
    expect(await pending).toBeInstanceOf(StoreUnavailable)
  })

  it('a session is read at once, though its use cannot be noted', async () => {
    const { store, session } = await openLocked()
    const noGrants = { put: async () => {}, endIfUnused: async () => {} } as unknown as Grants
    const sessions = createSessions(store, noGrants, { SESSION_IDLE_MINUTES: 60, SESSION_MAX_HOURS: 12 })
    vi.spyOn(Date, 'now').mockReturnValue(session.active_at + 31_000)
    const before = performance.now()
    expect(await sessions.read(session.ref, true)).toMatchObject({ ref: session.ref })
    expect(performance.now() - before).toBeLessThan(REFUSED_WITHIN_MS / 2)
    await expect(store.touchSession(session.ref, Date.now())).rejects.toThrow(StoreUnavailable)
  })

  it('writes wait, and are done in their order once it is free', async () => {
    const { store, release } = await openLocked()
    const order: number[] = []
    const writes = [1, 2, 3, 4, 5].map(i =>
      store.compareAndSetGrant('user', null, `${i}`).then(() => order.push(i)),
    )
    await delay(300)
    await release()
    await Promise.all(writes)
    expect(order).toEqual([1, 2, 3, 4, 5])
    expect((await store.getGrant('user'))?.sealed).toBe('1')
  })

  it('a write that comes when the file is free again does not overtake one that has waited', async () => {
    const data_dir = folder()
    const store = open(data_dir)
    const other = new DatabaseSync(join(data_dir, 'rollcall.sqlite'))
    other.exec('BEGIN IMMEDIATE')
    const first = store.compareAndSetGrant('user', null, 'first')
    other.exec('COMMIT')
    other.close()
    await Promise.all([first, store.compareAndSetGrant('user', null, 'second')])
    expect((await store.getGrant('user'))?.sealed).toBe('first')
  })

  it('a refused write is not done later', async () => {
    const { store, release } = await openLocked()
    await expect(store.compareAndSetGrant('user', null, 'refused')).rejects.toThrow(StoreUnavailable)
    await release()
    await until(() => store.compareAndSetGrant('other', null, 'sealed'))
    expect(await store.getGrant('user')).toBeNull()
  })

  it('a time that was refused does not shorten the wait of a later one', async () => {
    const { store, release, data_dir } = await openLocked()
    await expect(store.compareAndSetGrant('user', null, 'refused')).rejects.toThrow(StoreUnavailable)
    await release()
    expect(await store.compareAndSetGrant('user', null, 'stored')).toEqual(expect.any(String))
    const again = await holdWriteLock(data_dir)
    const write = store.compareAndSetGrant('other', null, 'waited for')
    await delay(400)
    await again.release()
    expect(await write).toEqual(expect.any(String))
  })

  it('closing waits for what was begun', async () => {
    const { store, release, data_dir } = await openLocked()
    const write = store.compareAndSetGrant('user', null, 'sealed')
    const closed = store.close()
    await release()
    await Promise.all([write, closed])
    const db = new DatabaseSync(join(data_dir, 'rollcall.sqlite'), { readOnly: true })
    expect(db.prepare('SELECT sealed FROM grants').all()).toMatchObject([{ sealed: 'sealed' }])
    db.close()
  })
})

it('what fails for another reason is tried once', async () => {
  const connection = new SqliteConnection(new DatabaseSync(':memory:'))
  let tries = 0
  const read = connection.read(() => {
    tries++
    throw new Error('disk I/O error')
  })
  await expect(read).rejects.toThrow(StoreUnavailable)
  expect(tries).toBe(1)
  await connection.close()
})
