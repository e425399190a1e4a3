import { createClient } from '@redis/client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { door, SECRET } from '@/e2e/support/flow.ts'
import { RedisServer } from '@/e2e/support/redis-server.ts'
import { listRoster, stubLogEnv } from '@/e2e/support/roster/roster-without-zoom.ts'
import { INTERVAL } from '@/e2e/support/roster/times.ts'
import { until } from '@/e2e/support/until.ts'
import { REFRESH_GAP_MS } from '@/lib/agents/roster-answer.ts'
import { RollcallError } from '@/lib/errors.ts'
import { ServerError } from '@/lib/server/server-error.ts'
import { createSealer } from '../auth/seal.ts'
import { openRedisStore } from '../store/redis/redis.ts'
import type { RosterStore } from '../store/roster-store.ts'
import type { Store } from '../store/store.ts'
import type { RosterOptions } from './roster-options.ts'

let redis: RedisServer
const stores: Store[] = []
beforeAll(async () => {
  redis = await RedisServer.reserve()
  await redis.start()
})
beforeEach(() => {
  stubLogEnv()
  vi.useFakeTimers({ toFake: ['Date', 'performance'] })
})
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close()
  vi.unstubAllEnvs()
})
afterAll(() => redis.dispose())

/** A roster as one instance holds it; with an id one that another instance has founded. */
function hold(count: number, id?: string, options: Partial<RosterOptions> = {}) {
  const store = openRedisStore(redis.url)
  stores.push(store)
  const sharers = { store: store.rosters as RosterStore, locks: store, sealer: createSealer([SECRET]) }
  return { ...listRoster(count, { shared: { sharers, lists: ['group'], id }, ...options }), store }
}

async function two(count: number) {
  const one = hold(count)
  await one.roster.publish()
  one.roster.look('ana', INTERVAL, true)
  return { one, other: hold(count, one.roster.held.epoch) }
}

/** The same of 301 agents, all of whom both hold, while a second walk waits for its last page; `goOn` ends it. */
async function inSecondWalk() {
  const { one, other } = await two(301)
  await one.roster.refresh()
  await other.roster.firstPage()
  const last = Promise.withResolvers<void>()
  one.zoom.answer = nth => (nth === 4 ? last.promise : Promise.resolve())
  vi.advanceTimersByTime(INTERVAL)
  const walked = one.roster.refresh()
  await until(() => expect(one.asked).toHaveLength(4))
  const goOn = () => {
    last.resolve()
    return walked
  }
  return { one, other, goOn }
}

/** Whoever follows another instance looks again after a while. */
const lookAgain = () => vi.advanceTimersByTime(250)

