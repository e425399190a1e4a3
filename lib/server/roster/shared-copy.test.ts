import { createClient } from '@redis/client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { SECRET } from '@/e2e/support/flow.ts'
import { RedisServer } from '@/e2e/support/redis-server.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { createSealer } from '../auth/seal.ts'
import { openRedisStore } from '../store/redis/redis.ts'
import type { RosterStore } from '../store/roster-store.ts'
import type { Store } from '../store/store.ts'
import { Held } from './held/held.ts'
import { SharedCopy, type Standing } from './shared-copy.ts'

const STANDING: Standing = {
  started_at: 1,
  took_ms: 2,
  not_before: 3,
  is_relaxed: true,
  is_hurried: false,
  endless: 0,
  told: 0,
  sight: 4,
  walks: 5,
  trouble: null,
}
const GONE = { code: 'roster_gone' }

let redis: RedisServer
let store: Store
let operator: Awaited<ReturnType<typeof connect>>
const connect = () => createClient({ url: redis.url, RESP: 2 }).connect()
beforeAll(async () => {
  redis = await RedisServer.reserve()
  await redis.start()
})
beforeEach(async () => {
  store = openRedisStore(redis.url)
  operator = await connect()
  await operator.flushAll()
})
afterEach(async () => {
  vi.useRealTimers()
  await operator.close()
  await store.close()
})
afterAll(() => redis.dispose())

/** An instance that holds a roster of its own, or one that another instance has founded. */
function instance(epoch?: string) {
  const held = new Held(epoch)
  const sealer = createSealer([SECRET])
  const copy = new SharedCopy(held, ['group'], { store: store.rosters as RosterStore, locks: store, sealer })
  /** As a page of Zoom's brings them. */
  const read = (ids: string[], display_name = 'as ever') => {
    const users = ids.map(user_id => ({ user_id, display_name })) as Agent[]
    const page = {
      pass: 'main',
      index: 0,
      asked_at: 0,
      read_at: 0,
      users,
      total: ids.length,
      skipped: 0,
      doubled: 0,
    } as const
    held.applyPage(page, 60_000)
  }
  return { held, copy, read, nameOf: (id: string) => JSON.parse(held.row(id)?.profile ?? '{}').display_name }
}

async function twoThatHold(ids: string[]) {
  const one = instance()
  one.read(ids)
  await one.copy.push(STANDING)
  const two = instance(one.held.epoch)
  await two.copy.pull()
  return { one, two }
}

const many = (count: number) => Array.from({ length: count }, (_, n) => `agent ${n}`)
const partsOf = async ({ held }: { held: Held }) =>
  (await operator.xRange(`rollcall:roster-parts:${held.epoch}`, '-', '+'))?.map(({ id }) => id)

describe('a shared roster', () => {
  test('is taken over by the other one, with how it stands', async () => {
    const { one, two } = await twoThatHold(['a', 'b'])
    expect(await two.copy.pull()).toEqual({ standing: STANDING, waiting: 0 })
    expect(two.held.order).toEqual(['a', 'b'])
    expect([two.held.place, two.held.shown]).toEqual([one.held.place, one.held.place])
    one.read(['b'], 'renamed')
    await one.copy.push({ ...STANDING, walks: 6 })
    expect((await two.copy.pull()).standing.walks).toBe(6)
    expect([two.nameOf('a'), two.nameOf('b')]).toEqual(['as ever', 'renamed'])
  })

  test('may be told once it is written', async () => {
    const { held, copy, read } = instance()
    read(['a'])
    expect(held.shown.rows).toBe(0)
    await copy.push(STANDING)
    expect(held.shown).toEqual(held.place)
  })

  test('goes in parts of five hundred, each under its last change, and only what is new goes again', async () => {
    const { one, two } = await twoThatHold(many(1_001))
    const whole = ['500-0', '1000-0', '1001-0', '1001-1']
    expect(await partsOf(one)).toEqual(whole)
    expect(two.held.order).toEqual(many(1_001))
    one.read(many(1), 'renamed')
    await one.copy.push(STANDING)
    expect(await partsOf(one)).toEqual([...whole, '1002-0'])
  })

  test('is written whole again after two hundred parts', async () => {
    const { one, two } = await twoThatHold(['a'])
    for (let n = 0; n < 199; n++) {
      one.read(['a'], `name ${n}`)
      await one.copy.push(STANDING)
    }
    expect(await partsOf(one)).toHaveLength(201)
    // Whoever has taken it over goes on counting.
    await two.copy.pull()
    two.read(['a'], 'the last')
    await two.copy.push(STANDING)
    expect(await partsOf(two)).toEqual(['201-0', '201-1'])
    const three = instance(one.held.epoch)
    await three.copy.pull()
    expect(three.nameOf('a')).toBe('the last')
  })

  test('is gone where the store has forgotten it', async () => {
    const { one, two } = await twoThatHold(['a'])
    await operator.flushAll()
    for (const { copy } of [one, two, instance()]) await expect(copy.pull()).rejects.toMatchObject(GONE)
    await expect(one.copy.push(STANDING)).rejects.toMatchObject(GONE)
  })

  test('is gone where the store knows less of it than was taken over', async () => {
    const { two } = await twoThatHold(['a', 'b'])
    const { epoch, place } = two.held
    const older = { expected: place.rows, change: place.rows - 1, head: 'any', parts: [], isWhole: false }
    expect(await store.rosters?.writeRoster(['group'], epoch, older)).toBe(true)
    await expect(two.copy.pull()).rejects.toMatchObject(GONE)
  })

  test('stays as it is here where it could not be written, as long as nobody else has written', async () => {
    const { one, two } = await twoThatHold(['a'])
    one.read(['a'], 'read while the store was away')
    const { place } = one.held
    expect((await one.copy.pull()).standing).toEqual(STANDING)
    expect(one.held.place).toEqual(place)
    await one.copy.push(STANDING)
    await two.copy.pull()
    expect(two.nameOf('a')).toBe('read while the store was away')
  })

  test('is gone for whoever has read what could not be written while another one has written', async () => {
    const { one, two } = await twoThatHold(['a'])
    one.read(['a'], 'by one')
    two.read(['a'], 'by two')
    await two.copy.push(STANDING)
    await expect(one.copy.push(STANDING)).rejects.toMatchObject(GONE)
    await expect(one.copy.pull()).rejects.toMatchObject(GONE)
    expect(two.nameOf('a')).toBe('by two')
  })
})

