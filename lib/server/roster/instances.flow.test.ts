import { createClient } from '@redis/client'
import { describe, expect, test } from 'vitest'
import { MAIN_ACCOUNT, OTHER_ACCOUNT } from '@/e2e/sandbox/account/people.ts'
import { flow, idOf } from '@/e2e/support/flow.ts'
import {
  agents,
  calls,
  open,
  pass,
  redis,
  serveInstances,
  start,
  type Tab,
} from '@/e2e/support/roster/instances.ts'
import { INTERVAL, MINUTE } from '@/e2e/support/roster/times.ts'

serveInstances()

const connect = () => createClient({ url: redis.url, RESP: 2 }).connect()
const askedBy = (person: string) =>
  flow.world.calls.calls().filter(({ user_id, name }) => name === 'users' && user_id === idOf(person)).length

describe('what instances hold', () => {
  test('is of one account alone, under names that tell nothing of it', async () => {
    const [one, two] = [start(), start()]
    const [ana, olga] = [await open('ana', one), await open('olga', one)]
    await ana.whole(one)
    await olga.whole(two)
    expect(two.rosters.all().map(({ held }) => held.size)).toEqual([50])
    const operator = await connect()
    const lists = await operator.keys('rollcall:rosters-of:*')
    await operator.close()
    expect(lists).toHaveLength(2 + 2) // who may share one, and whom events reach
    for (const name of lists) {
      expect(name).toMatch(/^rollcall:rosters-of:[\w-]{43}$/)
      for (const account_id of [MAIN_ACCOUNT, OTHER_ACCOUNT]) expect(name).not.toContain(account_id)
    }
  })

  test('is taken in once, however often they look for what others have founded', async () => {
    const [one, two] = [start(), start()]
    await (await open('ana', one)).whole(one)
    for (const person of ['bo', 'kim', 'load-1']) await (await open(person, one)).whole(two)
    expect(two.rosters.all()).toHaveLength(1)
    expect(calls()).toBe(3 + 3)
  })

  test('is compared with no longer once the store has lost it', async () => {
    const one = start()
    await (await open('ana', one)).whole(one)
    const operator = await connect()
    await operator.flushAll()
    await operator.close()
    pass(300)
    const kim = await open('kim', one)
    await kim.whole(one)
    expect(askedBy('kim')).toBe(3)
    expect(one.rosters.all()).toHaveLength(1)
  })

  test('is taken in anew where the store has gone back to what it held earlier', async () => {
    const [one, two] = [start(), start()]
    const [ana, bo] = [await open('ana', one), await open('bo', one)]
    await ana.whole(one)
    const operator = await connect()
    const names = await operator.keys('rollcall:roster*')
    for (const name of names) await operator.copy(name, `earlier:${name}`)
    await bo.whole(two)
    Object.assign(agents()[400] as object, { display_name: 'Renamed' })
    pass(INTERVAL)
    await bo.ask(two, true)
    await bo.ask(two)
    for (const name of names) await operator.copy(`earlier:${name}`, name, { REPLACE: true })
    await operator.close()
    pass(300)
    expect(await bo.ask(two)).toMatchObject({ reset: true, held: 700 })
    expect(two.rosters.all().map(({ held }) => held.epoch)).toEqual([bo.epoch()])
    pass(INTERVAL)
    await bo.ask(two, true)
    await bo.whole(two)
    expect(bo.user(agents()[400]?.user_id)?.display_name).toBe('Renamed')
  })

  test('is kept by those who look at it, and not by those who are compared with it, nor by what Zoom tells', async () => {
    const one = start()
    const region_ids = [agents()[0]?.region_id ?? '']
    flow.world.change({ sights: { 'load-1': { region_ids } } })
    const [ana, left] = [await open('ana', one), await open('load-1', one)]
    await ana.whole(one)
    await left.whole(one)
    const operator = await connect()
    const head = (tab: Tab) => `rollcall:roster:${tab.epoch()}`
    pass(3 * MINUTE)
    await ana.ask(one)
    for (const tab of [ana, left]) await operator.pExpire(head(tab), MINUTE)
    await (await open('bo', one)).whole(one)
    await one.rosters.tell({ account_id: MAIN_ACCOUNT, change: 'people' })
    pass(300)
    await ana.ask(one)
    expect(await operator.pTTL(head(left))).toBeLessThanOrEqual(MINUTE)
    expect(await operator.pTTL(head(ana))).toBeGreaterThan(MINUTE)
    await operator.close()
  })
})
