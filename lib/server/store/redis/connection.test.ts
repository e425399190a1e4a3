import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCutLine } from '../../../../e2e/support/cut-line.ts'
import { RedisServer } from '../../../../e2e/support/redis-server.ts'
import type { Store } from '../store.ts'
import { openRedisStore } from './redis.ts'

const RECOVERED_WITHIN = { timeout: 3000, interval: 20 }

let server: RedisServer
const ends: (() => Promise<unknown>)[] = []

beforeEach(async () => {
  server = await RedisServer.reserve()
  ends.push(() => server.dispose())
})
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

function open(url = server.url): Store {
  const store = openRedisStore(url)
  ends.push(() => store.close())
  return store
}

const reasonOf = (asking: Promise<unknown>) =>
  asking.then(
    () => 'answered',
    (error: { reason?: string }) => error.reason,
  )

describe('the connection to Redis', () => {
  it('that hears nothing any more is given up for a new one, and for one only', async () => {
    await server.start()
    const line = await openCutLine(server.port)
    const store = open(`redis://127.0.0.1:${line.port}`)
    ends.splice(-1, 0, () => line.close())
    await store.compareAndSetGrant('user', null, 'sealed')
    line.lose()
    const asked = Array.from({ length: 5 }, (_, i) => reasonOf(store.getGrant(`user ${i}`)))
    const [first, ...others] = await Promise.all(asked)
    expect(first).toBe('CommandTimeout')
    expect(others).not.toContain('answered')
    await expect.poll(() => reasonOf(store.ping()), RECOVERED_WITHIN).toBe('answered')
    expect((await store.getGrant('user'))?.sealed).toBe('sealed')
    const connections = async () =>
      String(await server.tell('CLIENT', 'LIST')).match(/ name=rollcall /g)?.length
    await expect.poll(connections).toBe(1)
  })

  it('that hears nothing any more is given up before anybody needs it', async () => {
    await server.start()
    const line = await openCutLine(server.port)
    await open(`redis://127.0.0.1:${line.port}`).ping()
    ends.splice(-1, 0, () => line.close())
    let lost: string | undefined
    const connection = async () =>
      / id=(\d+) [^\n]* name=rollcall /.exec(` ${await server.tell('CLIENT', 'LIST')}`)?.[1] ?? lost
    lost = await connection()
    line.lose()
    await expect.poll(connection, { timeout: 10_000 }).not.toBe(lost)
  })

  it('to a primary that has become a replica is given up: its address leads to the new one by now', async () => {
    await server.start()
    const other = await RedisServer.reserve()
    ends.splice(-1, 0, () => other.dispose())
    await other.start()
    const line = await openCutLine(server.port)
    const store = open(`redis://127.0.0.1:${line.port}`)
    ends.splice(-1, 0, () => line.close())
    await store.compareAndSetGrant('user', null, 'sealed')
    line.lead(other.port)
    await server.tell('REPLICAOF', '127.0.0.1', String(other.port))
    expect(await reasonOf(store.compareAndSetGrant('another', null, 'newer'))).toBe('READONLY')
    await expect
      .poll(() => reasonOf(store.compareAndSetGrant('another', null, 'newest')), RECOVERED_WITHIN)
      .toBe('answered')
    expect(await other.tell('EXISTS', 'rollcall:grant:another')).toBe(1)
  })

  it('to a replica is made anew once a second at most, for as long as its address leads there', async () => {
    await server.start('--replicaof', '127.0.0.1 1')
    const store = open()
    for (let i = 0; i < 100; i++)
      expect(await reasonOf(store.compareAndSetGrant('user', null, 'sealed'))).toBe('READONLY')
    await expect.poll(() => reasonOf(store.ping()), RECOVERED_WITHIN).toBe('answered')
    const connections = Number(
      /total_connections_received:(\d+)/.exec(String(await server.tell('INFO', 'stats')))?.[1],
    )
    expect(connections).toBeLessThan(10)
  })

  it('outlives a process that was held up for seconds', async () => {
    await server.start()
    const store = open()
    await store.ping()
    // As a garbage collection, a paused machine or a starved one does.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3_000)
    await new Promise(resolve => setTimeout(resolve, 0))
    expect(await reasonOf(store.ping())).toBe('answered')
  })

  it('that cannot be made, or is lost, says why', async () => {
    const store = open()
    expect(await reasonOf(store.ping())).toBe('ECONNREFUSED')
    await server.start()
    await expect.poll(() => reasonOf(store.ping()), RECOVERED_WITHIN).toBe('answered')
    await server.stop()
    await expect.poll(() => reasonOf(store.ping()), RECOVERED_WITHIN).toBe('ECONNREFUSED')
  })

  it('is not asked a second time for what Redis refuses', async () => {
    await server.start('--maxmemory-policy', 'noeviction')
    const store = open()
    const version = await store.compareAndSetGrant('user', null, 'sealed')
    expect(await store.compareAndSetGrant('user', 'another', 'sealed')).toBeNull()
    for (const command of ['CONFIG RESETSTAT', 'CONFIG SET maxmemory 1'])
      await server.tell(...command.split(' '))
    expect(await reasonOf(store.compareAndSetGrant('user', version, 'sealed'))).toBe('OOM')
    const asked = String(await server.tell('INFO', 'commandstats'))
    expect(asked).toContain('cmdstat_evalsha:')
    expect(asked).not.toContain('cmdstat_eval:')
  })
})
