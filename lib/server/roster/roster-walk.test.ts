import { setImmediate as nextTask } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { beginAtStart, listRoster, pageOf, pass, START } from '@/e2e/support/roster/roster-without-zoom.ts'
import { INTERVAL, MINUTE } from '@/e2e/support/roster/times.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import { ServerError } from '@/lib/server/server-error.ts'
import { metrics } from '../platform/metrics.ts'

beginAtStart()

/** Whether it is settled by now. */
async function isOver(work: Promise<unknown>): Promise<boolean> {
  let over = false
  void work.finally(() => {
    over = true
  })
  for (let n = 0; n < 20; n++) await nextTask()
  return over
}

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

  test('goes on to its end for a tab that asks once a minute, as late as answers take', async () => {
    const { roster, zoom } = listRoster(301)
    roster.look('ana', MINUTE, true)
    await roster.refresh()
    const door = Promise.withResolvers<void>()
    zoom.answer = nth => (nth === 4 ? door.promise : Promise.resolve())
    for (let ask_at = START + 150; ask_at < START + MINUTE + 200; ) {
      vi.setSystemTime(ask_at)
      await vi.advanceTimersByTimeAsync(0)
      roster.look('ana', MINUTE, false)
      ask_at += (roster.nextIn(MINUTE) ?? 0) + 100
      await pass(Math.min(ask_at - 1, START + MINUTE + 200) - Date.now())
    }
    door.resolve()
    await roster.refresh()
    expect(roster.held.pages.readAt?.oldest).toBeGreaterThanOrEqual(START + MINUTE)
  })

  test('keeps nobody waiting for a first page that never comes', async () => {
    const { roster, zoom } = listRoster(1)
    zoom.answer = () => Promise.reject(new ServerError('unavailable'))
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

  test('of a list in which somebody stands twice has everybody once the one before has brought them so, too', async () => {
    const { roster, agents } = listRoster(350)
    agents.push(agents[0] as Agent)
    const told = async () => {
      await roster.refresh()
      const { complete, size, pages } = roster.held
      return [complete, size, pages.totalOnce]
    }
    roster.look('ana', INTERVAL, true)
    expect(await told()).toEqual([true, 350, 351])
    await pass(3_000)
    expect(await told()).toEqual([true, 350, 350])
    // Whoever leaves is gone after two walks that brought everybody.
    agents.splice(40, 1)
    for (let n = 0; n < 2; n++) {
      await pass(3_000)
      await roster.refresh()
    }
    expect(roster.held.size).toBe(349)
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
    expect(wholes).toEqual([['ana', START]])
  })

  test('that Zoom leads round in a circle has shown nothing', async () => {
    const { roster, agents, wholes } = listRoster(1, {
      readPageAs: () => async query => ({
        asked_at: Date.now(),
        page: { ...pageOf(agents, query), next_page_token: '0' },
      }),
    })
    roster.look('ana', INTERVAL, true)
    await roster.refresh()
    expect([roster.held.size, roster.held.complete, roster.walks, wholes]).toEqual([1, false, 1, []])
    const { values } = await metrics().rosterWalks.get()
    expect(values).toMatchObject([{ labels: { outcome: 'drifted' }, value: 1 }])
  })

  test('of a list without an end is not made again and again', async () => {
    const { roster } = listRoster(1, {
      readPageAs: () => async query => ({
        asked_at: Date.now(),
        page: { ...pageOf([], query), next_page_token: 'more' },
      }),
    })
    roster.look('ana', INTERVAL, true)
    await roster.refresh()
    expect([roster.walks, roster.held.complete]).toEqual([1, false])
    for (let ms = 0; ms < 15 * INTERVAL; ms += INTERVAL) {
      await pass(INTERVAL)
      roster.look('ana', INTERVAL, false)
      await pass(0)
    }
    expect(roster.walks).toBe(4) // at 30 s, 90 s and 210 s again
  })

  test('that fails leaves what it has read, and its reason until one has not failed', async () => {
    const { roster, agents, wholes, zoom } = listRoster(301)
    roster.look('ana', INTERVAL, true)
    await roster.refresh()
    Object.assign(agents[0] as Agent, { display_name: 'Renamed' })
    zoom.answer = nth => (nth === 4 ? Promise.reject(new ServerError('unavailable')) : Promise.resolve())
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
      makeRoom: () => {
        throw new ServerError('unavailable', { retry_after: 30 })
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
    zoom.answer = () => Promise.reject(new ServerError('unavailable'))
    roster.look('ana', INTERVAL, true)
    await roster.refresh()
    mayRead = false
    await pass(2_000)
    await roster.refresh()
    expect([asked.length, roster.walks, roster.trouble?.code]).toEqual([1, 2, 'unavailable'])
  })

  test('asks those who look and may read it', async () => {
    const { roster, asked } = listRoster(1, { mayRead: user_id => user_id === 'bo' })
    roster.look('bo', INTERVAL, true)
    roster.look('ana', INTERVAL, true)
    await roster.refresh()
    expect(asked).toEqual(['bo'])
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