describe('the turn of one instance', () => {
  const lock = ({ held }: { held: Held }) => `rollcall:lock:roster:${held.epoch}`

  test('is nobody else’s, and over with its work, also where that fails', async () => {
    const { one, two } = await twoThatHold(['a'])
    const within = await one.copy.alone(() => two.copy.alone(async () => 'never'))
    expect(within).toBeNull()
    expect(await two.copy.alone(async () => 'done')).toBe('done')
    const fails = two.copy.alone(() => Promise.reject(new Error('failed')))
    await expect(fails).rejects.toThrow('failed')
    expect(await one.copy.alone(async () => 'done')).toBe('done')
  })

  test('lasts twelve seconds beyond its instance, and is kept up every three', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const { one } = await twoThatHold(['a'])
    await one.copy.alone(async () => {
      expect(await operator.pTTL(lock(one))).toBeGreaterThan(11_000)
      expect(await operator.pTTL(lock(one))).toBeLessThanOrEqual(12_000)
      await operator.pExpire(lock(one), 4_000)
      vi.advanceTimersByTime(2_999)
      await store.ping()
      expect(await operator.pTTL(lock(one))).toBeLessThanOrEqual(4_000)
      vi.advanceTimersByTime(1)
      await expect.poll(() => operator.pTTL(lock(one))).toBeGreaterThan(11_000)
    })
    expect(vi.getTimerCount()).toBe(0)
  })
})

test('an event is left sealed for whoever has the turn, the oldest first', async () => {
  const { one, two } = await twoThatHold(['a'])
  const events = [1, 2].map(at => ({ user_id: 'a', status: '{"status_name":"Ready"}', at }))
  for (const event of events) await one.copy.leaveEvent(event)
  expect((await two.copy.pull()).waiting).toBe(2)
  const left = await operator.lRange(`rollcall:roster-events:${one.held.epoch}`, 0, -1)
  expect(left.join()).not.toContain('Ready')
  expect(await two.copy.takeEvents()).toEqual(events)
  expect(await one.copy.takeEvents()).toEqual([])
})

test('what Redis is told of a roster is sealed, by our secret and for that roster alone', async () => {
  const { one } = await twoThatHold(['a'])
  await one.copy.leaveEvent({ user_id: 'a', status: '{"status_name":"Ready"}', at: 1 })
  const { epoch } = one.held
  const told = [
    await operator.hGet(`rollcall:roster:${epoch}`, 'head'),
    ...((await operator.xRange(`rollcall:roster-parts:${epoch}`, '-', '+')) ?? []).map(
      part => part?.message.s,
    ),
    ...(await operator.lRange(`rollcall:roster-events:${epoch}`, 0, -1)),
  ]
  expect(told).toHaveLength(4)
  const open = (secret: string, roster: string) =>
    told.map(text => {
      try {
        return createSealer([secret]).openBytes(String(text), `roster:${roster}`).length > 0
      } catch {
        return false
      }
    })
  expect(open(SECRET, epoch)).toEqual(Array(4).fill(true))
  for (const opened of [open(SECRET, 'another'), open('another secret of thirty-two bytes', epoch)])
    expect(opened).toEqual(Array(4).fill(false))
})
