import { describe, expect, test, vi } from 'vitest'
import { beginAtStart, listRoster, pass, START } from '@/e2e/support/roster/roster-without-zoom.ts'
import { INTERVAL, MINUTE } from '@/e2e/support/roster/times.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import type { StatusEvent } from './held/status-event.ts'

beginAtStart()

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
    await pass(INTERVAL - 1)
    roster.look('ana', MINUTE / 2, false)
    expect(vi.getTimerCount()).toBe(1)
    await pass(1)
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

  test('of people who come and go has it read as soon as the interval is over, while somebody looks', async () => {
    const { roster, asked } = listRoster(1)
    roster.look('ana', MINUTE / 2, true)
    await roster.refresh()
    await pass(1_000)
    await roster.tell('people')
    await pass(INTERVAL - 1_001)
    expect(asked).toHaveLength(1)
    await pass(1)
    expect(asked).toHaveLength(2)
    await pass(INTERVAL)
    expect(asked).toHaveLength(2)
    await roster.tell('people')
    expect(asked).toHaveLength(3)
    await roster.refresh()
    await pass(2 * MINUTE)
    const before = asked.length
    await roster.tell('people')
    await pass(INTERVAL)
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
  test('depends during a walk on how much of the list it has read', async () => {
    const { roster, zoom } = listRoster(301)
    roster.look('ana', INTERVAL, true)
    await roster.refresh()
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    zoom.answer = nth => (nth === 3 ? first.promise : second.promise)
    await pass(INTERVAL)
    await pass(1_000)
    first.resolve()
    await pass(1_000)
    expect(roster.nextIn(INTERVAL)).toBe(2_000 + 150)
    second.resolve()
    await roster.refresh()
  })
})
