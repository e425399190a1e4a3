import { setImmediate as nextTask } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { INTERVAL, listRoster, stubLogEnv } from '@/e2e/support/listed-roster.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { RollcallError } from '@/lib/errors.ts'
import type { StatusEvent } from './held/held.ts'

const MINUTE = 60_000
const START = Date.UTC(2026, 10, 24, 9)

beforeEach(() => {
  stubLogEnv()
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: START })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
})

/** Lets time go by, and a walk that begins meanwhile come to its end: it leaves room for others in between. */
async function pass(ms: number) {
  for (let left = ms; left >= 0; left -= 1_000) {
    await vi.advanceTimersByTimeAsync(Math.min(left, 1_000))
    for (let n = 0; n < 10; n++) await nextTask()
  }
}

/** Whether it is settled by now. */
async function isOver(work: Promise<unknown>): Promise<boolean> {
  let over = false
  void work.finally(() => {
    over = true
  })
  for (let n = 0; n < 20; n++) await nextTask()
  return over
}

describe('a roster that somebody looks at', () => {
  test('is read at once and then in their interval, until they have not asked for a minute', async () => {
    const { roster, asked } = listRoster(1)
    roster.look('ana', INTERVAL, true)
    await roster.refresh()
    expect(asked).toEqual(['ana'])
    await pass(INTERVAL - 1)
    expect(asked).toHaveLength(1)
    await pass(1)
    expect(asked).toHaveLength(2)
    await pass(3 * MINUTE)
    expect(asked).toHaveLength(4)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('is read sooner where another one comes who wants it sooner', async () => {
    const { roster, asked } = listRoster(1)
    roster.look('ana', MINUTE / 2, true)
    await roster.refresh()
    await pass(INTERVAL)
    expect(asked).toHaveLength(1)
    roster.look('bo', INTERVAL, true)
    await roster.firstPage()
    await pass(0)
    expect(asked).toHaveLength(2)
    expect(vi.getTimerCount()).toBe(1)
  })

  test('is in use as long as somebody has asked lately, and from its beginning', async () => {
    const { roster } = listRoster(1)
    expect(roster.usedAt).toBe(START)
    await pass(1_000)
    roster.look('ana', 0, false)
    expect(roster.usedAt).toBe(START + 1_000)
  })

  test('who wants it once is read for those who are new, as long as it is not fresh', async () => {
    const { roster, asked } = listRoster(1)
    roster.look('ana', 0, false)
    expect(asked).toHaveLength(0)
    roster.look('ana', 0, true)
    await roster.refresh()
    await pass(2 * INTERVAL)
    expect(roster.isFresh).toBe(true)
    roster.look('bo', 0, true)
    expect(asked).toHaveLength(1)
    await pass(1)
    expect(roster.isFresh).toBe(false)
    roster.look('bo', 0, true)
    await roster.refresh()
    expect([asked.length, roster.isFresh]).toEqual([2, true])
  })

  test('is not fresh before it is whole', async () => {
    const { roster, zoom } = listRoster(301)
    zoom.answer = async nth => {
      if (nth === 2) expect([roster.hasPage, roster.isFresh]).toEqual([true, false])
    }
    roster.look('ana', INTERVAL, true)
    await roster.refresh()
    expect([roster.walks, roster.isFresh, roster.trouble]).toEqual([1, true, null])
  })

  test('is read no more once it is dropped, nor is the rest of a walk', async () => {
    const { roster, asked } = listRoster(700)
    roster.look('ana', INTERVAL, true)
    await roster.refresh()
    expect(asked).toHaveLength(3)
    await pass(INTERVAL - 1)
    expect(vi.getTimerCount()).toBe(1)
    roster.drop()
    expect(vi.getTimerCount()).toBe(0)
    roster.look('ana', INTERVAL, true)
    await pass(INTERVAL)
    expect(asked).toHaveLength(3)

    const other = listRoster(700)
    other.zoom.answer = async () => other.roster.drop()
    other.roster.look('ana', INTERVAL, true)
    await other.roster.refresh()
    expect([other.asked.length, other.roster.held.size, other.roster.trouble]).toEqual([1, 0, null])
  })
})

describe('a walk', () => {
  test('is one for all who ask for it while it is under way', async () => {
    const { roster, asked } = listRoster(1)
    roster.look('ana', INTERVAL, true)
    expect(roster.refresh()).toBe(roster.refresh())
    await roster.refresh()
    expect(asked).toHaveLength(1)
  })

  test('lets others wait for its first page alone, and for nothing where none is under way', async () => {
    const { roster, zoom } = listRoster(301)
    await roster.firstPage()
    const door = Promise.withResolvers<void>()
    zoom.answer = nth => (nth === 2 ? door.promise : Promise.resolve())
    roster.look('ana', INTERVAL, true)
    await roster.firstPage()
    expect([roster.held.size, roster.hasPage, roster.walks]).toEqual([300, true, 0])
    expect(await isOver(roster.refresh())).toBe(false)
    expect(await isOver(roster.firstPage())).toBe(true)
    door.resolve()
    await roster.refresh()
    expect(roster.held.size).toBe(301)
    const next = Promise.withResolvers<void>()
    zoom.answer = nth => (nth > 2 ? next.promise : Promise.resolve())
    await pass(2_000)
    const again = roster.refresh()
    expect(await isOver(roster.firstPage())).toBe(true)
    next.resolve()
    await again
  })

  test('keeps nobody waiting for a first page that never comes', async () => {
    const { roster, zoom } = listRoster(1)
    zoom.answer = () => Promise.reject(new RollcallError('unavailable'))
    roster.look('ana', INTERVAL, true)
    await roster.firstPage()
    expect([roster.hasPage, roster.trouble?.code]).toEqual([false, 'unavailable'])
  })

  test('leaves room for others after every hundred agents', async () => {
    const { roster } = listRoster(250)
    const sizes = new Set<number>()
    roster.look('ana', INTERVAL, true)
    const walked = roster.refresh()
    while (roster.walks === 0) {
      sizes.add(roster.held.size)
      await nextTask()
    }
    await walked
    expect([...sizes]).toEqual(expect.arrayContaining([100, 200, 250]))
    expect([...sizes].every(size => [0, 100, 200, 250].includes(size))).toBe(true)
  })

  test('of nobody is whole as well', async () => {
    const { roster, wholes } = listRoster(0)
    roster.look('ana', INTERVAL, true)
    await roster.refresh()
    expect(roster.held).toMatchObject({ complete: true, size: 0, pages: { total: 0 } })
    expect([roster.hasPage, roster.isFresh, wholes.length]).toEqual([true, true, 1])
  })

  test('that is whole tells whose grant has shown it, and when it began', async () => {
    const { roster, wholes, zoom } = listRoster(301)
    zoom.answer = async nth => {
      if (nth === 2) vi.setSystemTime(START + 5_000)
    }
    roster.look('ana', INTERVAL, true)
    await roster.refresh()
    expect(wholes).toEqual([['ana', roster, START]])
  })

  test('that fails leaves what it has read, and its reason until one has not failed', async () => {
    const { roster, agents, wholes, zoom } = listRoster(301)
    roster.look('ana', INTERVAL, true)
    await roster.refresh()
    Object.assign(agents[0] as Agent, { display_name: 'Renamed' })
    zoom.answer = nth => (nth === 4 ? Promise.reject(new RollcallError('unavailable')) : Promise.resolve())
    await pass(2_000)
    await roster.refresh()
    expect([roster.walks, roster.trouble?.code, wholes.length]).toEqual([2, 'unavailable', 1])
    expect(roster.held.row('agent 0')?.profile).toContain('Renamed')
    await pass(2_000)
    await roster.refresh()
    expect([roster.walks, roster.trouble]).toEqual([3, null])
  })

  test('for which there is no room fails', async () => {
    const { roster } = listRoster(1, {
      makeRoom: reading => {
        expect(reading).toBe(roster)
        throw new RollcallError('unavailable', { retry_after: 30 })
      },
    })
    roster.look('ana', INTERVAL, true)
    await roster.refresh()
    expect(roster.trouble?.code).toBe('unavailable')
    await pass(INTERVAL)
    expect(roster.walks).toBe(1) // Not before what the refusal says.
    await pass(INTERVAL)
    expect(roster.walks).toBe(2)
  })

  test('for which nobody may be asked changes nothing, and why the last one failed stays', async () => {
    let mayRead = true
    const { roster, asked, zoom } = listRoster(1, { mayRead: () => mayRead })
    zoom.answer = () => Promise.reject(new RollcallError('unavailable'))
    roster.look('ana', INTERVAL, true)
    await roster.refresh()
    mayRead = false
    await pass(2_000)
    await roster.refresh()
    expect([asked.length, roster.walks, roster.trouble?.code]).toEqual([1, 2, 'unavailable'])
  })

  test('asks those who look and may read it, and says of which roster', async () => {
    const told: unknown[] = []
    const { roster, asked } = listRoster(1, {
      mayRead: (user_id, of) => {
        told.push(of)
        return user_id === 'bo'
      },
    })
    roster.look('bo', INTERVAL, true)
    roster.look('ana', INTERVAL, true)
    await roster.refresh()
    expect(asked).toEqual(['bo'])
    expect(new Set(told)).toEqual(new Set([roster]))
  })

  test('that finds a field gone from many moves the sight', async () => {
    const { roster, agents } = listRoster(20)
    roster.look('ana', INTERVAL, true)
    await roster.refresh()
    expect(roster.sight).toBe(0)
    for (const agent of agents) delete (agent as { user_email?: string }).user_email
    await pass(2_000)
    await roster.refresh()
    expect(roster.sight).toBe(1)
  })
})

describe('what Zoom tells by itself', () => {
  const occupied = JSON.stringify({ status_id: '3', status_name: 'Occupied' })
  const event = (at: number): StatusEvent => ({ user_id: 'agent 0', status: occupied, at })

  test('of a status is there at once, for those who ask from then on', async () => {
    const { roster } = listRoster(1)
    roster.look('ana', INTERVAL, true)
    await roster.refresh()
    await pass(1_000)
    await roster.tell(event(Date.now()))
    expect(roster.held.row('agent 0')?.status).toContain('Occupied')
    expect(roster.held.shown).toEqual(roster.held.place)
  })

  test('of statuses lets it be read more rarely, as long as walks find nothing else', async () => {
    const { roster, agents } = listRoster(2)
    const walkAfter = async (...events: StatusEvent[]) => {
      await pass(1_000)
      for (const told of events) await roster.tell(told)
      await pass(2_000)
      await roster.refresh()
      return [roster.rhythm.isRelaxed, roster.rhythm.everyMs]
    }
    roster.look('ana', INTERVAL, true)
    expect(await walkAfter({ ...event(Date.now()), user_id: 'nobody' })).toEqual([false, INTERVAL])
    Object.assign(agents[0] as Agent, { status_id: '3', status_name: 'Occupied' })
    expect(await walkAfter(event(Date.now() + 1_000))).toEqual([true, 4 * INTERVAL])
    Object.assign(agents[0] as Agent, { status_id: '1', status_name: 'Ready' })
    Object.assign(agents[1] as Agent, { status_id: '3', status_name: 'Occupied' })
    const back = {
      ...event(Date.now() + 1_000),
      status: JSON.stringify({ status_id: '1', status_name: 'Ready' }),
    }
    expect(await walkAfter(back)).toEqual([false, INTERVAL])
  })

  test('of people who come and go is a reason to read once the interval is over, while somebody looks', async () => {
    const { roster, asked } = listRoster(1)
    roster.look('ana', MINUTE / 2, true)
    await roster.refresh()
    await pass(INTERVAL - 1)
    roster.hurry()
    expect(asked).toHaveLength(1)
    await pass(1)
    roster.hurry()
    expect(asked).toHaveLength(2)
    await pass(2 * MINUTE)
    const before = asked.length
    roster.hurry()
    expect(asked).toHaveLength(before)
  })
})

describe('when to ask again', () => {
  test('is soon during the first walk, and after the next one otherwise', async () => {
    const { roster, zoom } = listRoster(1)
    const door = Promise.withResolvers<void>()
    zoom.answer = nth => (nth === 1 ? door.promise : Promise.resolve())
    roster.look('ana', INTERVAL, true)
    expect(roster.nextIn(INTERVAL)).toBe(700)
    door.resolve()
    await roster.refresh()
    expect(roster.nextIn(INTERVAL)).toBeGreaterThanOrEqual(INTERVAL)
    expect(roster.nextIn(0)).toBeNull()
  })
})
