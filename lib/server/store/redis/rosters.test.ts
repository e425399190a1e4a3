import { createClient } from '@redis/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RedisServer } from '../../../../e2e/support/redis-server.ts'
import { unique } from '../../../../e2e/support/store/conformance-inputs.ts'
import type { RosterStore } from '../roster-store.ts'
import type { Store } from '../store.ts'
import { openRedisStore } from './redis.ts'

let server: RedisServer
let stores: Store[] = []
beforeAll(async () => {
  server = await RedisServer.reserve()
  const url = await server.startWithUser()
  stores = [openRedisStore(url), openRedisStore(url)]
})
afterAll(async () => {
  for (const store of stores) await store.close()
  await server.dispose()
})

const one = () => stores[0]?.rosters as RosterStore
const two = () => stores[1]?.rosters as RosterStore
const part = (change: number, n = 0) => ({ id: `${change}-${n}`, sealed: `part ${change}-${n}` })
const MINUTE = 60_000

/** In how many milliseconds the server forgets each of its keys whose name holds this; -1: never. */
async function lifetimes(part: string): Promise<Record<string, number>> {
  const client = await createClient({ url: server.url, RESP: 2 }).connect()
  try {
    const names = (await client.keys('*')).filter(name => name.includes(part)).sort()
    return Object.fromEntries(await Promise.all(names.map(async name => [name, await client.pTTL(name)])))
  } finally {
    await client.close()
  }
}

/** Lets three minutes seem to be nearly over for these keys. */
async function age(names: string[]) {
  const client = await createClient({ url: server.url, RESP: 2 }).connect()
  for (const name of names) await client.pExpire(name, MINUTE)
  await client.close()
}

async function setListedUntil(group: string, roster: string, at: number) {
  const client = await createClient({ url: server.url, RESP: 2 }).connect()
  await client.zAdd(`rollcall:rosters-of:${group}`, { score: at, value: roster })
  await client.close()
}

async function listedUntil(group: string, roster: string): Promise<number> {
  const client = await createClient({ url: server.url, RESP: 2 }).connect()
  const at = await client.zScore(`rollcall:rosters-of:${group}`, roster)
  await client.close()
  return at ?? 0
}

const write = (
  expected: number | null,
  change: number,
  parts = [part(change)],
  isWhole = expected === null,
) => ({
  expected,
  change,
  head: `head ${change}`,
  parts,
  isWhole,
})

