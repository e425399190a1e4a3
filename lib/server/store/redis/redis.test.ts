import { setImmediate as nextRound } from 'node:timers/promises'
import { createClient } from '@redis/client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { until } from '@/e2e/support/until.ts'
import { RedisServer } from '../../../../e2e/support/redis-server.ts'
import { describeStore } from '../../../../e2e/support/store/conformance.ts'
import { LONG_MS, sessionOf } from '../../../../e2e/support/store/conformance-inputs.ts'
import { BUDGET_WINDOW_MS } from '../budget-store.ts'
import type { Store } from '../store.ts'
import { StoreUnavailable } from '../store-unavailable.ts'
import { openRedisStore } from './redis.ts'

/** What the contract names: unavailable within this. */
const REFUSED_WITHIN_MS = 2000

describe('a shared Redis, with no rights but those that are named', () => {
  let server: RedisServer
  let url: string

  beforeAll(async () => {
    server = await RedisServer.reserve()
    url = await server.startWithUser()
  })
  afterAll(() => server?.dispose())

  describeStore('Redis', () => openRedisStore(url), 'its own')
})

describe('Redis', () => {
  let server: RedisServer
  const opened: Store[] = []

  function open(url = server.url) {
    const store = openRedisStore(url)
    opened.push(store)
    return store
  }

  beforeEach(async () => {
    server = await RedisServer.reserve()
  })
  afterEach(async () => {
    server.resume()
    for (const store of opened.splice(0)) await store.close()
    await server.dispose()
  })

  it('may be away when the store is opened', async () => {
    const store = open()
    await expectUnavailable(store)
    await server.start()
    await until(() => store.ping())
  })

  it('serves the first request, made while the store is still connecting', async () => {
    await server.start()
    expect(await open().getSession('nobody')).toBeNull()
  })

  it('lists this connection under a name that its operator knows', async () => {
    await server.start()
    await open().ping()
    const clients = await onServer<string>(['CLIENT', 'LIST'])
    expect(clients.match(/ name=rollcall /g)).toHaveLength(1)
  })

  it('may go away and come back', async () => {
    await server.start()
    const store = open()
    await store.compareAndSetGrant('user', null, 'sealed')
    await server.stop()
    await expectUnavailable(store)
    await server.start()
    await until(() => store.ping())
    // Nothing was made up from memory: this server starts empty.
    expect(await store.getGrant('user')).toBeNull()
    expect(await store.compareAndSetGrant('user', 'none', 'refreshed')).toBeNull()
    expect(await store.compareAndSetGrant('user', null, 'sealed')).toEqual(expect.any(String))
  })

  it('refuses what is under way when the connection breaks', async () => {
    await server.start()
    const store = open()
    await store.ping()
    server.hang()
    const before = performance.now()
    const pending = expect(store.ping()).rejects.toThrow(StoreUnavailable)
    await server.stop()
    await pending
    expect(performance.now() - before).toBeLessThan(REFUSED_WITHIN_MS)
  })

  it('may hang and go on', async () => {
    await server.start()
    const store = open()
    await store.ping()
    server.hang()
    await expectUnavailable(store)
    await expectUnavailable(store)
    server.resume()
    await until(() => store.ping())
  })

  it('may hang and be replaced', async () => {
    await server.start()
    const store = open()
    await store.ping()
    server.hang()
    await expectUnavailable(store)
    await server.stop()
    await server.start()
    await until(() => store.ping())
  })

  it('may forget its scripts', async () => {
    await server.start()
    const store = open()
    const version = await store.compareAndSetGrant('user', null, 'before')
    await onServer(['SCRIPT', 'FLUSH'])
    expect(await store.compareAndSetGrant('user', version, 'after')).not.toBeNull()
  })

  it('does not count a session that it evicted', async () => {
    await server.start()
    const store = open()
    const [evicted, live] = [sessionOf('user'), sessionOf('user')]
    await store.putSession(evicted)
    await store.putSession(live)
    await onServer(['DEL', `rollcall:session:${evicted.ref}`])
    expect(await store.listSessions('user')).toEqual([live])
    expect(await onServer(['SMEMBERS', 'rollcall:sessions-of:user'])).toEqual([live.ref])
  })

  it('is left with nothing that never expires but grants and views', async () => {
    await server.start()
    const store = open()
    const session = sessionOf('user')
    await store.putSession(session)
    await store.touchSession(session.ref, session.active_at + 1)
    const ended = sessionOf('one who signed out')
    await store.putSession(ended)
    await store.deleteSession(ended.ref)
    await store.touchSession(ended.ref, ended.active_at + 1)
    await store.putSession(sessionOf('one who came too late', { expires_at: Date.now() - 1 }))
    await store.acquireLock('lock', 'me', 60_000)
    await store.renewLock('lock', 'me', 60_000)
    await store.takeBudget('LIGHT', 1)
    await store.takeBudget('LIGHT', 1)
    await store.moveStart('MEDIUM', 1)
    const version = await store.compareAndSetGrant('user', null, 'sealed')
    await store.compareAndSetGrant('user', version, 'sealed again')
    await store.compareAndSetViews('user', null, 'sealed')
    const names = (await onServer<string[]>(['KEYS', '*'])).sort()
    expect(names).toEqual([
      'rollcall:grant:user',
      'rollcall:lock:lock',
      `rollcall:session:${session.ref}`,
      'rollcall:sessions-of:user',
      'rollcall:starts:LIGHT',
      'rollcall:starts:MEDIUM',
      'rollcall:views:user',
    ])
    expect(await store.listGrants()).toEqual(['user'])
    for (const name of names.slice(1, -1)) {
      const left = await onServer<number>(['PTTL', name])
      expect(left).toBeGreaterThan(0)
      expect(left).toBeLessThanOrEqual(LONG_MS)
    }
  })

  it('goes on giving out the budget when its clock is set back', async () => {
    await server.start()
    const store = open()
    const in_an_hour = String(Date.now() + 3_600_000)
    await onServer(['RPUSH', 'rollcall:starts:MEDIUM', in_an_hour, in_an_hour])
    const wait = await store.takeBudget('MEDIUM', 2)
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(BUDGET_WINDOW_MS)
    expect(await store.countStarts('MEDIUM')).toBe(2)
    expect(await onServer<number>(['PTTL', 'rollcall:starts:MEDIUM'])).toBeGreaterThan(0)
    await until(async () => expect(await store.takeBudget('MEDIUM', 2)).toBe(0))
  })

  it('tells the time of its server to the millisecond', async () => {
    await server.start()
    const store = open()
    await store.ping()
    for (let n = 0; n < 20; n++) {
      const before = Date.now()
      const now = await store.now()
      expect(now).toBeGreaterThanOrEqual(before)
      expect(now).toBeLessThanOrEqual(Date.now())
    }
  })

  it('grants a start no sooner than a second after the one before, however often it is asked, and counts it', async () => {
    await server.start()
    const store = open()
    await store.ping()
    const before = performance.now()
    await store.takeBudget('LIGHT', 1)
    while ((await store.takeBudget('LIGHT', 1)) > 0);
    // Its clock cuts off what is less than a millisecond.
    expect(performance.now() - before).toBeGreaterThan(BUDGET_WINDOW_MS - 2)
    expect(await store.countStarts('LIGHT')).toBe(2)
  })

  it('says to wait until the second of the start before is over', async () => {
    await server.start()
    const store = open()
    await store.ping()
    const before = Date.now()
    const free_at = before - 100 + BUDGET_WINDOW_MS
    await onServer(['RPUSH', 'rollcall:starts:LIGHT', String(before - 100)])
    const wait = await store.takeBudget('LIGHT', 1)
    expect(wait).toBeLessThanOrEqual(free_at - before)
    expect(wait).toBeGreaterThanOrEqual(free_at - Date.now())
  })

  it('takes a start that happened later from where it was counted, and no other one', async () => {
    await server.start()
    const store = open()
    const [later, counted, earlier] = [100, 10_000, 20_000].map(ms => String(Date.now() - ms))
    await onServer(['RPUSH', 'rollcall:starts:LIGHT', `${later}`, `${counted}`, `${counted}`, `${earlier}`])
    await store.moveStart('LIGHT', 10_000)
    const [, ...others] = await onServer<string[]>(['LRANGE', 'rollcall:starts:LIGHT', '0', '-1'])
    expect(others).toEqual([later, counted, earlier])
  })

  it('forgets a start after a minute', async () => {
    await server.start()
    const store = open()
    const ago = (ms: number) => String(Date.now() - ms)
    await onServer(['RPUSH', 'rollcall:starts:LIGHT', ago(30_000), ago(61_000), ago(62_000)])
    expect(await store.countStarts('LIGHT')).toBe(1)
    expect(await store.takeBudget('LIGHT', 2)).toBe(0)
    expect(await store.countStarts('LIGHT')).toBe(2)
    expect(await onServer<number>(['LLEN', 'rollcall:starts:LIGHT'])).toBe(2)
    expect(await onServer<number>(['PTTL', 'rollcall:starts:LIGHT'])).toBeGreaterThan(30_000)
  })

  it('may ask for a user and a password, and refuse them', async () => {
    const password = 'p@ss/wörd:?#'
    const rights = ['on', `>${password}`, '~rollcall:*', '+@all']
    await server.start('--user', 'default', 'off', '--user', 'app', ...rights)
    const address = (secret: string) =>
      server.url.replace('redis://', `redis://app:${encodeURIComponent(secret)}@`)
    expect(await open(address(password)).compareAndSetGrant('user', null, 'sealed')).toEqual(
      expect.any(String),
    )
    await expectUnavailable(open(address('wrong')))
    await expectUnavailable(open())
  })

  it('is unavailable when it refuses to write, with its reason as the cause', async () => {
    await server.start('--maxmemory', '1', '--maxmemory-policy', 'noeviction')
    const refused = open().compareAndSetGrant('user', null, 'sealed')
    await expect(refused).rejects.toThrow(StoreUnavailable)
    await expect(refused).rejects.toMatchObject({ cause: { message: expect.stringContaining('OOM') } })
  })

  it('is closed promptly, also while it hangs, and stays so', async () => {
    await server.start()
    const store = open()
    await store.ping()
    server.hang()
    const pending = expect(store.ping()).rejects.toThrow(StoreUnavailable)
    await nextRound() // it is on its way
    const before = performance.now()
    await store.close()
    await pending
    expect(performance.now() - before).toBeLessThan(REFUSED_WITHIN_MS)
    server.resume()
    await expect(store.ping()).rejects.toThrow(StoreUnavailable)
    expect(await onServer<string>(['CLIENT', 'LIST'])).not.toContain('name=rollcall ')
    await store.close()
  })

  it('needs an address that can be one, and does not repeat it', () => {
    for (const url of [
      '',
      'localhost:6379',
      'http://a:secret@b',
      'redis:secret',
      'redis://a:%zzsecret@b',
      'redis://b/secret',
    ]) {
      expect(() => openRedisStore(url)).toThrow(/^REDIS_URL is not an address like/)
      expect(() => openRedisStore(url)).not.toThrow(/secret/)
    }
  })

  /** Every method, all at once: none may wait for another's timeout. */
  async function expectUnavailable(store: Store) {
    const session = sessionOf('user')
    const before = performance.now()
    const answers = await Promise.allSettled([
      store.getSession(session.ref),
      store.putSession(session),
      store.touchSession(session.ref, session.active_at),
      store.deleteSession(session.ref),
      store.listSessions('user'),
      store.getGrant('user'),
      store.compareAndSetGrant('user', null, 'sealed'),
      store.deleteGrant('user'),
      store.acquireLock('lock', 'owner', 1000),
      store.renewLock('lock', 'owner', 1000),
      store.releaseLock('lock', 'owner'),
      store.takeBudget('LIGHT', 1),
      store.countStarts('LIGHT'),
      store.getViews('user'),
      store.compareAndSetViews('user', null, 'sealed'),
      store.ping(),
    ])
    expect(performance.now() - before).toBeLessThan(REFUSED_WITHIN_MS)
    for (const answer of answers) expect(answer).toMatchObject({ reason: expect.any(StoreUnavailable) })
  }

  async function onServer<T>(command: string[]): Promise<T> {
    const client = await createClient({ url: server.url, RESP: 2 }).connect()
    try {
      return (await client.sendCommand(command)) as T
    } finally {
      await client.close()
    }
  }
})
