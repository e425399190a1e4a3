import { describe, expect, test } from 'vitest'
import { MAIN_ACCOUNT } from '@/e2e/sandbox/account/people.ts'
import { flow, idOf } from '@/e2e/support/flow.ts'
import {
  agents,
  calls,
  callsComeTo,
  open,
  openWhole,
  pass,
  regionOf,
  rosters,
  serveRosters,
  type Tab,
} from '@/e2e/support/roster/rosters.ts'
import { INTERVAL, MINUTE } from '@/e2e/support/roster/times.ts'
import { until } from '@/e2e/support/until.ts'

serveRosters()

/** People who see the same, and look at one roster. */
async function openSeveral(): Promise<Tab[]> {
  const tabs: Tab[] = []
  for (const person of ['ana', 'bo', 'load-1', 'load-2', 'load-3', 'load-4'])
    tabs.push(await openWhole(person))
  expect(calls()).toBe(3 + 5)
  return tabs
}

const askAll = (tabs: readonly Tab[]) => Promise.all(tabs.map(tab => tab.ask()))
const removeOne = () => flow.world.remove(MAIN_ACCOUNT, agents()[10]?.user_id ?? '')
const addOne = () =>
  agents().splice(20, 0, { ...agents()[20], user_id: `added ${agents().length} at ${Date.now()}` })

async function read(tabs: readonly Tab[]): Promise<void> {
  pass(INTERVAL)
  await tabs[0]?.refresh()
}

/** Nobody was reset or served apart, and all hold whom Zoom's list holds. */
async function expectOneRoster(tabs: readonly Tab[]): Promise<void> {
  for (let walk = 0; walk < 2; walk++) {
    await read(tabs)
    await askAll(tabs)
  }
  expect([rosters.all().length, tabs.map(({ resets }) => resets)]).toEqual([1, tabs.map(() => 1)])
  const ids = agents().map(({ user_id }) => user_id)
  for (const tab of tabs) expect(tab.ids()).toEqual(ids)
}

describe('those who see the same stay together', () => {
  test.each([
    ['removed', removeOne],
    ['added', addOne],
    ['removed and added in turn', () => (agents().length % 2 === 0 ? removeOne() : addOne())],
  ])('while agents are %s between a reading and the checks that follow it', async (_what, change) => {
    const tabs = await openSeveral()
    for (let round = 0; round < 8; round++) {
      change()
      await read(tabs)
      await askAll(tabs.filter((_tab, n) => n % 3 === round % 3))
      change()
      await askAll(tabs)
    }
    await expectOneRoster(tabs)
  })

  test('while agents are removed, though Zoom breaks off the reading that finds it', async () => {
    const tabs = await openSeveral()
    removeOne()
    flow.fault({ preset: 'rate_limited', path: 'users.*next_page_token' })
    pass(INTERVAL)
    await rosters.all()[0]?.refresh()
    removeOne()
    await askAll(tabs)
    pass(MINUTE - INTERVAL)
    await expectOneRoster(tabs)
  })

  test('and are read for, where the reader is refused right after an empty answer', async () => {
    const tabs = await openSeveral()
    flow.fault({ preset: 'users_empty' })
    pass(INTERVAL)
    await rosters.all()[0]?.refresh()
    rosters.forget(idOf('ana'))
    const others = tabs.slice(1)
    for (let at = 0; at < 2 * MINUTE; at += INTERVAL) {
      await askAll(others)
      pass(INTERVAL)
    }
    await until(async () => {
      const answers = await askAll(others)
      const oldest = Math.min(...answers.map(({ read_at }) => Date.parse(read_at ?? '')))
      expect(Date.now() - oldest).toBeLessThanOrEqual(2 * INTERVAL)
      expect(new Set(answers.map(({ version }) => version)).size).toBe(1)
    })
  })

  test('while statuses change that move when a profile was changed, at no call more', async () => {
    flow.world.change({ status_moves_profile: true })
    const tabs = [await openWhole('ana')]
    const before = calls()
    for (const person of ['bo', 'load-1', 'load-2']) {
      pass(1_000)
      flow.world.tick()
      const tab = await open(person)
      await tab.ask()
      tabs.push(tab)
    }
    expect(calls() - before).toBe(3)
    for (let minute = 0; minute < 10; minute++) {
      pass(MINUTE / 2)
      await tabs[0]?.refresh()
      flow.world.tick()
      await askAll(tabs)
      pass(MINUTE / 2)
      await askAll(tabs)
    }
    await expectOneRoster(tabs)
    expect(tabs.map(tab => tab.users()[0]?.last_modified_time)).toEqual(
      tabs.map(() => agents()[0]?.last_modified_time),
    )
  })

  test.each(['ana', 'bo'])('after one empty answer, which may be %s’s', async person => {
    const tabs = await openSeveral()
    removeOne() // everybody is asked again
    pass(INTERVAL)
    if (person === 'ana') flow.fault({ preset: 'users_empty' })
    await tabs[0]?.refresh()
    if (person === 'bo') flow.fault({ preset: 'users_empty' })
    await tabs[1]?.ask()
    await askAll(tabs)
    await expectOneRoster(tabs)
  })

  test('where one comes while what is held is of one empty answer, or gets one', async () => {
    const tabs = [await openWhole('ana')]
    flow.fault({ preset: 'users_empty' })
    await read(tabs)
    tabs.push(await openWhole('bo'))
    const lee = await open('load-1')
    flow.fault({ preset: 'users_empty' })
    await lee.ask()
    await expectOneRoster([...tabs, lee])
  })

  test('where the first one got an empty answer', async () => {
    flow.fault({ preset: 'users_empty' })
    const tabs = [await openWhole('ana')]
    pass(1_000)
    tabs.push(await openWhole('bo'))
    await expectOneRoster(tabs)
  })

  test.each([
    ['removed', removeOne],
    ['added', addOne],
    ['renamed', () => Object.assign(agents()[0] as object, { display_name: 'Changed in between' })],
  ])('where one comes after an agent was %s, for one reading more', async (_what, change) => {
    const tabs = [await openWhole('ana')]
    pass(1_000)
    change()
    const before = calls()
    const bo = await open('bo')
    await bo.ask()
    await callsComeTo(before + 1 + 3)
    await expectOneRoster([...tabs, bo])
  })
})