/** Of all writers that start from one change exactly one wins, and readers get what they lack, in turn. */
describe('shared rosters', () => {
  it('gives readers the parts after the change that they know', async () => {
    const [group, id] = [unique('group'), unique('roster')]
    expect(await two().readRoster([group], id, 0)).toBeNull()
    expect(await one().writeRoster([group], id, write(null, 0, []))).toBe(true)
    expect(await one().writeRoster([group], id, write(0, 300, [part(300), part(300, 1)]))).toBe(true)
    expect(await two().writeRoster([group], id, write(300, 600))).toBe(true)
    const read = (after: number) => two().readRoster([group], id, after)
    expect(await read(0)).toEqual({
      change: 600,
      head: 'head 600',
      parts: ['part 300-0', 'part 300-1', 'part 600-0'],
      waiting: 0,
    })
    expect((await read(300))?.parts).toEqual(['part 600-0'])
    expect((await read(600))?.parts).toEqual([])
  })

  it('lets exactly one of many writers through, and the whole takes the place of its parts', async () => {
    const [group, id] = [unique('group'), unique('roster')]
    const first = await Promise.all(
      [one(), two(), one()].map(store => store.writeRoster([group], id, write(null, 5))),
    )
    expect(first.filter(Boolean)).toHaveLength(1)
    const next = await Promise.all([two(), one()].map(store => store.writeRoster([group], id, write(5, 9))))
    expect(next.filter(Boolean)).toHaveLength(1)
    expect(await one().writeRoster([group], id, write(9, 9, [part(9)], true))).toBe(true)
    expect((await two().readRoster([group], id, 0))?.parts).toEqual(['part 9-0'])
  })

  it('gives the parts of a change that has more digits than the one before', async () => {
    const [group, id] = [unique('group'), unique('roster')]
    await one().writeRoster([group], id, write(null, 9))
    await one().writeRoster([group], id, write(9, 10))
    expect((await two().readRoster([group], id, 9))?.parts).toEqual(['part 10-0'])
  })

  it('lets nobody go on from a roster that the server has forgotten', async () => {
    const [group, id] = [unique('group'), unique('roster')]
    expect(await one().writeRoster([group], id, write(5, 9))).toBe(false)
    expect(await two().readRoster([group], id, 0)).toBeNull()
  })

  it('lists the rosters of a group in order', async () => {
    const group = unique('group')
    const ids = [unique('roster'), unique('roster')].sort()
    for (const id of ids.toReversed()) await one().writeRoster([group], id, write(null, 1))
    expect(await two().listRosters(group)).toEqual(ids)
    expect(await two().listRosters(unique('group'))).toEqual([])
  })

  it('hands each event to one who takes it, in order', async () => {
    const [group, id] = [unique('group'), unique('roster')]
    await one().writeRoster([group], id, write(null, 1))
    for (const event of ['first', 'second']) await one().pushRosterEvent(id, event)
    expect((await two().readRoster([group], id, 1))?.waiting).toBe(2)
    expect(await two().takeRosterEvents(id)).toEqual(['first', 'second'])
    expect(await one().takeRosterEvents(id)).toEqual([])
  })

  it('counts refusals by person', async () => {
    const user_id = unique('user')
    expect(await one().countRefusals(user_id)).toBe(0)
    await one().addRefusal(user_id)
    await two().addRefusal(user_id)
    expect(await one().countRefusals(user_id)).toBe(2)
  })

  it('live for three minutes from their last use, with all that belongs to them', async () => {
    const id = unique('roster')
    const keys = ['roster-events', 'roster-parts', 'roster', 'rosters-of'].map(
      name => `rollcall:${name}:${id}`,
    )
    const expectThreeMinutes = async () => {
      const left = await lifetimes(id)
      expect(Object.keys(left)).toEqual(keys)
      for (const ms of Object.values(left)) {
        expect(ms).toBeGreaterThan(2 * MINUTE)
        expect(ms).toBeLessThanOrEqual(3 * MINUTE)
      }
    }
    await one().writeRoster([id], id, write(null, 1))
    await one().pushRosterEvent(id, 'event')
    await expectThreeMinutes()
    await age(keys)
    await two().readRoster([id], id, 1)
    await expectThreeMinutes()
    await age(keys.filter(name => !name.includes('events')))
    await two().writeRoster([id], id, write(1, 2))
    await expectThreeMinutes()
  })

  it('are not listed once their three minutes are over, though others of the group live on', async () => {
    const group = unique('group')
    await setListedUntil(group, 'over', Date.now() - 1)
    await setListedUntil(group, 'nearly over', Date.now() + MINUTE)
    expect(await two().listRosters(group)).toEqual(['nearly over'])
  })

  it.each([
    ['written', (id: string) => one().writeRoster([id], id, write(1, 2))],
    ['read', (id: string) => two().readRoster([id], id, 1)],
  ])('are listed for three minutes more whenever they are %s', async (_how, use) => {
    const id = unique('roster')
    await one().writeRoster([id], id, write(null, 1))
    await setListedUntil(id, id, Date.now() + MINUTE)
    await use(id)
    const left = (await listedUntil(id, id)) - Date.now()
    expect(left).toBeGreaterThan(2 * MINUTE)
    expect(left).toBeLessThanOrEqual(3 * MINUTE)
  })

  it('keep the latest five thousand events that nobody takes', async () => {
    const id = unique('roster')
    const client = await createClient({ url: server.url, RESP: 2 }).connect()
    const waiting = Array.from({ length: 5_000 }, (_, i) => `event ${i}`)
    await client.rPush(`rollcall:roster-events:${id}`, waiting)
    await client.close()
    await one().pushRosterEvent(id, 'the latest')
    expect(await two().takeRosterEvents(id)).toEqual([...waiting.slice(1), 'the latest'])
  })

  it('remember how many refusals there were for longer than a session may last', async () => {
    const user_id = unique('user')
    await one().addRefusal(user_id)
    const [left = 0] = Object.values(await lifetimes(user_id))
    expect(left).toBeGreaterThan(30 * 24 * 60 * MINUTE)
    expect(left).toBeLessThanOrEqual(31 * 24 * 60 * MINUTE)
  })
})