describe('a roster that another instance reads', () => {
  test('is waited for until its first page is here, and no longer', async () => {
    const { one, other } = await two(301)
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    one.zoom.answer = nth => (nth === 1 ? first.promise : second.promise)
    const walked = one.roster.refresh()
    const waited = other.roster.firstPage()
    first.resolve()
    await one.roster.firstPage()
    lookAgain()
    await waited
    expect([other.roster.hasPage, other.roster.held.size, other.asked.length]).toEqual([true, 300, 0])
    expect(other.roster.held.complete).toBe(false)
    second.resolve()
    await walked
  })

  test('is waited for while that is slow, and not for ever', async () => {
    const { one, other } = await two(1)
    one.zoom.answer = () => new Promise(() => {})
    void one.roster.refresh()
    const looks = vi.spyOn(other.store.rosters as RosterStore, 'readRoster')
    const ended = vi.fn()
    const waited = other.roster.firstPage().then(ended)
    const lookTwice = async (in_ms: number) => {
      const before = looks.mock.calls.length
      vi.advanceTimersByTime(in_ms)
      await until(() => expect(looks.mock.calls.length).toBeGreaterThan(before))
      vi.advanceTimersByTime(250)
      await until(() => expect(looks.mock.calls.length).toBeGreaterThan(before + 1))
    }
    await lookTwice(20_000)
    expect(ended).not.toHaveBeenCalled()
    vi.advanceTimersByTime(5_000)
    await waited
    expect(other.roster.hasPage).toBe(false)
  })

  test('is waited for no longer once that has failed, for the reason that it told', async () => {
    const { one, other } = await two(1)
    one.zoom.answer = () => Promise.reject(new ServerError('rate_limited', { retry_after: 30 }))
    await one.roster.refresh()
    await other.roster.firstPage()
    expect(other.roster.hasPage).toBe(false)
    expect(other.roster.trouble).toBeInstanceOf(RollcallError)
    expect(other.roster.trouble).toMatchObject({ code: 'rate_limited', retry_after: 30 })
  })

  test('is told there of what Zoom told here meanwhile', async () => {
    const { one, other, goOn } = await inSecondWalk()
    const status = JSON.stringify({ status_id: '3', status_name: 'Occupied' })
    await other.roster.tell({ user_id: 'agent 300', status, at: Date.now() })
    expect(other.roster.held.row('agent 300')?.status).toContain('Ready')
    await goOn()
    lookAgain()
    await other.roster.sync()
    for (const { roster } of [one, other]) {
      expect(roster.held.row('agent 300')?.status).toContain('Occupied')
      expect(roster.isDropped).toBe(false)
    }
  })

  test('is waited for until a walk is over that has begun since: the one under way may have missed what is looked for', async () => {
    const { one, other, goOn } = await inSecondWalk()
    lookAgain()
    await other.roster.sync()
    const looks = vi.spyOn(other.store.rosters as RosterStore, 'readRoster')
    const waited = other.roster.readSince(performance.now())
    await goOn()
    // It goes on looking after it has seen the end of that one.
    for (const times of [1, 2]) {
      lookAgain()
      await until(() => expect(looks.mock.calls.length).toBeGreaterThanOrEqual(times))
      await until(() => expect(other.roster.walks).toBe(2))
    }
    vi.advanceTimersByTime(REFRESH_GAP_MS)
    await one.roster.refresh()
    lookAgain()
    await waited
    expect(other.roster.walks).toBe(3)
  })

  test('is read by nobody else meanwhile, and those who wait have it as soon as it is read', async () => {
    const { one, other } = await two(1)
    const answered = Promise.withResolvers<void>()
    one.zoom.answer = () => answered.promise
    const walked = one.roster.refresh()
    await until(() => expect(one.asked).toHaveLength(1))
    other.roster.look('bo', INTERVAL, true)
    const waited = other.roster.refresh()
    answered.resolve()
    await walked
    lookAgain()
    await waited
    expect([other.asked.length, other.roster.walks, other.roster.held.size]).toEqual([0, 1, 1])
  })

  test('is read as soon as the turn is free that was taken for an event', async () => {
    const { one, other } = await two(1)
    await one.roster.refresh()
    vi.advanceTimersByTime(INTERVAL)
    const { reached, open, pass } = door()
    const rosters = other.store.rosters as RosterStore
    const take = rosters.takeRosterEvents.bind(rosters)
    vi.spyOn(rosters, 'takeRosterEvents').mockImplementationOnce(async id => {
      await pass()
      return take(id)
    })
    other.roster.viewers.add('bo', INTERVAL)
    const told = other.roster.tell('people')
    await reached
    vi.spyOn(one.store, 'acquireLock')
    const walked = one.roster.refresh()
    await until(() => expect(one.store.acquireLock).toHaveBeenCalled())
    open()
    await told
    await walked
    expect([...one.asked, ...other.asked]).toHaveLength(2) // by whoever asks for the turn first
  })

  test('is read where somebody may, though nobody may where its reading fell due first', async () => {
    const one = hold(1)
    await one.roster.publish()
    const other = hold(1, one.roster.held.epoch, { mayRead: () => false })
    other.roster.look('kim', INTERVAL, true)
    await other.roster.refresh()
    one.roster.look('ana', INTERVAL, true)
    await one.roster.refresh()
    expect([one.asked, other.asked]).toEqual([['ana'], []])
  })

  test('is not read once more by one who has not heard yet that it was', async () => {
    const { one, other } = await two(1)
    await other.roster.sync()
    await one.roster.refresh()
    other.roster.look('bo', INTERVAL, true)
    await other.roster.refresh()
    expect([other.asked.length, other.roster.walks, other.roster.held.size]).toEqual([0, 1, 1])
  })
})

describe('a roster whose store', () => {
  test('is away is not read, and tried again when its time has come', async () => {
    const { one } = await two(1)
    await one.roster.refresh()
    await one.store.close()
    const tries = vi.spyOn(one.store, 'acquireLock')
    vi.advanceTimersByTime(INTERVAL)
    await one.roster.refresh()
    await one.roster.refresh()
    expect([tries.mock.calls.length, one.asked.length, one.roster.walks]).toEqual([1, 1, 1])
    expect([one.roster.isDropped, one.roster.trouble?.code]).toEqual([false, 'unavailable'])
  })

  test.each([
    ['between two walks', async () => {}],
    ['in the middle of one', forget],
  ])('has forgotten it %s is given up, which is no trouble', async (_when, duringWalk) => {
    const { one } = await two(1)
    await one.roster.refresh()
    if (duringWalk !== forget) await forget()
    one.zoom.answer = duringWalk
    vi.advanceTimersByTime(INTERVAL)
    await one.roster.refresh()
    expect(one.asked).toHaveLength(duringWalk === forget ? 2 : 1)
    expect([one.roster.isDropped, one.roster.trouble, one.roster.walks]).toEqual([true, null, 1])
  })

  async function forget() {
    const operator = await createClient({ url: redis.url }).connect()
    await operator.flushAll()
    await operator.close()
  }
})
