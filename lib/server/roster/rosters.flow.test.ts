import { describe, expect, test, vi } from 'vitest'
import { MAIN_ACCOUNT, OTHER_ACCOUNT } from '@/e2e/sandbox/account/people.ts'
import { flow } from '@/e2e/support/flow.ts'
import {
  agents,
  build,
  calls,
  callsComeTo,
  idsOf,
  open,
  openWhole,
  pass,
  rosters,
  serveRosters,
  Tab,
} from '@/e2e/support/roster/rosters.ts'
import { INTERVAL, MINUTE } from '@/e2e/support/roster/times.ts'
import { until } from '@/e2e/support/until.ts'

serveRosters()

describe('a roster', () => {
  test('is all agents in Zoom’s order, each as the proxy gives it, read in as few calls as there are pages', async () => {
    const ana = await open('ana')
    const answer = await ana.refresh()
    expect(answer).toMatchObject({
      total: 700,
      held: 700,
      complete: true,
      skipped: 0,
      next_in: expect.any(Number),
    })
    expect(ana.ids()).toEqual(agents().map(({ user_id }) => user_id))
    expect(ana.users()[0]).toMatchObject({
      display_name: agents()[0]?.display_name,
      status_since: { kind: 'first_read' },
    })
    expect(calls()).toBe(3)
    expect(ana.resets).toBe(1)
  })

  test('tells what has changed, and nothing else', async () => {
    const ana = await openWhole('ana')
    const [changed, renamed] = agents().slice(5)
    Object.assign(changed as object, { status_id: '4', status_name: 'Gone fishing' })
    Object.assign(renamed as object, { display_name: 'Renamed' })
    pass(INTERVAL)
    const answer = await ana.ask({ refresh: true })
    expect(idsOf(answer)).toEqual([changed?.user_id, renamed?.user_id].sort())
    expect([answer.reset, answer.order]).toEqual([false, null])
    expect(ana.user(changed?.user_id ?? '')?.status_since.kind).toBe('seen')
    expect(ana.user(renamed?.user_id ?? '')?.status_since.kind).toBe('first_read')
  })

  test('joins a reading under way or just done, and is read by itself when its time has come', async () => {
    const ana = await openWhole('ana')
    await Promise.all([ana.ask({ refresh: true }), ana.ask({ refresh: true })])
    expect(calls()).toBe(3)
    pass(2_000)
    await Promise.all([ana.ask({ refresh: true }), ana.ask({ refresh: true })])
    expect(calls()).toBe(6)
    pass(INTERVAL)
    await ana.ask()
    await callsComeTo(9)
  })

  test('is read once for a tab that wants no more', async () => {
    const ana = await open('ana')
    const other = new Tab('ana')
    await until(async () => expect((await ana.ask({ every_s: 0 })).complete).toBe(true))
    pass(INTERVAL)
    const answer = await ana.ask({ every_s: 0 })
    expect([answer.next_in, calls()]).toEqual([null, 3])
    pass(INTERVAL + 1)
    await ana.ask({ every_s: 0 }) // old by now, which this tab knows
    await flow.tokens('kim') // a call that began before has arrived by then
    expect(calls()).toBe(3)
    await other.ask({ every_s: 0 })
    await callsComeTo(6)
  })

  test('loses an agent when two whole walks do not bring it', async () => {
    const ana = await openWhole('ana')
    const gone = agents()[10]?.user_id ?? ''
    flow.world.remove(MAIN_ACCOUNT, gone)
    pass(INTERVAL)
    await ana.refresh()
    expect(ana.ids()).toContain(gone)
    pass(INTERVAL)
    await ana.refresh()
    expect(ana.ids()).not.toContain(gone)
    expect(ana.ids()).toHaveLength(699)
  })

  test.each(['both', 'active'] as const)(
    'holds the inactive where Zoom’s list without a filter holds %s',
    async omitted_access => {
      flow.world.change({ omitted_access })
      const ana = await openWhole('ana')
      expect(ana.ids().toSorted()).toEqual(
        agents()
          .map(({ user_id }) => user_id)
          .toSorted(),
      )
      expect(await ana.ask()).toMatchObject({ total: 700, held: 700, complete: true })
      expect(calls()).toBe(omitted_access === 'both' ? 3 : 4)
    },
  )

  test('stays whole while the list moves under every walk', async () => {
    const ana = await openWhole('ana')
    flow.fault({ preset: 'drifting' })
    for (let n = 0; n < 4; n++) {
      pass(INTERVAL)
      const answer = await ana.refresh()
      expect(answer).toMatchObject({ held: 700, complete: true })
    }
    expect(ana.ids()).toHaveLength(700)
  })

  test('lets go of whom Zoom knows no more, also while the list moves under every walk', async () => {
    const ana = await openWhole('ana')
    flow.fault({ preset: 'drifting' })
    const gone = agents()[350]?.user_id ?? ''
    flow.world.remove(MAIN_ACCOUNT, gone)
    const others = ana.ids().filter(id => id !== gone)
    await until(async () => {
      pass(INTERVAL)
      await ana.refresh()
      expect(ana.ids()).not.toContain(gone)
    })
    expect(ana.ids().toSorted()).toEqual(others.toSorted())
    expect(flow.arrived('user')).toBeGreaterThan(0)
  })

  test.each(['token_loop', 'fresh_token_loop', 'endless_pages'])(
    '(%s) ends, and is not complete',
    async preset => {
      flow.fault({ preset })
      const ana = await open('ana')
      await ana.ask({ refresh: true })
      await until(async () => expect((await ana.ask()).next_in).toBeGreaterThan(900))
      expect((await ana.ask()).complete).toBe(false)
      expect(calls()).toBeLessThan(110)
    },
  )
})

