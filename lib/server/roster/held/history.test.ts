import { describe, expect, test } from 'vitest'
import { type Agent, agentSchema } from '@/lib/agents/schema.ts'
import { toAnswerText, toFirstRowsText } from './answers.ts'
import { Held } from './held.ts'
import { countStatuses, History } from './history.ts'

const START = Date.UTC(2026, 10, 24, 9)
const INTERVAL = 15_000
const MINUTE = 60_000

const READY = { status_id: '1', status_name: 'Ready' }
const OFFLINE = { status_id: '0', status_name: 'Offline' }
const agent = (user_id: string, fields: Partial<Agent> = READY): Agent =>
  agentSchema.parse({ user_id, display_name: `Agent ${user_id}`, ...fields })

type End = { total?: number; drifted?: boolean; reached_end?: boolean; isShown?: boolean }

/** A walk of one page, `ms` after the start. */
function walk(held: Held, ms: number, users: Agent[], end: End = {}) {
  const { total = users.length, isShown = true, ...rest } = end
  const read_at = START + ms
  held.applyPage(
    { pass: 'main', index: 0, asked_at: read_at, read_at, users, total, skipped: 0, doubled: 0 },
    2 * INTERVAL,
  )
  const ids = users.map(({ user_id }) => user_id)
  const pages = { main: 1, inactive: 0 }
  held.endWalk({ reached_end: true, drifted: false, ids, repeated: new Set(), pages, ...rest }, 2 * INTERVAL)
  if (isShown) held.show()
}

function ask(held: Held, since: string | null) {
  return JSON.parse(toAnswerText(held, since, { next_in: 1 }).text)
}

const readyOf = (held: Held) => held.history.after(0).map(({ counts }) => counts.ready)

test('every status that there is counts as one of six', () => {
  const statuses = [READY, READY, OFFLINE, { status_name: 'Lunch' }, { status_name: 'constructor' }, {}]
  expect(countStatuses(statuses.map(status => JSON.stringify(status)))).toEqual({
    ready: 2,
    'not-ready': 0,
    occupied: 0,
    offline: 1,
    custom: 2,
    unknown: 1,
  })
})

describe('what is counted', () => {
  test('is what a whole walk has read, at the time of its oldest page', () => {
    const held = new Held()
    walk(held, 0, [agent('a'), agent('b')])
    walk(held, INTERVAL, [agent('a', OFFLINE), agent('b')])
    expect(held.history.after(0).map(({ at, counts }) => [at, counts.ready, counts.offline])).toEqual([
      ['2026-11-24T09:00:00.000Z', 2, 0],
      ['2026-11-24T09:00:15.000Z', 1, 1],
    ])
  })

  test('is no walk that breaks off, nor anybody whom a whole walk did not bring', () => {
    const held = new Held()
    walk(held, 0, [agent('a'), agent('b')])
    walk(held, INTERVAL, [agent('a')], { total: 2, reached_end: false })
    expect(readyOf(held)).toEqual([2])
    walk(held, 2 * INTERVAL, [agent('a')], { total: 2 })
    expect(held.size).toBe(2)
    expect(readyOf(held)).toEqual([2, 1])
  })

  test('is everybody who is held where the list moved under the walk', () => {
    const held = new Held()
    walk(held, 0, [agent('a'), agent('b')])
    walk(held, INTERVAL, [agent('a', OFFLINE)], { total: 2, drifted: true })
    const [, second] = held.history.after(0)
    expect([second?.counts.ready, second?.counts.offline]).toEqual([1, 1])
  })

  test('goes on where many come at once, and begins anew where there may be fewer to see', () => {
    const held = new Held()
    walk(held, 0, [agent('a')])
    walk(held, INTERVAL, [agent('a'), agent('b'), agent('c')])
    expect(readyOf(held)).toEqual([1, 3])
    walk(held, 2 * INTERVAL, [agent('a'), agent('b')])
    expect(readyOf(held)).toEqual([2])
  })

  test('is one walk in ten seconds, and half an hour of them', () => {
    const held = new Held()
    for (let ms = 0; ms <= 40 * MINUTE; ms += 5_000) walk(held, ms, [agent('a')])
    const samples = held.history.after(0)
    expect(samples).toHaveLength(181)
    expect(samples[0]?.at).toBe('2026-11-24T09:10:00.000Z')
  })

  test('takes memory that is told', () => {
    const held = new Held()
    walk(held, 0, [agent('a')])
    const before = held.bytes
    walk(held, INTERVAL, [agent('a')])
    expect(held.bytes).toBeGreaterThan(before)
  })
})

describe('a gap', () => {
  const gapsOf = (held: Held) => held.history.after(0).map(({ after_gap = false }) => after_gap)

  test('is where readings are farther apart than usual', () => {
    const held = new Held()
    for (const ms of [0, INTERVAL, 3 * INTERVAL, 3 * INTERVAL + 2 * INTERVAL + 1])
      walk(held, ms, [agent('a')])
    expect(gapsOf(held)).toEqual([false, false, false, true])
  })

  test('is not made by the walks between two samples that are not counted', () => {
    const history = new History()
    const { ready: _, ...none } = countStatuses([])
    history.add({ seq: 1, at: START, counts: { ready: 1, ...none } }, 5_000)
    history.add({ seq: 2, at: START + 12_000, counts: { ready: 1, ...none } }, 5_000)
    expect(history.after(0).some(({ after_gap }) => after_gap)).toBe(false)
  })
})

describe('a viewer', () => {
  test('is told each sample once, also where no row has changed, and none with the first rows', () => {
    const held = new Held()
    walk(held, 0, [agent('a')])
    walk(held, INTERVAL, [agent('a')])
    const one = ask(held, null)
    expect(one.history).toEqual([
      { at: '2026-11-24T09:00:00.000Z', counts: countStatuses([JSON.stringify(READY)]) },
      { at: '2026-11-24T09:00:15.000Z', counts: countStatuses([JSON.stringify(READY)]) },
    ])
    expect(ask(held, one.version)).not.toHaveProperty('history')
    walk(held, 2 * INTERVAL, [agent('a')])
    const two = ask(held, one.version)
    expect([two.users, two.history.length]).toEqual([[], 1])
    const first = JSON.parse(toFirstRowsText(held, held.order))
    expect(first).not.toHaveProperty('history')
    expect(ask(held, first.version).history).toHaveLength(3)
  })

  test('is told a sample only once the other instances hold it', () => {
    const held = new Held()
    walk(held, 0, [agent('a')])
    const { version } = ask(held, null)
    walk(held, INTERVAL, [agent('a')], { isShown: false })
    expect(ask(held, version)).not.toHaveProperty('history')
    held.show()
    expect(ask(held, version).history).toHaveLength(1)
  })

  test('is told nothing from before a total fell or a field vanished: they may see less by now', () => {
    const held = new Held()
    walk(held, 0, [agent('a'), agent('b'), agent('c')])
    walk(held, INTERVAL, [agent('a'), agent('b')])
    expect(readyOf(held)).toEqual([2])
    walk(held, 2 * INTERVAL, [agent('a', {}), agent('b', {})])
    expect(held.history.after(0).map(({ counts }) => [counts.ready, counts.unknown])).toEqual([[0, 2]])
  })

  test('of another instance is told no more than that either', () => {
    const [one, two] = [new Held(), new Held()]
    walk(one, 0, [agent('a'), agent('b')])
    two.take([one.updateAfter(0)], one.head)
    const place = one.place.rows
    walk(one, INTERVAL, [agent('a')])
    two.take([one.updateAfter(place)], one.head)
    expect(readyOf(two)).toEqual([1])
  })
})
