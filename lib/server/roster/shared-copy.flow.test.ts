import { createClient } from '@redis/client'
import { describe, expect, test } from 'vitest'
import { MAIN_ACCOUNT } from '@/e2e/sandbox/account/people.ts'
import { flow, idOf } from '@/e2e/support/flow.ts'
import {
  agents,
  calls,
  type Instance,
  open,
  openTwo,
  pass,
  redis,
  serveInstances,
  start,
  Tab,
} from '@/e2e/support/roster/instances.ts'
import { INTERVAL } from '@/e2e/support/roster/times.ts'
import { until } from '@/e2e/support/until.ts'

serveInstances()

describe('instances that share a store', () => {
  test('read once, and answer with one version whoever is asked', async () => {
    const [one, two, ana, bo] = await openTwo()
    await ana.whole(one) // the end of the walk may have come after her last answer
    expect(bo.users()).toEqual(ana.users())
    expect(bo.users()).toHaveLength(700)
    expect(bo.version).toBe(ana.version)
    expect(calls()).toBe(3 + 1)
    Object.assign(agents()[5] as object, { display_name: 'Renamed' })
    pass(INTERVAL)
    await ana.ask(one, true)
    pass(300)
    const there = await ana.ask(two)
    expect([there.reset, there.users, ana.resets]).toEqual([false, [], 1])
    const answer = await bo.ask(two)
    expect(answer.users.map(({ display_name }) => display_name)).toEqual(['Renamed'])
    expect([bo.version, bo.resets]).toEqual([ana.version, 1])
  })

  test('start nobody anew who comes from another one that has just read', async () => {
    const [one, two, ana, bo] = await openTwo()
    await ana.whole(two)
    Object.assign(agents()[5] as object, { display_name: 'Renamed' })
    pass(3_000)
    await bo.ask(two) // which has looked at what there is just before
    await ana.ask(one, true)
    const answer = await ana.ask(two)
    expect([answer.reset, answer.users.length, ana.resets]).toEqual([false, 0, 1])
    expect(ana.user(agents()[5]?.user_id)?.display_name).toBe('Renamed')
  })

  test('tell the same of how it stands, except for who looks there', async () => {
    const [one, two] = [start(), start()]
    const [ana, bo] = [await open('ana', one), await open('bo', one)]
    await ana.whole(one)
    expect(await ana.facts(two)).toBeNull() // what she has shown there, nobody has seen here
    await bo.whole(two)
    const there = await bo.facts(two)
    expect(there).toMatchObject({ held: 700, complete: true, others: 0 })
    expect(there).toEqual(await ana.facts(one))
    await ana.ask(two)
    expect(await bo.facts(two)).toEqual({ ...there, others: 1 })
  })

  test('found one roster for twenty who come to all of them at once', async () => {
    const instances = [start(), start(), start()]
    const tabs = await Promise.all(
      Array.from({ length: 20 }, (_, n) => open(`load-${n + 1}`, instances[0] as Instance)),
    )
    const at = (n: number) => instances[n % 3] as Instance
    // All ask at one time: were it moved on for each of them, the next reading would be due before the first is told.
    await until(async () => {
      pass(300)
      const answers = await Promise.all(tabs.map((tab, n) => tab.ask(at(n))))
      expect(answers.map(({ complete }) => complete)).not.toContain(false)
    })
    expect(new Set(tabs.map(tab => tab.epoch())).size).toBe(1)
    expect(calls()).toBe(3 + 19)
  })

  test('keep one roster where somebody comes to another one after an agent was removed', async () => {
    const [one, two] = [start(), start()]
    const [ana, bo] = [await open('ana', one), await open('bo', one)]
    await ana.whole(one)
    flow.world.remove(MAIN_ACCOUNT, agents()[9]?.user_id ?? '')
    const asked = bo.ask(two)
    await until(() => expect(calls()).toBe(3 + 1))
    pass(2_000)
    await ana.ask(one, true)
    await asked
    await bo.whole(two)
    expect([ana.resets, bo.resets, two.rosters.all().length]).toEqual([1, 1, 1])
    expect(bo.epoch()).toBe(ana.epoch())
  })

  test('go on where one has stopped, without a reset', async () => {
    const [one, two, ana, bo] = await openTwo()
    await one.stop()
    const [renamed, gone] = agents().slice(400)
    Object.assign(renamed as object, { display_name: 'Read by the other' })
    flow.world.remove(MAIN_ACCOUNT, gone?.user_id ?? '')
    for (let n = 0; n < 2; n++) {
      pass(INTERVAL)
      await bo.ask(two, true)
      await bo.ask(two)
    }
    await ana.ask(two)
    expect(ana.resets).toBe(1)
    for (const tab of [ana, bo]) {
      expect(tab.user(renamed?.user_id)?.display_name).toBe('Read by the other')
      expect(tab.order).toHaveLength(699)
      expect(tab.order).not.toContain(gone?.user_id)
    }
  })

  test('keep who was missed once, so that two whole walks count wherever they were made', async () => {
    const [one, two, ana, bo] = await openTwo()
    flow.world.remove(MAIN_ACCOUNT, agents()[9]?.user_id ?? '')
    pass(INTERVAL)
    await ana.ask(one, true)
    await ana.ask(one)
    expect(ana.order).toHaveLength(700)
    pass(INTERVAL)
    await bo.ask(two, true)
    await bo.ask(two)
    expect(bo.order).toHaveLength(699)
  })

  test('tell one history of the statuses, whoever has read', async () => {
    const [one, two] = [start(), start()]
    const ana = await open('ana', one)
    await ana.whole(one)
    for (const instance of [two, one]) {
      pass(INTERVAL)
      await ana.ask(instance, true)
    }
    const fresh = async (instance: Instance) => (await new Tab('ana').ask(instance)).history
    const history = await fresh(one)
    expect(history).toHaveLength(3)
    pass(300)
    expect(await fresh(two)).toEqual(history)
  })

  test('begin anew where the store has lost what they shared', async () => {
    const [one, two, ana, bo] = await openTwo()
    const operator = await createClient({ url: redis.url }).connect()
    await operator.del(await operator.keys('rollcall:roster*'))
    await operator.close()
    Object.assign(agents()[5] as object, { display_name: 'Renamed' })
    pass(INTERVAL)
    for (const [tab, instance] of [
      [ana, one],
      [bo, two],
    ] as const) {
      await tab.whole(instance)
      expect(tab.user(agents()[5]?.user_id)?.display_name).toBe('Renamed')
      expect([tab.resets, tab.order.length]).toEqual([2, 700])
    }
    expect(ana.epoch()).toBe(bo.epoch())
  })

  test('wait for the first page that another one is reading', async () => {
    const [one, two] = [start(), start()]
    const [ana, bo] = [await open('ana', one), await open('bo', one)]
    flow.world.change({ latency_ms: 300 })
    const asked = ana.ask(one)
    await until(() => expect(calls()).toBe(1))
    expect((await bo.ask(two)).held).toBeGreaterThanOrEqual(300)
    await asked
    flow.world.change({ latency_ms: 0 })
    await bo.whole(two)
    await ana.whole(one)
    expect(bo.epoch()).toBe(ana.epoch())
    expect(calls()).toBe(3 + 1)
  })

  test('that are asked to read at once read once, and all have what was read', async () => {
    const [one, two, ana, bo] = await openTwo()
    const before = calls()
    Object.assign(agents()[5] as object, { display_name: 'Renamed' })
    pass(INTERVAL)
    flow.world.change({ latency_ms: 100 })
    await Promise.all([ana.ask(one, true), bo.ask(two, true)])
    for (const tab of [ana, bo]) expect(tab.user(agents()[5]?.user_id)?.display_name).toBe('Renamed')
    expect(calls()).toBe(before + 3)
  })

  test('all hear of a refusal', async () => {
    const [one, two] = [start(), start()]
    const ana = await open('ana', one)
    await ana.whole(one)
    await ana.ask(two)
    const before = calls()
    one.rosters.forget(idOf('ana'))
    await until(async () => expect(await one.store.rosters?.countRefusals(idOf('ana'))).toBe(1))
    await ana.ask(two)
    expect(calls()).toBe(before + 1)
  })

  test('lose nothing while the store is away', async () => {
    const one = start()
    const ana = await open('ana', one)
    await ana.whole(one)
    redis.hang()
    pass(INTERVAL)
    await ana.ask(one, true).catch(() => {})
    redis.resume()
    pass(INTERVAL)
    await until(async () => {
      pass(2_000)
      const answer = await ana.ask(one, true)
      expect(answer.trouble).toBeUndefined()
      expect(Date.parse(answer.read_at ?? '')).toBeGreaterThan(Date.now() - 2_500)
    })
    expect([ana.resets, ana.order.length]).toEqual([1, 700])
  })

  test('write nothing that can be read without the secret', async () => {
    const one = start()
    const ana = await open('ana', one)
    await ana.whole(one)
    const client = await createClient({ url: redis.url }).connect()
    const dump = JSON.stringify(
      await Promise.all(
        (await client.keys('rollcall:roster*')).map(async key => [
          key,
          await client.ttl(key),
          (await client.type(key)) === 'stream' ? await client.xRange(key, '-', '+') : key,
        ]),
      ),
    )
    await client.close()
    expect(dump.length).toBeGreaterThan(50_000)
    for (const { user_email, user_id } of agents()) {
      expect(dump).not.toContain(user_email ?? user_id)
      expect(dump).not.toContain(user_id)
    }
  })
})
