import { describe, expect, test } from 'vitest'
import { OTHER_ACCOUNT } from '@/e2e/sandbox/account/people.ts'
import { flow } from '@/e2e/support/flow.ts'
import {
  agents,
  build,
  calls,
  codeOf,
  open,
  openWhole,
  pass,
  regionOf,
  rosters,
  serveRosters,
  Tab,
} from '@/e2e/support/roster/rosters.ts'
import { INTERVAL } from '@/e2e/support/roster/times.ts'
import { until } from '@/e2e/support/until.ts'

serveRosters()

describe('sharing', () => {
  test('costs one call for each further person who sees the same', async () => {
    const ana = await openWhole('ana')
    const others = [await open('bo'), await open('load-1'), await open('load-2')]
    for (const tab of others) {
      const answer = await tab.ask()
      expect(answer).toMatchObject({ held: 700, complete: true })
      expect(tab.ids()).toEqual(ana.ids())
    }
    expect(calls()).toBe(3 + 3)
  })

  test('begins with the first page, for twenty who come at once to a cold server', async () => {
    const tabs = await Promise.all(Array.from({ length: 20 }, (_, n) => open(`load-${n + 1}`)))
    await Promise.all(tabs.map(tab => tab.ask()))
    await Promise.all(tabs.map(tab => tab.refresh()))
    expect(new Set(tabs.map(tab => tab.ids().join())).size).toBe(1)
    expect(calls()).toBe(3 + 19)
  })

  test('goes on when the first to come at once is refused', async () => {
    const tabs = await Promise.all(['noel', 'load-1', 'load-2', 'load-3'].map(person => open(person)))
    const codes = await Promise.all(tabs.map(tab => codeOf(tab.ask())))
    expect(codes).toEqual(['not_permitted', 'answered', 'answered', 'answered'])
    const [, ...others] = tabs
    await Promise.all(others.map(tab => tab.refresh()))
    expect(calls()).toBeLessThanOrEqual(2 + 3 + 3)
  })

  const sights = {
    'fewer agents': () => ({ region_ids: [regionOf(1)] }),
    'one agent less': () => ({ without_ids: [agents()[650]?.user_id ?? ''] }),
    'fewer fields': () => ({ without_fields: ['user_email'] }),
    'no statuses': () => ({
      without_fields: ['status_id', 'status_name', 'sub_status_id', 'sub_status_name'],
    }),
  }
  test.each(Object.entries(sights))(
    'never gives a person with %s what their own grant does not',
    async (_what, sight) => {
      for (const order of [
        ['ana', 'bo'],
        ['bo', 'ana'],
      ]) {
        build({})
        flow.world.change({ sights: { bo: sight() } })
        const tabs: Record<string, Tab> = {}
        for (const key of order) tabs[key] = await openWhole(key)
        const { region_ids, without_ids, without_fields } = {
          region_ids: undefined,
          without_ids: undefined,
          without_fields: undefined,
          ...sight(),
        } as Record<string, string[] | undefined>
        const mine = agents().filter(
          ({ user_id, region_id }) =>
            (!region_ids || region_ids.includes(region_id ?? '')) && !without_ids?.includes(user_id),
        )
        expect(tabs.bo?.ids().toSorted()).toEqual(mine.map(({ user_id }) => user_id).toSorted())
        for (const user of tabs.bo?.users() ?? [])
          for (const field of without_fields ?? []) expect(user).not.toHaveProperty(field)
        expect(tabs.ana?.ids()).toHaveLength(700)
        expect(tabs.ana?.users().some(user => user.user_email)).toBe(true)
      }
    },
  )

  test('has to be proven anew after each sign-in', async () => {
    await openWhole('ana')
    expect((await openWhole('bo')).ids()).toHaveLength(700)
    flow.world.change({ sights: { bo: { region_ids: [regionOf(1)] } } })
    pass(1_000)
    const again = await openWhole('bo')
    expect(again.ids()).not.toHaveLength(0)
    expect(again.users().every(({ region_id }) => region_id === regionOf(1))).toBe(true)
  })

  test('has to be proven by a session of another account, though its person has shown the sight of one', async () => {
    const other = new Tab('bo', OTHER_ACCOUNT)
    await openWhole('bo')
    const before = calls()
    await other.ask()
    expect(calls()).toBeGreaterThan(before)
  })

  test('of the inactive needs their own proof where Zoom gives them apart', async () => {
    flow.world.change({ omitted_access: 'active' })
    await openWhole('ana')
    const inactive = agents().find(({ user_access }) => user_access === 'inactive')?.user_id ?? ''
    flow.world.change({ sights: { bo: { without_ids: [inactive] } } })
    const bo = await openWhole('bo')
    expect(bo.ids()).toHaveLength(699)
    expect(bo.ids()).not.toContain(inactive)
  })

  test('is for one account', async () => {
    await openWhole('ana')
    const olga = await openWhole('olga')
    expect(olga.ids()).toHaveLength(50)
  })

  test('is for nobody whose account is not known', async () => {
    for (const person of ['ana', 'bo']) await (await open(person, '')).refresh()
    expect(rosters.all()).toHaveLength(2)
    expect(calls()).toBe(6)
  })

  test('can be switched off', async () => {
    build({ share: 'off' })
    await openWhole('ana')
    await openWhole('bo')
    expect(calls()).toBe(6)
  })

  test('puts twenty people of another sight than the first one’s together', async () => {
    flow.world.change({ sights: { kim: { region_ids: [regionOf(1)] } } })
    const kim = await openWhole('kim')
    pass(INTERVAL)
    await kim.refresh()
    const before = calls()
    const tabs = await Promise.all(Array.from({ length: 20 }, (_, n) => open(`load-${n + 1}`)))
    await Promise.all(tabs.map(tab => tab.ask()))
    await Promise.all(tabs.map(tab => tab.refresh()))
    expect(calls() - before).toBe(20 + 1 + 3)
  })

  test('comes back after the next walk for whoever sees the same by then', async () => {
    const ana = await openWhole('ana')
    flow.world.change({ sights: { bo: { region_ids: [regionOf(1)] } } })
    const bo = await openWhole('bo')
    expect(bo.ids().length).toBeLessThan(700)
    flow.world.change({ sights: {} })
    pass(INTERVAL)
    await ana.refresh()
    await until(async () => {
      await bo.ask()
      expect(bo.resets).toBe(2)
    })
    expect(bo.ids()).toEqual(ana.ids())
  })

  test('gives whoever is alone the counts of their own sight, and the others theirs', async () => {
    flow.world.change({ sights: { bo: { region_ids: [regionOf(0)] } } })
    for (const person of ['ana', 'bo']) await openWhole(person)
    const sumsOf = async (person: string) => {
      const { history = [] } = await new Tab(person).ask()
      return history.map(({ counts }) => Object.values(counts).reduce((sum, count) => sum + count, 0))
    }
    const inRegion = agents().filter(({ region_id }) => region_id === regionOf(0)).length
    expect(inRegion).toBeLessThan(700)
    expect(await sumsOf('ana')).toEqual([700])
    expect(await sumsOf('bo')).toEqual([inRegion])
  })
})
