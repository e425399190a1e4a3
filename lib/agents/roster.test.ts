import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyAnswer, type Roster } from './roster.ts'
import type { RosterAgent, RosterAnswer } from './roster-answer.ts'
import type { StatusSample } from './status/status-history.ts'

const agent = (user_id: string, status_name?: string): RosterAgent => ({
  user_id,
  status_name,
  status_since: { at: '2026-11-27T12:00:00Z', kind: 'seen' },
})

let version = 0
function answer(some: Partial<RosterAnswer>): RosterAnswer {
  return {
    version: String(++version),
    reset: false,
    total: null,
    held: some.order?.length ?? 0,
    skipped: 0,
    complete: true,
    read_at: '2026-11-27T12:00:00Z',
    next_in: 15_000,
    users: [],
    order: null,
    ...some,
  }
}

const first = () =>
  applyAnswer(
    null,
    answer({
      reset: true,
      order: ['a', 'b', 'c'],
      users: [agent('a', 'Ready'), agent('b', 'Offline'), agent('c')],
    }),
  )
const idsOf = (roster: Roster) => roster.agents.map(({ user_id }) => user_id).join('')

describe('the agents that the browser holds', () => {
  test('are whole only when the server is, and everybody in its order has arrived', () => {
    const order = ['a', 'b']
    const part = applyAnswer(null, answer({ reset: true, order, users: [agent('a')], next_in: 0 }))
    expect([idsOf(part), part.isWhole]).toEqual(['a', false])
    const rest = applyAnswer(part, answer({ users: [agent('b')] }))
    expect([idsOf(rest), rest.isWhole]).toEqual(['ab', true])
    expect(
      applyAnswer(null, answer({ reset: true, order, users: [agent('a'), agent('b')], complete: false }))
        .isWhole,
    ).toBe(false)
  })

  test('are not whole while only the first rows of a page are there, though the server has no order for them', () => {
    const page = applyAnswer(null, answer({ reset: true, held: 2, users: [agent('a')], next_in: 0 }))
    expect([idsOf(page), page.isWhole]).toEqual(['a', false])
    const rest = applyAnswer(page, answer({ held: 2, order: ['b', 'a'], users: [agent('a'), agent('b')] }))
    expect([idsOf(rest), rest.isWhole]).toEqual(['ba', true])
  })

  test('are not whole while somebody of the order is missing, however many the server says it holds', () => {
    const page = applyAnswer(
      null,
      answer({ reset: true, held: 1, order: ['a', 'b'], users: [agent('a')], next_in: 0 }),
    )
    expect(page.isWhole).toBe(false)
  })

  test('are nobody after an answer that tells neither agents nor an order', () => {
    expect(applyAnswer(null, answer({})).agents).toEqual([])
  })

  test('that have not changed stay the same objects', () => {
    const before = first()
    const after = applyAnswer(before, answer({ users: [agent('b', 'Ready')] }))
    expect(after.agents[0]).toBe(before.agents[0])
    expect(after.agents[1]).not.toBe(before.agents[1])
  })

  test('are gone once they are not in the order, and newcomers stand where Zoom has them', () => {
    const after = applyAnswer(first(), answer({ order: ['d', 'c', 'a'], users: [agent('d')] }))
    expect(idsOf(after)).toBe('dca')
  })

  test('are all forgotten by a reset', () => {
    expect(idsOf(applyAnswer(first(), answer({ reset: true, order: ['z'], users: [agent('z')] })))).toBe('z')
  })
})

describe('what a read has changed', () => {
  test('is told by field, with what it was; a newcomer has changed nothing', () => {
    const { changes } = applyAnswer(
      first(),
      answer({
        order: ['a', 'b', 'c', 'd'],
        users: [agent('b', 'Ready'), agent('c', 'Lunch'), agent('d', 'Ready')],
      }),
    )
    expect([...changes]).toEqual([
      ['b', { status_name: 'Offline' }],
      ['c', { status_name: '' }],
    ])
  })

  test('is nothing where only the moment of a status moved', () => {
    const moved = {
      ...agent('a', 'Ready'),
      status_since: { at: '2026-11-27T12:05:00Z', kind: 'event' as const },
    }
    expect(applyAnswer(first(), answer({ users: [moved] })).changes.size).toBe(0)
  })

  test('is told over a reset too, and over an answer in parts', () => {
    const order = ['a', 'b', 'c']
    const one = applyAnswer(first(), answer({ reset: true, order, users: [agent('a', 'Lunch')], next_in: 0 }))
    const two = applyAnswer(one, answer({ users: [agent('b', 'Offline'), agent('c')] }))
    expect([...two.changes.keys()]).toEqual(['a'])
    expect(two.isWhole).toBe(true)
  })
})

describe('the history that the browser holds', () => {
  const sample = (minute: number): StatusSample => ({
    at: new Date(Date.UTC(2026, 10, 27, 12, minute)).toISOString(),
    counts: { ready: minute, 'not-ready': 0, occupied: 0, offline: 0, custom: 0, unknown: 0 },
  })
  const minutesOf = ({ history }: Roster) => history.map(({ counts }) => counts.ready)

  test('grows with each answer that brings some, and ends with a reset', () => {
    const one = applyAnswer(first(), answer({ history: [sample(0), sample(1)] }))
    const two = applyAnswer(applyAnswer(one, answer({})), answer({ history: [sample(2)] }))
    expect(minutesOf(two)).toEqual([0, 1, 2])
    expect(minutesOf(applyAnswer(two, answer({ reset: true, order: [] })))).toEqual([])
  })

  test('goes back half an hour, whatever came before', () => {
    let roster = first()
    for (let minute = 0; minute <= 50; minute += 4)
      roster = applyAnswer(roster, answer({ history: [sample(minute)] }))
    expect(minutesOf(roster)).toEqual([16, 20, 24, 28, 32, 36, 40, 44, 48])
  })

  test('has nothing of before where nothing was read at its beginning', () => {
    const samples = [sample(0), sample(5), { ...sample(40), after_gap: true as const }, sample(41)]
    expect(minutesOf(applyAnswer(first(), answer({ history: samples })))).toEqual([40, 41])
    const joined = [sample(0), sample(5), sample(40), sample(41)]
    expect(minutesOf(applyAnswer(first(), answer({ history: joined })))).toEqual([5, 40, 41])
  })
})

test('any answers one after another give what the last order says, each agent as last told', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd')
  const step = fc.record({
    users: fc.uniqueArray(fc.tuple(id, fc.constantFrom('Ready', 'Offline')), { selector: ([key]) => key }),
    order: fc.option(fc.uniqueArray(id)),
    reset: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step), steps => {
      let roster = first()
      const told = new Map(roster.agents.map(({ user_id, status_name }) => [user_id, status_name]))
      let order: readonly string[] = roster.order
      for (const { users, order: next, reset } of steps) {
        const agents = users.map(([user_id, status]) => agent(user_id, status))
        roster = applyAnswer(roster, answer({ users: agents, order: next, reset }))
        if (reset) told.clear()
        for (const [user_id, status] of users) told.set(user_id, status)
        order = next ?? (reset ? users.map(([user_id]) => user_id) : order)
        for (const known of [...told.keys()]) if (!order.includes(known)) told.delete(known)
        expect(roster.agents.map(({ user_id, status_name }) => [user_id, status_name])).toEqual(
          order.filter(key => told.has(key)).map(key => [key, told.get(key)]),
        )
      }
    }),
  )
})
