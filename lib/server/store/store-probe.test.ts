import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@redis/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { until } from '@/e2e/support/until.ts'
import { RedisServer } from '../../../e2e/support/redis-server.ts'
import { sessionOf } from '../../../e2e/support/store/conformance-inputs.ts'
import { log } from '../platform/logging.ts'
import { openRedisStore } from './redis/redis.ts'
import { SqliteConnection } from './sqlite/connection.ts'
import { openDatabase } from './sqlite/file.ts'
import { createSqliteLocks } from './sqlite/locks.ts'
import { createSqliteSessions } from './sqlite/sessions.ts'
import { createStoreProbe } from './store-probe.ts'
import { StoreUnavailable } from './store-unavailable.ts'

vi.mock('../platform/logging.ts', () => {
  const logger = { error: vi.fn(), info: vi.fn() }
  return { log: () => logger }
})

const told = () => vi.mocked(log().error).mock.calls.map(([fields]) => fields)
const ends: (() => Promise<void> | void)[] = []

beforeEach(() => {
  vi.clearAllMocks()
})
afterEach(async () => {
  vi.useRealTimers()
  for (const end of ends.splice(0).reverse()) await end()
})

describe('a store that can be read but not written', () => {
  it('is told from a good one on a full disk, and is good again once there is room', async () => {
    const data_dir = mkdtempSync(join(tmpdir(), 'rollcall-full-'))
    ends.push(() => rmSync(data_dir, { recursive: true, force: true }))
    const db = openDatabase(data_dir)
    const connection = new SqliteConnection(db)
    ends.push(() => connection.close())
    const sessions = createSqliteSessions(connection, Date.now)
    const probe = createStoreProbe(createSqliteLocks(connection, Date.now))
    await probe()
    db.exec('PRAGMA max_page_count = 30')
    const kept = sessionOf('kept')
    await sessions.putSession(kept)
    const fill = async () => {
      for (;;) await sessions.putSession(sessionOf('user', { user_agent: 'x'.repeat(4_000) }))
    }
    await expect(fill()).rejects.toThrow(StoreUnavailable)
    const full = expect.objectContaining({ reason: 'database or disk is full' })
    await until(() => expect(probe()).rejects.toEqual(full))
    await expect(probe()).rejects.toEqual(full)
    expect(await sessions.getSession(kept.ref)).toEqual(kept)
    expect(told()).toEqual([{ event: 'store_unavailable', reason: 'database or disk is full' }])
    db.exec('PRAGMA max_page_count = 1000')
    await probe()
    expect(log().info).toHaveBeenCalledExactlyOnceWith({ event: 'store_available' })
  })

  it.each([
    ['has no memory left', ['maxmemory', '1'], ['maxmemory', '0'], 'OOM'],
    ['has too few replicas', ['min-replicas-to-write', '1'], ['min-replicas-to-write', '0'], 'NOREPLICAS'],
  ])('is told from a good one when Redis %s', async (_what, spoil, mend, reason) => {
    const server = await RedisServer.reserve()
    ends.push(() => server.dispose())
    await server.start('--maxmemory-policy', 'noeviction')
    const store = openRedisStore(server.url)
    ends.push(() => store.close())
    const operator = await createClient({ url: server.url, RESP: 2 }).connect()
    ends.push(() => operator.close())
    const probe = createStoreProbe(store)
    await probe()
    await operator.sendCommand(['CONFIG', 'SET', ...spoil])
    await until(() => expect(probe()).rejects.toEqual(expect.objectContaining({ reason })))
    await store.ping()
    expect(told()).toEqual([{ event: 'store_unavailable', reason }])
    await operator.sendCommand(['CONFIG', 'SET', ...mend])
    await probe()
    expect(log().info).toHaveBeenCalledExactlyOnceWith({ event: 'store_available' })
    expect(await operator.sendCommand(['KEYS', '*'])).toEqual([])
  })
})

describe('the probe', () => {
  const unavailable = new StoreUnavailable(new Error('OOM command not allowed'))

  it('is one for all who ask at once, and for half a second when it was good', async () => {
    vi.useFakeTimers()
    const acquireLock = vi.fn(async () => true)
    const probe = createStoreProbe({ acquireLock, releaseLock: async () => {} })
    await Promise.all([probe(), probe(), probe()])
    await probe()
    expect(acquireLock).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(501)
    await probe()
    expect(acquireLock).toHaveBeenCalledTimes(2)
  })

  it('is made anew after a bad answer, and the log says each reason once', async () => {
    const acquireLock = vi.fn(async () => true)
    const probe = createStoreProbe({ acquireLock, releaseLock: async () => {} })
    acquireLock.mockRejectedValueOnce(unavailable).mockRejectedValueOnce(unavailable)
    acquireLock.mockRejectedValueOnce(new StoreUnavailable(new Error('READONLY You cannot write')))
    for (let i = 0; i < 3; i++) await expect(probe()).rejects.toThrow(StoreUnavailable)
    expect(told()).toEqual([
      { event: 'store_unavailable', reason: 'OOM' },
      { event: 'store_unavailable', reason: 'READONLY' },
    ])
    await probe()
  })

  it('fails where the lock cannot be freed', async () => {
    const probe = createStoreProbe({
      acquireLock: async () => true,
      releaseLock: () => Promise.reject(unavailable),
    })
    await expect(probe()).rejects.toBe(unavailable)
  })
})

describe('what is said of an unavailable store', () => {
  it.each([
    [
      Object.assign(new Error('long'), { errstr: 'disk I/O error', code: 'ERR_SQLITE_ERROR' }),
      'disk I/O error',
    ],
    [new Error("OOM command not allowed when used memory > 'maxmemory'."), 'OOM'],
    [
      Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:6379'), { code: 'ECONNREFUSED' }),
      'ECONNREFUSED',
    ],
    [new TypeError('secret'), 'TypeError'],
    ['secret', 'string'],
  ])('is its reason, and nothing that could hold a secret: %s', (cause, reason) => {
    expect(new StoreUnavailable(cause)).toMatchObject({ reason, code: 'unavailable' })
  })
})
