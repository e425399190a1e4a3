import { describe, expect, test } from 'vitest'
import { flow, idOf } from '@/e2e/support/flow.ts'
import {
  agents,
  calls,
  callsComeTo,
  codeOf,
  idsOf,
  open,
  openWhole,
  pass,
  serveRosters,
} from '@/e2e/support/roster/rosters.ts'
import { INTERVAL, MINUTE } from '@/e2e/support/roster/times.ts'

serveRosters()

describe('trouble of Zoom’s', () => {
  test.each([
    ['rate_limited', 'rate_limited'],
    ['rate_limited_bare', 'rate_limited'],
    ['rate_limited_4001', 'rate_limited'],
    ['rate_limited_daily', 'rate_limited'],
    ['rate_limited_nonsense', 'rate_limited'],
    ['rate_limited_concurrent', 'rate_limited'],
    ['server_error', 'unavailable'],
    ['edge_error', 'unavailable'],
    ['reset_before', 'unavailable'],
    ['html_200', 'zoom_invalid'],
    ['page_token_expired', 'page_expired'],
  ])('(%s) costs age, never rows, and heals', async (preset, code) => {
    const ana = await openWhole('ana')
    const { read_at } = await ana.ask()
    Object.assign(agents()[0] as object, { display_name: 'Read before it broke off' })
    flow.fault({ preset, path: 'users.*next_page_token', times: 2 })
    pass(INTERVAL)
    const during = await ana.refresh()
    expect(during).toMatchObject({ held: 700, complete: true, reset: false, trouble: { code } })
    expect(Date.parse(during.read_at ?? '')).toBe(Date.parse(read_at ?? ''))
    expect(ana.users()[0]?.display_name).toBe('Read before it broke off')
    flow.world.faults.clear()
    pass(MINUTE)
    const after = await ana.refresh()
    expect(after.trouble).toBeUndefined()
    expect(Date.parse(after.read_at ?? '')).toBe(Date.now())
    expect(ana.resets).toBe(1)
  })

  test('is the answer where nothing is held', async () => {
    const ana = await open('ana')
    flow.fault({ preset: 'unavailable_503', times: null })
    expect(await codeOf(ana.ask())).toBe('unavailable')
    flow.world.faults.clear()
    pass(MINUTE)
    expect(await ana.refresh()).toMatchObject({ held: 700 })
  })

  test('for twenty minutes leaves everybody what they hold', async () => {
    const [ana, bo] = [await openWhole('ana'), await openWhole('bo')]
    flow.fault({ preset: 'unavailable_503', times: null })
    for (let n = 0; n < 20; n++) {
      pass(MINUTE)
      for (const tab of [ana, bo])
        expect(await tab.ask({ refresh: true })).toMatchObject({ held: 700, reset: false })
    }
    flow.world.faults.clear()
    pass(MINUTE)
    for (const tab of [ana, bo]) {
      await tab.refresh()
      expect([tab.resets, tab.ids().length]).toEqual([1, 700])
    }
  })
})

describe('the reader', () => {
  test('whose grant dies is followed by another viewer, without a reset', async () => {
    const [ana, bo] = [await openWhole('ana'), await openWhole('bo')]
    flow.world.grants.kill(idOf('ana'))
    Object.assign(agents()[400] as object, { display_name: 'Read by Bo' })
    pass(INTERVAL)
    const answer = await bo.ask({ refresh: true })
    expect(idsOf(answer)).toEqual([agents()[400]?.user_id])
    expect(answer.trouble).toBeUndefined()
    expect(await codeOf(ana.ask())).toBe('sign_in_again')
    expect([bo.resets, bo.ids().length]).toEqual([1, 700])
  })

  test('that Zoom refuses in the middle of a walk is followed at once', async () => {
    const [ana, bo] = [await openWhole('ana'), await openWhole('bo')]
    flow.fault({ preset: 'forbidden', path: 'users.*next_page_token' })
    pass(INTERVAL)
    const answer = await bo.refresh()
    expect(answer).toMatchObject({ held: 700, complete: true })
    expect(answer.trouble).toBeUndefined()
    expect(Date.parse(answer.read_at ?? '')).toBe(Date.now())
    await ana.ask() // a new check has passed
    expect([ana.resets, bo.resets]).toEqual([1, 1])
  })

  test('without the right is told so, and others are not', async () => {
    const noel = await open('noel')
    expect(await codeOf(noel.ask())).toBe('not_permitted')
    flow.world.change({ scopes: { kim: ['user:read:user:admin'] } })
    const kim = await open('kim')
    expect(await codeOf(kim.ask())).toBe('scope_missing')
    const ana = await openWhole('ana')
    expect(ana.ids()).toHaveLength(700)
    for (const [tab, code] of [
      [noel, 'not_permitted'],
      [kim, 'scope_missing'],
    ] as const)
      expect(await codeOf(tab.ask())).toBe(code)
  })

  test('stops when nobody has asked for a minute', async () => {
    const ana = await openWhole('ana')
    pass(MINUTE)
    expect(calls()).toBe(3)
    await ana.ask()
    await callsComeTo(6)
  })
})
