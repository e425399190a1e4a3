import { describe, expect, test, vi } from 'vitest'
import { MAIN_ACCOUNT } from '@/e2e/sandbox/account/people.ts'
import {
  agents,
  calls,
  type Instance,
  open,
  openTwo,
  pass,
  serveInstances,
  start,
  type Tab,
} from '@/e2e/support/roster/instances.ts'
import { INTERVAL } from '@/e2e/support/roster/times.ts'
import { until } from '@/e2e/support/until.ts'
import type { RosterStore } from '../store/roster-store.ts'

serveInstances()

const OTHERWISE = JSON.stringify({ status_id: '4', status_name: 'Gone fishing' })
const changed = () => agents()[3]?.user_id ?? ''
const tell = ({ rosters }: Instance) =>
  rosters.tell({
    account_id: MAIN_ACCOUNT,
    change: { user_id: changed(), at: Date.now(), status: OTHERWISE },
  })

/** What a tab that looks through one instance is told of the change by its next question. */
async function toldOf(tab: Tab, instance: Instance) {
  pass(300)
  await tab.ask(instance)
  const user = tab.user(changed())
  return [user?.status_name, user?.status_since.kind]
}

describe('of several instances one that Zoom tells something', () => {
  test('lets all that hold the roster know', async () => {
    const [one, two] = [start(), start()]
    const ana = await open('ana', one)
    await ana.whole(one)
    await ana.ask(two)
    pass(1_000)
    await tell(one)
    expect(await toldOf(ana, two)).toEqual(['Gone fishing', 'event'])
  })

  test.each(['on', 'off'] as const)(
    'lets the others know, though nobody looks through it (sharing %s)',
    async share => {
      const [one, two] = [start({ share }), start({ share })]
      const [ana, kim] = [await open('ana', one), await open('kim', one)]
      await ana.whole(one)
      await kim.whole(one)
      pass(1_000)
      await tell(two)
      expect(two.rosters.all()).toEqual([])
      for (const tab of [ana, kim]) expect(await toldOf(tab, one)).toEqual(['Gone fishing', 'event'])
    },
  )

  test('lets the walks of another be rarer', async () => {
    const [one, two, ana] = await openTwo()
    pass(1_000)
    await tell(two)
    Object.assign(agents()[3] as object, JSON.parse(OTHERWISE))
    pass(INTERVAL)
    await ana.ask(one, true)
    expect((await ana.facts(one))?.is_relaxed).toBe(true)
  })

  test('tells no other account of it', async () => {
    const [one, two] = [start(), start()]
    const olga = await open('olga', one)
    await olga.whole(one)
    const push = vi.spyOn(two.store.rosters as RosterStore, 'pushRosterEvent')
    await tell(two)
    expect(push).not.toHaveBeenCalled()
  })

  test('that somebody came has the others read as soon as the interval allows', async () => {
    const [one, two] = [start(), start()]
    const ana = await open('ana', one)
    await ana.whole(one)
    pass(1_000)
    await tell(one)
    pass(INTERVAL)
    Object.assign(agents()[3] as object, JSON.parse(OTHERWISE))
    await ana.ask(one, true) // finds what Zoom has told: walks are rare from now on
    expect((await ana.facts(one))?.is_relaxed).toBe(true)
    const before = calls()
    await two.rosters.tell({ account_id: MAIN_ACCOUNT, change: 'people' })
    pass(INTERVAL)
    await ana.ask(one)
    await until(() => expect(calls()).toBe(before + 3))
  })

  test('lets all rosters know but the one that the store fails for, and has Zoom tell it again', async () => {
    const [one, two] = [start({ share: 'off' }), start({ share: 'off' })]
    const [ana, kim] = [await open('ana', one), await open('kim', one)]
    await ana.whole(one)
    await kim.whole(one)
    pass(1_000)
    for (const instance of [two, one]) {
      const store = instance.store.rosters as RosterStore
      const push = store.pushRosterEvent.bind(store)
      const failing = vi.spyOn(store, 'pushRosterEvent').mockImplementation(async (roster, sealed) => {
        if (ana.version?.startsWith(roster)) throw new Error('the store is away')
        await push(roster, sealed)
      })
      await expect(tell(instance)).rejects.toThrow('the store is away')
      failing.mockRestore()
      expect((await toldOf(ana, one))[1]).not.toBe('event')
      expect(await toldOf(kim, one)).toEqual(['Gone fishing', 'event'])
    }
    await tell(two)
    for (const tab of [ana, kim]) expect(await toldOf(tab, one)).toEqual(['Gone fishing', 'event'])
  })
})
