import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { door, SECRET } from '@/e2e/support/flow.ts'
import { RedisServer } from '@/e2e/support/redis-server.ts'
import { createSealer } from '../auth/seal.ts'
import { openRedisStore } from '../store/redis/redis.ts'
import type { RosterStore } from '../store/roster-store.ts'
import type { Store } from '../store/store.ts'
import type { RosterChange } from './events.ts'
import { Held } from './held/held.ts'
import { SharedCopy, type Standing } from './shared-copy.ts'
import { Turns } from './turns.ts'

let redis: RedisServer
const stores: Store[] = []
beforeAll(async () => {
  redis = await RedisServer.reserve()
  await redis.start()
})
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close()
})
afterAll(() => redis.dispose())

const standing = (walks: number): Standing => ({
  started_at: 0,
  took_ms: 0,
  not_before: 0,
  is_relaxed: false,
  is_hurried: false,
  endless: 0,
  told: 0,
  sight: 0,
  walks,
  trouble: null,
})
const event = (at: number): RosterChange => ({ user_id: 'a', status: '{}', at })

/** The turns of one instance, and what they have made of its roster. */
function instance(epoch?: string) {
  const store = openRedisStore(redis.url)
  stores.push(store)
  const held = new Held(epoch)
  const sharers = { store: store.rosters as RosterStore, locks: store, sealer: createSealer([SECRET]) }
  const copy = new SharedCopy(held, ['group'], sharers)
  const told = { walks: [] as number[], events: [] as RosterChange[], published: 0 }
  const roster = {
    isDropped: false,
    isUsed: true,
    drop() {
      roster.isDropped = true
    },
    async publish() {
      told.published++
    },
    takeStanding: ({ walks }: Standing) => told.walks.push(walks),
    applyEvent: (change: RosterChange) => told.events.push(change),
  }
  return { held, store, copy, told, roster, turns: new Turns(roster, copy) }
}

async function two() {
  const one = instance()
  await one.copy.push(standing(1))
  return { one, other: instance(one.held.epoch) }
}

describe('taking over', () => {
  test('happens every quarter of a second at most, however often it is asked for', async () => {
    const { one, other } = await two()
    await Promise.all([other.turns.sync(), other.turns.sync()])
    await one.copy.push(standing(2))
    vi.advanceTimersByTime(249)
    await other.turns.sync()
    expect(other.told.walks).toEqual([1])
    vi.advanceTimersByTime(1)
    await other.turns.sync()
    expect(other.told.walks).toEqual([1, 2])
  })

  test('is not for one whose turn it is, nor for a roster that is dropped', async () => {
    const { other } = await two()
    await other.turns.alone(async () => {
      vi.advanceTimersByTime(250)
      await other.turns.sync()
    })
    expect(other.told.walks).toEqual([1]) // at the beginning of the turn
    vi.advanceTimersByTime(250)
    other.roster.drop()
    await other.turns.sync()
    expect(other.told.walks).toEqual([1])
  })

  test('leaves everything as it is while the store is away, and drops what the store has forgotten', async () => {
    const { other } = await two()
    const forgotten = instance()
    await other.store.close()
    await other.turns.sync()
    expect([other.roster.isDropped, other.told.walks]).toEqual([false, []])
    await forgotten.turns.sync()
    expect(forgotten.roster.isDropped).toBe(true)
  })

  test('brings the events that nobody has taken, since nobody is at it', async () => {
    const { one, other } = await two()
    await one.copy.leaveEvent(event(1))
    await other.turns.sync()
    expect(other.told).toMatchObject({ events: [event(1)], published: 1 })
  })
})

describe('following another one', () => {
  test('ends as soon as it is so, and at once where it is', async () => {
    const { one, other } = await two()
    await other.turns.follow(() => true)
    expect(other.told.walks).toEqual([])
    const followed = other.turns.follow(() => other.told.walks.includes(2))
    await expect.poll(() => other.told.walks).toEqual([1])
    await one.copy.push(standing(2))
    vi.advanceTimersByTime(250)
    await followed
    expect(other.told.walks).toEqual([1, 2])
  })

  test('ends with the roster, and after eight seconds', async () => {
    const { other } = await two()
    other.roster.drop()
    await other.turns.follow(() => false)
    const late = (await two()).other
    let looks = 0
    await late.turns.follow(() => {
      looks++
      vi.advanceTimersByTime(4_000)
      return false
    })
    expect(looks).toBeLessThanOrEqual(4)
  })
})

describe('a turn', () => {
  test('begins with the newest that there is, and is given to one at a time', async () => {
    const { one, other } = await two()
    const answer = await other.turns.alone(async () => {
      expect(other.told.walks).toEqual([1])
      return one.turns.alone(async () => 'never')
    })
    expect(answer).toBeNull()
    expect(await one.turns.alone(async () => 'done')).toBe('done')
    expect(other.told.published).toBe(0)
  })

  test('begins once what was being taken over is here: that would be older than what the turn has made of it', async () => {
    const { other } = await two()
    const { pass, reached, open } = door()
    const rosters = other.store.rosters as RosterStore
    const readRoster = rosters.readRoster.bind(rosters)
    vi.spyOn(rosters, 'readRoster').mockImplementationOnce(async (...asked) => {
      const found = await readRoster(...asked)
      await pass()
      return found
    })
    const synced = other.turns.sync()
    await reached
    const turn = other.turns.alone(async () => other.told.walks.length)
    for (let n = 0; n < 20; n++) await other.store.ping()
    open()
    expect(await turn).toBe(2)
    await synced
  })

  test('ends with the events that came meanwhile, which the others are told', async () => {
    const { one, other } = await two()
    await other.turns.alone(async () => {
      await one.turns.tell(event(1))
      await other.turns.tell(event(2))
      expect([one.told.events, other.told.events]).toEqual([[], []])
    })
    expect(other.told).toMatchObject({ events: [event(1), event(2)], published: 1 })
  })

  test('is taken for an event where nobody has it', async () => {
    const { one } = await two()
    await one.turns.tell(event(1))
    expect(one.told).toMatchObject({ events: [event(1)], published: 1 })
  })

  test('that fails is over, and the next one may take over again', async () => {
    const { one, other } = await two()
    const fails = other.turns.alone(() => Promise.reject(new Error('failed')))
    await expect(fails).rejects.toThrow('failed')
    await one.copy.push(standing(2))
    vi.advanceTimersByTime(250)
    await other.turns.sync()
    expect(other.told.walks).toEqual([1, 2])
  })

  test('at a roster that the store has forgotten drops it, without any work', async () => {
    const { roster, turns } = instance()
    let worked = false
    const turn = turns.alone(async () => {
      worked = true
    })
    await expect(turn).rejects.toMatchObject({ code: 'roster_gone' })
    expect([roster.isDropped, worked]).toEqual([true, false])
  })

  test('for an event at a roster that the store has forgotten is no failure', async () => {
    const { roster, turns } = instance()
    await turns.tell(event(1))
    expect(roster.isDropped).toBe(true)
  })
})