describe('those who do not are told apart', () => {
  test('before the others lose a row, where the reader’s rights were narrowed', async () => {
    const [ana, ...others] = await openSeveral()
    flow.world.change({ sights: { ana: { region_ids: [regionOf(1)] } } })
    for (let walk = 0; walk < 4; walk++) {
      pass(INTERVAL)
      await ana?.refresh()
      for (const tab of others) {
        await tab.refresh()
        expect(tab.ids()).toHaveLength(700)
      }
    }
    expect(ana?.users().every(({ region_id }) => region_id === regionOf(1))).toBe(true)
    expect([rosters.all().length, others.map(({ resets }) => resets)]).toEqual([2, others.map(() => 2)])
  })

  test('by the reading after, where the reader’s rights were widened', async () => {
    const sight = { region_ids: [regionOf(1)] }
    flow.world.change({ sights: { ana: sight, bo: sight } })
    const [ana, bo] = [await openWhole('ana'), await openWhole('bo')]
    const mine = bo.ids()
    flow.world.change({ sights: { bo: sight } })
    for (let walk = 0; walk < 2; walk++) {
      pass(INTERVAL)
      await ana.refresh()
      await bo.refresh()
    }
    await until(async () => expect((await bo.ask()).held).toBe(mine.length))
    expect(bo.ids()).toEqual(mine)
    expect(ana.ids()).toHaveLength(700)
  })

  test.each([
    ['one agent less', () => ({ without_ids: [agents()[600]?.user_id ?? ''] })],
    ['nobody', () => ({ region_ids: ['no such region'] })],
  ])(
    'within ten minutes, though agents are removed all the time, where one sees %s',
    async (_what, sight) => {
      const [ana, bo] = [await openWhole('ana'), await openWhole('bo')]
      const hidden = agents()[600]?.user_id
      flow.world.change({ sights: { bo: sight() } })
      for (let at = 0; at <= 10 * MINUTE; at += INTERVAL) {
        removeOne()
        pass(INTERVAL)
        await ana.refresh()
        await bo.ask()
      }
      await bo.refresh()
      expect(bo.ids()).not.toContain(hidden)
      expect(ana.ids()).toContain(hidden)
    },
  )
})
