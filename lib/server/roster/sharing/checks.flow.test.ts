import { describe, expect, test } from 'vitest'
import { MAIN_ACCOUNT } from '@/e2e/sandbox/account/people.ts'
import { flow, idOf } from '@/e2e/support/flow.ts'
import {
  agents,
  build,
  callers,
  calls,
  codeOf,
  open,
  openWhole,
  pass,
  readZoom,
  regionOf,
  rosters,
  serveRosters,
} from '@/e2e/support/roster/rosters.ts'
import { INTERVAL, MINUTE } from '@/e2e/support/roster/times.ts'
import { until } from '@/e2e/support/until.ts'
import { metrics } from '../../platform/metrics.ts'
import { callZoom, getUser, listUserSkills } from '../../zoom/endpoints.ts'

serveRosters()

/** How many checks have found something else. */
async function differences(): Promise<number> {
  const { values } = await metrics().sightChecks.get()
  return values.find(({ labels }) => labels.outcome === 'differs')?.value ?? 0
}

describe('a sight that was shown', () => {
  /** What this person's own grant has asked for the list. */
  const askedBy = (person: string) =>
    flow.world.calls.calls().filter(({ user_id, name }) => name === 'users' && user_id === idOf(person))

  test('ends within ten minutes for whoever’s rights were narrowed', async () => {
    const [ana, bo] = [await openWhole('ana'), await openWhole('bo')]
    flow.world.change({ sights: { bo: { region_ids: [regionOf(1)] } } })
    for (let at = 0; at < 10 * MINUTE + INTERVAL; at += INTERVAL) {
      pass(INTERVAL)
      await Promise.all([ana.refresh(), bo.refresh()])
    }
    const mine = agents().filter(({ region_id }) => region_id === regionOf(1))
    await until(async () => {
      await bo.refresh()
      expect(bo.ids().toSorted()).toEqual(mine.map(({ user_id }) => user_id).toSorted())
    })
    expect([ana.ids().length, ana.resets]).toEqual([700, 1])
  })

  test('ends at once after a refusal, until a check has passed', async () => {
    const [ana, bo] = [await openWhole('ana'), await openWhole('bo')]
    flow.world.change({ sights: { bo: { region_ids: [regionOf(1)] } } })
    flow.fault({ preset: 'forbidden', path: 'user' })
    const caller = {
      user_id: idOf('bo'),
      priority: 'waited_for',
      patience_ms: 0,
      signal: new AbortController().signal,
    } as const
    const userId = agents()[0]?.user_id
    expect(await codeOf(callZoom(readZoom, getUser, { query: {}, userId, caller }))).toBe('not_permitted')
    const answer = await bo.ask()
    expect(answer.reset).toBe(true)
    expect(bo.users().every(({ region_id }) => region_id === regionOf(1))).toBe(true)
    flow.fault({ preset: 'unavailable_503', times: null })
    rosters.forget(idOf('ana'))
    expect(await codeOf(ana.ask())).toBe('unavailable')
  })

  test('is read on while its only viewer opens profiles of which the app lacks a scope', async () => {
    const ana = await openWhole('ana')
    flow.fault({ preset: 'scope_4711', path: 'skills', times: null })
    flow.world.change({ latency_ms: 50 })
    pass(INTERVAL)
    const before = calls()
    const walked = ana.ask({ refresh: true })
    await until(() => expect(calls()).toBeGreaterThan(before))
    const caller = {
      user_id: idOf('ana'),
      priority: 'waited_for',
      patience_ms: 0,
      signal: new AbortController().signal,
    } as const
    const userId = agents()[0]?.user_id
    const skills = callZoom(readZoom, listUserSkills, { query: {}, userId, caller })
    expect(await codeOf(skills)).toBe('scope_missing')
    expect(Date.parse((await walked).read_at ?? '')).toBe(Date.now())
    expect(calls()).toBe(before + 3)
  })

  test('is read no further with the grant of somebody who signs in anew meanwhile, but with that of another', async () => {
    const [ana, bo] = [await openWhole('ana'), await openWhole('bo')]
    flow.world.change({ latency_ms: 50 })
    pass(INTERVAL)
    const before = calls()
    const walked = bo.ask({ refresh: true })
    await until(() => expect(calls()).toBeGreaterThan(before))
    rosters.forget(idOf('ana'))
    await walked
    const readers = flow.world.calls
      .calls()
      .filter(({ name }) => name === 'users')
      .slice(before)
      .map(({ user_id }) => user_id)
    expect(readers).toEqual([idOf('ana'), idOf('bo'), idOf('bo'), idOf('bo')])
    expect(bo.resets).toBe(1)
    flow.world.change({ latency_ms: 0 })
    expect((await ana.refresh()).users).toEqual(expect.any(Array))
  })

  test('that has ended while a reading was waited for leads to a roster that is read on, whoever has left it before', async () => {
    const sights = { 'load-1': { region_ids: [regionOf(1)] } }
    flow.world.change({ sights })
    const [, bo] = [await openWhole('ana'), await openWhole('bo')]
    const left = await openWhole('load-1')
    pass(2 * MINUTE)
    await bo.refresh()
    flow.world.change({ sights: { ...sights, bo: sights['load-1'] }, latency_ms: 50 })
    pass(INTERVAL)
    const before = calls()
    const asked = bo.ask({ refresh: true })
    await until(() => expect(calls()).toBeGreaterThan(before))
    rosters.forget(idOf('bo'))
    const { reset, next_in } = await asked
    expect([bo.epoch(), reset]).toEqual([left.epoch(), true])
    expect(next_in).not.toBeNull()
  })

  /** Two who look, and the first of them, who reads, is forgotten once Zoom has answered the next call. */
  async function forgetReader(whenAnswered: (forget: () => void) => void) {
    let forget: (() => void) | undefined
    build({
      answered: () => {
        if (forget) whenAnswered(forget)
        forget = undefined
      },
    })
    const [, bo] = [await openWhole('ana'), await openWhole('bo')]
    forget = () => rosters.forget(idOf('ana'))
    pass(INTERVAL)
    return bo
  }

  test('is not widened or narrowed by a page that came with a grant which counts no longer', async () => {
    const bo = await forgetReader(forget => forget())
    flow.world.change({ sights: { ana: { without_fields: ['user_email'] } } })
    await bo.refresh()
    expect([askedBy('ana').length, askedBy('bo').length]).toEqual([3 + 1, 1 + 3])
    expect(rosters.all().map(({ sight }) => sight)).toEqual([0])
  })

  test('is asked for no further page with a grant that came to count no longer after one', async () => {
    const bo = await forgetReader(forget => void setImmediate(forget))
    await bo.refresh()
    expect([askedBy('ana').length, askedBy('bo').length]).toEqual([3 + 1, 1 + 3])
  })

  test('asks everybody again when a total falls or a field vanishes', async () => {
    const [ana, bo] = [await openWhole('ana'), await openWhole('bo')]
    const before = calls()
    flow.world.change({ sights: { ana: { without_fields: ['user_email'] } } })
    pass(INTERVAL)
    await ana.refresh()
    await bo.refresh()
    expect(calls() - before).toBeGreaterThan(3)
    expect(ana.users().some(({ user_email }) => user_email)).toBe(false)
    expect(
      bo
        .users()
        .every(
          ({ user_id, user_email }) =>
            user_email === agents().find(one => one.user_id === user_id)?.user_email,
        ),
    ).toBe(true)
  })

  /** Two who look at one roster for just under eight minutes. */
  async function lookForLong() {
    const [ana, bo] = [await openWhole('ana'), await openWhole('bo')]
    for (let n = 0; n < 15; n++) {
      pass(MINUTE / 2)
      await ana.refresh()
      await bo.ask()
    }
    expect(askedBy('bo')).toHaveLength(1)
    pass(MINUTE / 2)
    return { ana, bo }
  }

  test('is checked again after eight minutes, with one more page', async () => {
    const { bo } = await lookForLong()
    await bo.ask()
    await until(() => expect(askedBy('bo')).toHaveLength(3))
    expect(askedBy('bo')[2]?.path).toContain('next_page_token')
  })

  test('goes before what is read in the background as long as its person waits for it, and not afterwards', async () => {
    const { bo } = await lookForLong()
    const needsOf = (person: string) =>
      callers
        .filter(({ user_id }) => user_id === idOf(person))
        .map(({ priority, patience_ms }) => [priority, patience_ms])
    // Walks alone: everybody waits for the first page of the first one.
    const [first, ...others] = needsOf('ana').map(String)
    expect([first, ...new Set(others)]).toEqual(['waited_for,8000', 'background,8000'])
    expect(needsOf('bo')).toEqual([['waited_for', 4_000]])
    await bo.ask()
    await until(() => expect(askedBy('bo')).toHaveLength(3))
    expect(needsOf('bo').slice(1)).toEqual(Array(2).fill(['background', 4_000]))
  })

  test('is checked by the first page alone where the place in the list has expired', async () => {
    const { ana, bo } = await lookForLong()
    await ana.refresh()
    flow.fault({ preset: 'page_token_expired', path: 'users.*next_page_token' })
    await bo.ask()
    await until(() => expect(askedBy('bo')).toHaveLength(3))
    // One that fails would be tried again by now.
    pass(INTERVAL)
    await bo.ask()
    await ana.refresh()
    expect([bo.resets, askedBy('bo').length]).toEqual([1, 3])
  })

  test('outlasts one difference, which a change between two readings may explain', async () => {
    const { ana, bo } = await lookForLong()
    await ana.refresh()
    Object.assign(agents()[0] as object, { display_name: 'Changed in between' })
    const before = await differences()
    await bo.ask()
    // The next walk brings the change: what bo's own pages show has to be compared before it.
    await until(async () => expect(await differences()).toBe(before + 1))
    expect(askedBy('bo')).toHaveLength(3)
    pass(INTERVAL)
    await ana.refresh()
    await bo.ask()
    await until(() => expect(askedBy('bo')).toHaveLength(5))
    await bo.ask()
    expect([bo.resets, bo.users()[0]?.display_name]).toEqual([1, 'Changed in between'])
  })

  test('is shown by the reader’s own walk, also where the total has fallen', async () => {
    const ana = await openWhole('ana')
    flow.world.remove(MAIN_ACCOUNT, agents()[10]?.user_id ?? '')
    pass(INTERVAL)
    await ana.refresh()
    await ana.ask()
    expect([calls(), ana.resets]).toEqual([6, 1])
  })

  test('is checked once more where Zoom refuses the person something meanwhile', async () => {
    await openWhole('ana')
    const bo = await open('bo')
    flow.world.change({ latency_ms: 50 })
    const asking = bo.ask()
    await until(() => expect(askedBy('bo')).toHaveLength(1))
    rosters.forget(idOf('bo'))
    await asking
    expect(askedBy('bo')).toHaveLength(2)
  })
})