describe('an event of Zoom’s', () => {
  const tell = (user_id: string, at: number, account_id = MAIN_ACCOUNT) =>
    rosters.tell({
      account_id,
      change: { user_id, at, status: JSON.stringify({ status_id: '3', status_name: 'Occupied' }) },
    })

  test('reaches all viewers of its account with its moment', async () => {
    const ana = await openWhole('ana')
    const id = agents()[3]?.user_id ?? ''
    pass(5_000)
    const moment = Date.now() - 1_000
    await tell(id, moment, OTHER_ACCOUNT)
    expect((await ana.ask()).users).toEqual([])
    await tell(id, moment)
    const { users } = await ana.ask()
    expect(users).toMatchObject([
      {
        user_id: id,
        status_name: 'Occupied',
        status_since: { at: new Date(moment).toISOString(), kind: 'event' },
      },
    ])
  })

  test('that somebody came or went is a reason to read as soon as the interval allows, while somebody looks', async () => {
    const ana = await openWhole('ana')
    const people = async () => {
      await rosters.tell({ account_id: MAIN_ACCOUNT, change: 'people' })
      await flow.tokens('kim') // a call that began before has arrived by then
    }
    pass(INTERVAL - 1)
    await people()
    expect(calls()).toBe(3)
    pass(1)
    await people()
    await callsComeTo(6)
    pass(MINUTE)
    await people()
    expect(calls()).toBe(6)
    await ana.ask()
    await callsComeTo(9)
  })

  test('lets walks be four times as far apart while they find nothing that was not told', async () => {
    const ana = await openWhole('ana')
    const told = agents()[3]
    Object.assign(told as object, {
      status_id: '3',
      status_name: 'Occupied',
      sub_status_id: undefined,
      sub_status_name: undefined,
    })
    pass(5_000)
    await tell(told?.user_id ?? '', Date.now())
    pass(10_000)
    await ana.refresh()
    const before = calls()
    for (const seconds of [15, 30, 45]) {
      pass(INTERVAL)
      await ana.ask()
      expect(calls(), `${seconds} s later`).toBe(before)
    }
    pass(INTERVAL)
    await ana.ask()
    await callsComeTo(before + 3)
  })
})

describe('memory', () => {
  const sizes = () => rosters.all().map(({ held }) => held.size)

  test('beyond the bound is taken from whom nobody looks at, and is refused to whoever came last', async () => {
    build({ share: 'off', most_bytes: 1_500_000 })
    const ana = await openWhole('ana')
    const bo = await open('bo')
    await bo.refresh()
    for (let n = 0; n < 4; n++) {
      pass(INTERVAL)
      expect(await bo.refresh()).toMatchObject({ complete: false, trouble: { code: 'unavailable' } })
      const { complete, trouble, read_at } = await ana.refresh()
      expect([complete, trouble, Date.parse(read_at ?? '')]).toEqual([true, undefined, Date.now()])
    }
    expect([ana.ids().length, ana.resets]).toEqual([700, 1])
    pass(2 * MINUTE)
    expect(await bo.refresh()).toMatchObject({ complete: true, held: 700 })
    expect((await ana.ask()).reset).toBe(true)
  })

  test('is given back five minutes after anybody has looked', async () => {
    const ana = await openWhole('ana')
    pass(5 * MINUTE)
    await openWhole('olga')
    expect(sizes()).toEqual([700, 50])
    pass(1)
    await (await open('kim', '')).ask()
    expect(sizes()).toEqual([50, 300])
    expect(await ana.refresh()).toMatchObject({ complete: true, held: 700 })
  })

  test('is given back also where nobody comes any more, and all of it in the end', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] })
    build({})
    await openWhole('ana')
    vi.advanceTimersByTime(5 * MINUTE)
    expect(sizes()).toEqual([700])
    vi.advanceTimersByTime(MINUTE)
    expect(sizes()).toEqual([])
    await openWhole('ana')
    const [roster] = rosters.all()
    rosters.stop()
    expect([sizes(), roster?.isDropped, vi.getTimerCount()]).toEqual([[], true, 0])
  })
})
