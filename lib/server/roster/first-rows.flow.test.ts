import { setImmediate as nextTask } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { MAIN_ACCOUNT } from '@/e2e/sandbox/account/people.ts'
import { flow, idOf } from '@/e2e/support/flow.ts'
import {
  agents,
  build,
  calls,
  open,
  openWhole,
  pass,
  regionOf,
  rosters,
  serveRosters,
} from '@/e2e/support/roster/rosters.ts'
import { INTERVAL, MINUTE } from '@/e2e/support/roster/times.ts'
import { orderAgents } from '@/lib/agents/narrow/order.ts'
import type { RosterAnswer } from '@/lib/agents/roster-answer.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import type { SessionRecord } from '../store/session-store.ts'

serveRosters()

describe('the first rows', () => {
  test('of many are 150 of a fresh roster, for nothing, and the rest follows', async () => {
    const ana = await open('ana')
    expect(await ana.firstRows()).toBeNull()
    await ana.refresh()
    const before = calls()
    const first = JSON.parse((await ana.firstRows()) ?? '') as RosterAnswer
    expect(first).toMatchObject({
      total: 700,
      held: 700,
      complete: true,
      reset: true,
      order: null,
      read_at: expect.any(String),
    })
    expect(first.users.map(({ user_id }) => user_id)).toEqual(ana.ids().slice(0, 150))
    expect(calls()).toBe(before)
    const { text } = await rosters.answer(
      { user_id: idOf('ana'), account_id: MAIN_ACCOUNT, created_at: 0 } as SessionRecord,
      { since: first.version, every_s: null, refresh: false },
    )
    expect(JSON.parse(text)).toMatchObject({ reset: false, users: { length: 700 }, order: { length: 700 } })
  })

  test.each([
    [300, 300],
    [301, 150],
  ])('of %i are %i, so that a small team is there at once', async (agents, rows) => {
    flow.world.change({ agents })
    const ana = await openWhole('ana')
    const first = JSON.parse((await ana.firstRows()) ?? '') as RosterAnswer
    expect([first.held, first.users.length]).toEqual([agents, rows])
  })

  test('of an order are the first of all in it, as the reader collates', async () => {
    flow.world.change({ agents: 400 })
    const ana = await openWhole('ana')
    const sort = [{ key: 'display_name', descending: true }] as const
    expect(ana.users()).toHaveLength(400)
    for (const locale of ['sv', 'de']) {
      const first = JSON.parse((await ana.firstRows(sort, locale)) ?? '') as RosterAnswer
      const idsOf = (users: readonly Agent[]) => users.map(({ user_id }) => user_id)
      expect(idsOf(first.users)).toEqual(idsOf(orderAgents(ana.users(), sort, { locale })).slice(0, 150))
    }
  })

  test('are nobody’s who has not shown to see them, and none that are older than two intervals', async () => {
    const ana = await openWhole('ana')
    expect(await (await open('bo')).firstRows()).toBeNull()
    pass(2 * INTERVAL)
    expect(await ana.firstRows()).not.toBeNull()
    pass(1)
    expect(await ana.firstRows()).toBeNull()
  })
})

describe('the first matches', () => {
  const few = () => ({ region: regionOf(1), access: 'inactive' }) as const
  const idsOfFew = () =>
    agents().flatMap(({ user_id, region_id, user_access }) =>
      region_id === regionOf(1) && user_access === 'inactive' ? user_id : [],
    )

  test('are all whom a question finds in a fresh roster, for nothing', async () => {
    const ana = await open('ana')
    expect(await ana.firstMatches(few())).toBeNull()
    await ana.refresh()
    const before = calls()
    const page = await ana.firstMatches(few())
    expect(page?.users.map(({ user_id }) => user_id)).toEqual(idsOfFew())
    expect(idsOfFew()).not.toHaveLength(0)
    expect(calls()).toBe(before)
    pass(2 * INTERVAL + 1)
    expect(await ana.firstMatches(few())).toBeNull()
  })

  test('are left to Zoom where they fill more than a page, or a search finds nobody', async () => {
    const ana = await openWhole('ana')
    expect(await ana.firstMatches({})).toBeNull()
    expect(await ana.firstMatches({ search: 'nobody of that name' })).toBeNull()
    expect(await ana.firstMatches({ region: 'of nobody' })).toMatchObject({ users: [] })
    const { user_id, display_name = '' } = agents()[3] ?? {}
    const found = await ana.firstMatches({ search: display_name })
    expect(found?.users.map(agent => agent.user_id)).toContain(user_id)
  })

  test('are nobody’s who has not shown to see them, or whom Zoom refuses something meanwhile', async () => {
    const ana = await openWhole('ana')
    expect(await (await open('bo')).firstMatches(few())).toBeNull()
    expect(await ana.firstMatches(few())).not.toBeNull()
    const found = ana.firstMatches(few())
    await nextTask() // some are read already
    rosters.forget(idOf('ana'))
    expect(await found).toBeNull()
  })
})

describe('what is told of how it stands', () => {
  test('is how many agents are held, how old the oldest page is and how often it is read, without a call', async () => {
    const ana = await openWhole('ana')
    const { read_at } = await ana.ask()
    const before = calls()
    pass(7_000)
    expect(await ana.facts()).toEqual({
      held: 700,
      total: 700,
      complete: true,
      read_at,
      every_s: 15,
      is_relaxed: false,
      others: 0,
      is_apart: false,
      trouble: null,
    })
    expect(calls()).toBe(before)
    pass(MINUTE)
    expect((await ana.facts())?.every_s).toBeNull() // nobody looks any more
    await ana.ask({ every_s: 30 })
    expect((await ana.facts())?.every_s).toBe(30)
  })

  test('is nothing to a person who has shown nothing, or whom Zoom has refused something since', async () => {
    const ana = await openWhole('ana')
    const bo = await open('bo')
    expect(await bo.facts()).toBeNull()
    await bo.ask()
    expect(await bo.facts()).toMatchObject({ held: 700, others: 1 })
    rosters.forget(idOf('bo'))
    expect(await bo.facts()).toBeNull()
    expect(await ana.facts()).toMatchObject({ held: 700, others: 0 })
  })

  test('is how many others look at the same roster now, and whether somebody looks at another', async () => {
    flow.world.change({ sights: { kim: { region_ids: [regionOf(1)] } } })
    const [ana, bo] = [await openWhole('ana'), await openWhole('bo')]
    expect(await ana.facts()).toMatchObject({ others: 1, is_apart: false })
    const kim = await openWhole('kim')
    expect(await ana.facts()).toMatchObject({ held: 700, others: 1, is_apart: true })
    expect(await kim.facts()).toMatchObject({ held: kim.ids().length, others: 0, is_apart: true })
    expect(kim.ids().length).toBeLessThan(700)
    pass(MINUTE)
    await bo.ask()
    expect(await bo.facts()).toMatchObject({ others: 0, is_apart: false })
  })

  test('is nobody else where nothing may be shared', async () => {
    build({ share: 'off' })
    const ana = await openWhole('ana')
    await openWhole('bo')
    expect(await ana.facts()).toMatchObject({ held: 700, others: 0, is_apart: false })
  })

  test('is why reading fails', async () => {
    const ana = await openWhole('ana')
    flow.fault({ preset: 'unavailable_503', times: null })
    pass(INTERVAL)
    await ana.refresh()
    expect(await ana.facts()).toMatchObject({ held: 700, trouble: expect.stringContaining('Zoom') })
  })
})
