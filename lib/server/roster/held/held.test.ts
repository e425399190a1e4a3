import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RosterAnswer } from '@/lib/agents/roster-answer.ts'
import { type Agent, agentSchema } from '@/lib/agents/schema.ts'
import type { WalkPage } from '../walk.ts'
import { type Moment, toAnswerText } from './answers.ts'
import { Held, type HeldUpdate } from './held.ts'

/** With everything shown so far. */
function answerOf(held: Held, version: string | null, moment: Moment): string {
  held.show()
  return toAnswerText(held, version, moment).text
}

const START = Date.UTC(2026, 10, 24, 9)
const INTERVAL = 15_000
const at = (ms: number) => new Date(START + ms).toISOString()

const agent = (user_id: string, fields: Partial<Agent> = {}): Agent =>
  agentSchema.parse({
    user_id,
    display_name: `Agent ${user_id}`,
    status_id: '1',
    status_name: 'Ready',
    ...fields,
  })

const pageAt = (ms: number, users: Agent[], fields: Partial<WalkPage> = {}): WalkPage => ({
  pass: 'main',
  index: 0,
  asked_at: START + ms - 80,
  read_at: START + ms,
  users,
  total: users.length,
  skipped: 0,
  doubled: 0,
  ...fields,
})

/** A whole walk of one page. */
function walk(held: Held, ms: number, users: Agent[], { drifted = false, reached_end = true } = {}) {
  const result = held.applyPage(pageAt(ms, users), 2 * INTERVAL)
  const ids = [...new Set(users.map(({ user_id }) => user_id))]
  held.endWalk(
    { reached_end, drifted, ids, repeated: new Set(), pages: { main: 1, inactive: 0 } },
    2 * INTERVAL,
  )
  return result
}

/** After one walk. */
function heldAfter(users = [agent('a')]): Held {
  const held = new Held()
  walk(held, 0, users)
  return held
}

const READY = { status_id: '1', status_name: 'Ready' }
const OCCUPIED = { status_id: '3', status_name: 'Occupied' }
const sinceOf = (held: Held, id = 'a') => held.row(id)?.since

describe('since when a status holds', () => {
  test('is "at least since the first reading" while nobody has seen it change', () => {
    const held = heldAfter()
    walk(held, INTERVAL, [agent('a')])
    expect(sinceOf(held)).toEqual({ at: at(0), kind: 'first_read' })
  })

  test('is the reading that saw it change, or its reason', () => {
    const held = heldAfter([agent('a', OCCUPIED)])
    walk(held, INTERVAL, [agent('a', READY)])
    expect(sinceOf(held)).toEqual({ at: at(INTERVAL), kind: 'seen' })
    walk(held, 2 * INTERVAL, [agent('a', { ...READY, sub_status_id: '21', sub_status_name: 'Meal' })])
    expect(sinceOf(held)).toEqual({ at: at(2 * INTERVAL), kind: 'seen' })
  })

  test('is the reading that saw it change, however soon after the one before', () => {
    const held = heldAfter([agent('a', OCCUPIED)])
    walk(held, 1_000, [agent('a', READY)])
    expect(sinceOf(held)).toEqual({ at: at(1_000), kind: 'seen' })
  })

  test('stays when only the profile changes', () => {
    const held = heldAfter()
    walk(held, INTERVAL, [agent('a', { display_name: 'Another' })])
    expect(sinceOf(held)).toEqual({ at: at(0), kind: 'first_read' })
  })

  test('is "at least" again after a pause in which anything may have happened', () => {
    const held = heldAfter([agent('a', OCCUPIED)])
    walk(held, 10 * INTERVAL, [agent('a', READY)])
    expect(sinceOf(held)).toEqual({ at: at(10 * INTERVAL), kind: 'first_read' })
  })

  test('of a newcomer is "at least since" its own first reading', () => {
    const held = heldAfter()
    walk(held, INTERVAL, [agent('a'), agent('b')])
    expect(sinceOf(held, 'b')).toEqual({ at: at(INTERVAL), kind: 'first_read' })
  })
})

describe('an event of Zoom’s', () => {
  const occupied = (ms: number) => ({ user_id: 'a', status: JSON.stringify(OCCUPIED), at: START + ms })

  test('tells the moment', () => {
    const held = heldAfter()
    expect(held.applyEvent(occupied(4_000))).toBe(true)
    expect(sinceOf(held)).toEqual({ at: at(4_000), kind: 'event' })
    expect(held.row('a')?.status).toBe(JSON.stringify(OCCUPIED))
  })

  test('of the moment of the reading itself counts, and so does a newer one', () => {
    const held = heldAfter()
    expect(held.applyEvent(occupied(0))).toBe(true)
    expect(held.applyEvent({ ...occupied(1), status: JSON.stringify(READY) })).toBe(true)
    expect(held.row('a')?.status).toBe(JSON.stringify(READY))
  })

  test('that came about while Zoom made up a page is told apart from it by when that was asked for', () => {
    const held = new Held()
    held.applyPage(pageAt(20_000, [agent('a')], { asked_at: START }), INTERVAL)
    expect(held.applyEvent(occupied(3_000))).toBe(true)
    expect(sinceOf(held)).toEqual({ at: at(3_000), kind: 'event' })
  })

  test('is believed just after a page, though Zoom’s clock is a few seconds behind', () => {
    const held = new Held()
    walk(held, 80, [agent('a')])
    expect(held.applyEvent(occupied(-4_999))).toBe(true)
    expect(sinceOf(held)).toEqual({ at: at(-4_999), kind: 'event' })
  })

  test('counts the same before and after a page', () => {
    for (const ms of [1, 4_999, 5_000, 9_000]) {
      const [before, after] = [new Held(), new Held()]
      for (const held of [before, after]) walk(held, 0, [agent('a')])
      before.applyEvent(occupied(10_000 - ms))
      for (const held of [before, after]) walk(held, 10_080, [agent('a', READY)])
      after.applyEvent(occupied(10_000 - ms))
      expect(after.row('a')?.status, `${ms} ms before it was asked for`).toBe(before.row('a')?.status)
    }
  })

  test.each([
    ['older than the reading', [occupied(-5_080)]],
    ['doubled', [occupied(4_000), occupied(4_000)]],
    ['late, after a newer one', [occupied(5_000), { ...occupied(4_000), status: JSON.stringify(READY) }]],
  ])('that is %s changes nothing', (_what, events) => {
    const held = heldAfter()
    for (const event of events.slice(0, -1)) held.applyEvent(event)
    const before = held.row('a')
    expect(held.applyEvent(events.at(-1) as (typeof events)[0])).toBe(false)
    expect(held.row('a')).toBe(before)
  })

  test('for somebody unknown, or whose status this sight is not told, changes nothing', () => {
    const held = heldAfter([agent('a', { status_id: undefined, status_name: undefined })])
    expect(held.applyEvent(occupied(4_000))).toBe(false)
    expect(held.applyEvent({ ...occupied(4_000), user_id: 'nobody' })).toBe(false)
    expect(held.row('a')?.status).toBe('{}')
  })

  test('outlasts a page that Zoom may have put together before it, not the next one', () => {
    const held = heldAfter()
    held.applyEvent(occupied(4_000))
    walk(held, 4_100, [agent('a', READY)])
    expect(sinceOf(held)).toEqual({ at: at(4_000), kind: 'event' })
    walk(held, INTERVAL, [agent('a', READY)])
    expect(sinceOf(held)).toEqual({ at: at(INTERVAL), kind: 'seen' })
  })

  describe('of a change that a reading has seen already', () => {
    const MEAL = { sub_status_id: '21', sub_status_name: 'Meal' }
    const seen = (fields: Partial<Agent> = OCCUPIED) => {
      const held = heldAfter()
      walk(held, INTERVAL, [agent('a', fields)])
      return held
    }

    test('tells when it was, however late', () => {
      const held = seen()
      walk(held, 2 * INTERVAL, [agent('a', { ...OCCUPIED, display_name: 'Renamed' })])
      expect(held.applyEvent(occupied(7_000))).toBe(true)
      expect(sinceOf(held)).toEqual({ at: at(7_000), kind: 'event' })
      expect(walk(held, 3 * INTERVAL, [agent('a', OCCUPIED)]).found).toBe(0)
      expect(sinceOf(held)).toEqual({ at: at(7_000), kind: 'event' })
    })

    test('leaves the reason that the reading brought', () => {
      const held = seen({ ...OCCUPIED, ...MEAL })
      expect(held.applyEvent(occupied(7_000))).toBe(true)
      expect(JSON.parse(held.row('a')?.status ?? '')).toEqual({ ...OCCUPIED, ...MEAL })
      expect(sinceOf(held)).toEqual({ at: at(7_000), kind: 'event' })
    })

    test('tells nothing where it is of an earlier time with this status, or of another status', () => {
      for (const event of [occupied(-5_080), { ...occupied(7_000), status: JSON.stringify(READY) }]) {
        const held = seen()
        const before = held.row('a')
        expect(held.applyEvent(event)).toBe(false)
        expect(held.row('a')).toBe(before)
      }
    })

    test('is known to an instance that has taken the roster over', () => {
      const held = seen()
      const other = new Held(held.epoch)
      other.take(JSON.parse(JSON.stringify([held.updateAfter(0)])), JSON.parse(JSON.stringify(held.head)))
      expect(other.applyEvent(occupied(-5_080))).toBe(false)
      expect(other.applyEvent(occupied(7_000))).toBe(true)
    })
  })

  describe('whose status the list words otherwise', () => {
    const reason = { sub_status_id: '109', sub_status_name: 'Whispering' }
    const told = (status: object = OCCUPIED, ms = 4_000) => {
      const held = heldAfter()
      held.applyEvent({ user_id: 'a', at: START + ms, status: JSON.stringify(status) })
      return held
    }

    test.each([
      ['a reason more', OCCUPIED, { ...OCCUPIED, ...reason }],
      ['a reason less', { ...OCCUPIED, ...reason }, OCCUPIED],
      ['its id more', { status_name: 'Occupied' }, OCCUPIED],
    ])('by %s, has its moment still, and nothing was found', (_how, event, page) => {
      const held = told(event)
      expect(walk(held, INTERVAL, [agent('a', page)]).found).toBe(0)
      expect(sinceOf(held)).toEqual({ at: at(4_000), kind: 'event' })
      expect(JSON.parse(held.row('a')?.status ?? '')).toEqual(page)
    })

    test.each([
      ['another reason', { ...OCCUPIED, ...reason }, { ...OCCUPIED, sub_status_id: '21' }],
      ['another status', OCCUPIED, READY],
      ['nothing of it', OCCUPIED, { status_id: undefined, status_name: undefined, ...reason }],
    ])('by %s, has changed since', (_how, event, page) => {
      const held = told(event)
      expect(walk(held, INTERVAL, [agent('a', page)]).found).toBe(1)
      expect(sinceOf(held)).toEqual({ at: at(INTERVAL), kind: 'seen' })
    })

    test('has changed where it did so only after a reading that knew of the event', () => {
      const held = told()
      walk(held, INTERVAL, [agent('a', OCCUPIED)])
      expect(walk(held, 2 * INTERVAL, [agent('a', { ...OCCUPIED, ...reason })]).found).toBe(1)
      expect(sinceOf(held)).toEqual({ at: at(2 * INTERVAL), kind: 'seen' })
    })
  })
})

describe('presence', () => {
  const two = [agent('a'), agent('b')]

  test('is in doubt after two walks in a row without an agent, also where the list moved under them', () => {
    const held = heldAfter(two)
    walk(held, INTERVAL, [agent('a')], { drifted: true })
    expect(held.unseen).toEqual([])
    walk(held, 2 * INTERVAL, [agent('a')], { reached_end: false })
    expect(held.unseen).toEqual([])
    walk(held, 3 * INTERVAL, [agent('a')], { drifted: true })
    expect(held.unseen).toEqual(['b'])
    held.noteSeen('b')
    walk(held, 4 * INTERVAL, [agent('a')], { drifted: true })
    expect(held.unseen).toEqual([])
    for (const brought of [two, [agent('a'), agent('b', OCCUPIED)]]) {
      walk(held, 5 * INTERVAL, brought, { drifted: true })
      walk(held, 6 * INTERVAL, [agent('a')], { drifted: true })
      expect(held.unseen).toEqual([])
    }
  })

  test('keeps its order where the list moved under the walk', () => {
    const held = heldAfter(two)
    walk(held, INTERVAL, two.toReversed(), { drifted: true })
    expect(held.order).toEqual(['a', 'b'])
    walk(held, 2 * INTERVAL, two.toReversed())
    expect(held.order).toEqual(['b', 'a'])
  })

  test('ends where Zoom says so itself, and whoever follows hears of it', () => {
    const held = heldAfter(two)
    const viewer = new Viewer()
    viewer.follow(held)
    held.remove('b')
    viewer.follow(held)
    expect([held.order, viewer.order, [...viewer.users.keys()]]).toEqual([['a'], ['a'], ['a']])
  })

  test('ends when two whole walks in a row do not bring an agent', () => {
    const held = heldAfter(two)
    walk(held, INTERVAL, [agent('a')])
    expect(held.order).toEqual(['a', 'b'])
    walk(held, 2 * INTERVAL, [agent('a')])
    expect(held.order).toEqual(['a'])
    expect(held.row('b')).toBeUndefined()
  })

  test('outlasts any number of walks that drift or break off, which do not count between two whole ones either', () => {
    const held = heldAfter(two)
    for (let n = 1; n < 5; n++) walk(held, n * INTERVAL, [agent('a')], { drifted: true })
    for (let n = 5; n < 9; n++) walk(held, n * INTERVAL, [agent('a')], { reached_end: false })
    walk(held, 9 * INTERVAL, [agent('a')])
    expect(held.size).toBe(2)
    walk(held, 10 * INTERVAL, two)
    walk(held, 11 * INTERVAL, [agent('a')])
    expect(held.size).toBe(2)
  })

  test('keeps a missed agent where it stood, and takes over a new order', () => {
    const held = new Held()
    walk(
      held,
      0,
      ['a', 'b', 'c', 'd'].map(id => agent(id)),
    )
    walk(
      held,
      INTERVAL,
      ['d', 'c', 'a'].map(id => agent(id)),
    )
    expect(held.order).toEqual(['d', 'c', 'a', 'b'])
  })
})

describe('what is told of the whole', () => {
  test('adds the totals where inactive agents were asked for apart', () => {
    const held = new Held()
    held.applyPage(pageAt(0, [agent('a'), agent('b')]), INTERVAL)
    held.applyPage(pageAt(100, [agent('c')], { pass: 'inactive' }), INTERVAL)
    expect([held.pages.total, held.size, held.pages.isApart]).toEqual([3, 3, true])
  })

  test('the age is that of the oldest page', () => {
    const held = new Held()
    held.applyPage(pageAt(0, [agent('a')], { total: 2 }), INTERVAL)
    held.applyPage(pageAt(500, [agent('b')], { total: 2, index: 1 }), INTERVAL)
    held.applyPage(pageAt(INTERVAL, [agent('a')], { total: 2 }), INTERVAL)
    expect(held.pages.readAt).toEqual({ oldest: START + 500, latest: START + INTERVAL })
  })

  test('a total that falls, or a field that vanishes from many, puts the sight in doubt', () => {
    const people = Array.from({ length: 20 }, (_, n) => agent(`${n}`, { role_name: 'Agent' }))
    const held = heldAfter(people)
    expect(walk(held, 1, people).moved).toBe(false)
    const oneLess = people.map((one, n) => (n === 0 ? { ...one, role_name: undefined } : one))
    expect(walk(held, 2, oneLess).moved).toBe(false)
    expect(
      walk(
        held,
        3,
        people.map(one => ({ ...one, role_name: undefined })),
      ).moved,
    ).toBe(true)
    expect(walk(held, 4, people.slice(1)).moved).toBe(true)
  })

  test('a field that vanishes from a tenth, or from one of a few, is told from many by two', () => {
    const narrowedBy = (size: number, losing: number) => {
      const people = Array.from({ length: size }, (_, n) => agent(`${n}`, { role_name: 'Agent' }))
      const held = heldAfter(people)
      return walk(
        held,
        1,
        people.map((one, n) => (n < losing ? { ...one, role_name: undefined } : one)),
      ).moved
    }
    expect([narrowedBy(20, 2), narrowedBy(30, 2), narrowedBy(5, 1), narrowedBy(5, 2)]).toEqual([
      true,
      false,
      false,
      true,
    ])
  })

  test('many newcomers on a page put it in doubt, too, once all were there', () => {
    const movedBy = (size: number, newcomers: number) => {
      const people = Array.from({ length: size + newcomers }, (_, n) => agent(`${n}`))
      return walk(heldAfter(people.slice(0, size)), 1, people).moved
    }
    expect([movedBy(18, 2), movedBy(28, 2), movedBy(4, 1), movedBy(3, 2)]).toEqual([true, false, false, true])
    const growing = new Held()
    const many = Array.from({ length: 20 }, (_, n) => agent(`${n}`))
    expect(growing.applyPage(pageAt(0, many, { total: 20 }), INTERVAL).moved).toBe(false)
  })

  test('how many statuses a page has changed is counted, and nothing else of it', () => {
    const held = new Held()
    expect(walk(held, 0, [agent('a'), agent('b'), agent('c')]).found).toBe(0)
    const next = [agent('a', OCCUPIED), agent('b', OCCUPIED), agent('c', { display_name: 'Another' })]
    expect(walk(held, INTERVAL, next).found).toBe(2)
  })

  test('pages beyond the end of a whole walk are over', () => {
    const held = new Held()
    held.applyPage(pageAt(0, [agent('a')]), INTERVAL)
    held.applyPage(pageAt(0, [agent('b')], { index: 1, skipped: 3 }), INTERVAL)
    expect([held.pages.skipped, held.complete]).toEqual([3, false])
    walk(held, INTERVAL, [agent('a'), agent('b')])
    expect([held.pages.skipped, held.complete]).toEqual([0, true])
  })

  test('the memory told is that of the rows as they are now', () => {
    const [changed, fresh] = [new Held(), new Held()]
    walk(changed, 0, [agent('a', { display_name: 'A' })])
    for (const held of [changed, fresh]) walk(held, INTERVAL, [agent('a', { display_name: 'Another' })])
    expect(changed.bytes - changed.history.bytes).toBe(fresh.bytes - fresh.history.bytes)
  })

  test('later rosters have later names, those of one moment too', () => {
    const names = Array.from({ length: 50 }, () => new Held().epoch)
    expect(names.toSorted()).toEqual(names)
    expect(new Set(names).size).toBe(names.length)
  })

  test('equal rows are one object, and the memory told goes with the rows', () => {
    const ofRows = ({ bytes, history }: Held) => bytes - history.bytes
    const held = heldAfter([agent('a'), agent('b')])
    const row = held.row('a')
    const bytes = ofRows(held)
    walk(held, INTERVAL, [agent('a'), agent('b')])
    expect(held.row('a')).toBe(row)
    expect(ofRows(held)).toBe(bytes)
    walk(held, 2 * INTERVAL, [])
    walk(held, 3 * INTERVAL, [])
    expect([held.size, ofRows(held)]).toEqual([0, 0])
  })
})

/** A browser that holds what it was told. */
class Viewer {
  version: string | null = null
  users = new Map<string, unknown>()
  order: string[] = []

  ask(held: Held): RosterAnswer {
    const answer = JSON.parse(answerOf(held, this.version, { next_in: 1 })) as RosterAnswer
    if (answer.reset) this.users.clear()
    for (const user of answer.users) this.users.set(user.user_id, user)
    if (answer.order) this.order = answer.order
    if (answer.order) {
      const there = new Set(answer.order)
      for (const id of this.users.keys()) if (!there.has(id)) this.users.delete(id)
    }
    if (this.version !== null && !answer.reset)
      expect(answer.version >= this.version, 'versions never go back').toBe(true)
    this.version = answer.version
    return answer
  }

  follow(held: Held): void {
    while (this.ask(held).next_in === 0);
  }

  get state() {
    return this.order.map(id => this.users.get(id))
  }
}

const ids = fc
  .subarray(['a', 'b', 'c', 'd', 'e', 'f'], { minLength: 0 })
  .chain(list => fc.shuffledSubarray(list))
const status = fc.constantFrom(READY, OCCUPIED, { status_id: '4', status_name: 'Lunch' })
const step = fc.oneof(
  fc.record({
    do: fc.constant('walk' as const),
    users: fc.array(
      fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), name: fc.nat(2), status }),
      { maxLength: 8 },
    ),
    drifted: fc.boolean(),
    reached_end: fc.boolean(),
  }),
  fc.record({
    do: fc.constant('event' as const),
    id: fc.constantFrom('a', 'b', 'z'),
    status,
    late: fc.nat(20_000),
  }),
  fc.record({ do: fc.constant('ask' as const), viewer: fc.nat(2) }),
)

test('whoever goes on from any version holds what a full read gives, whatever has changed in between', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), steps => {
      const held = new Held()
      const viewers = [new Viewer(), new Viewer(), new Viewer()]
      let ms = 0
      for (const next of steps) {
        ms += 5_000
        if (next.do === 'walk') {
          const users = next.users.map(({ id, name, status }) =>
            agent(id, { display_name: `${name}`, ...status }),
          )
          walk(held, ms, users, next)
        } else if (next.do === 'event') {
          held.applyEvent({
            user_id: next.id,
            status: JSON.stringify(next.status),
            at: START + ms - next.late,
          })
        } else {
          viewers[next.viewer]?.ask(held)
        }
      }
      const whole = new Viewer()
      whole.follow(held)
      expect(whole.users.size).toBe(held.size)
      expect(new Set(whole.order).size).toBe(held.size)
      for (const viewer of viewers) {
        viewer.follow(held)
        expect(viewer.state).toEqual(whole.state)
      }
    }),
  )
})

test('an agent is held exactly as long as a simple model says', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ ids, drifted: fc.boolean(), reached_end: fc.boolean() }), { maxLength: 20 }),
      walks => {
        const held = new Held()
        const missed = new Map<string, number>()
        walks.forEach(({ ids, ...end }, n) => {
          walk(
            held,
            n * INTERVAL,
            ids.map(id => agent(id)),
            end,
          )
          for (const id of ids) missed.set(id, 0)
          if (end.drifted || !end.reached_end) return
          for (const [id, times] of missed) {
            if (ids.includes(id)) continue
            if (times === 1) missed.delete(id)
            else missed.set(id, 1)
          }
        })
        expect([...held.order].sort()).toEqual([...missed.keys()].sort())
      },
    ),
  )
})

test('another instance holds the same after every part that it takes over, and can go on from there', () => {
  const walks = fc.array(fc.record({ ids, name: fc.nat(2), status, stop: fc.boolean() }), { maxLength: 20 })
  fc.assert(
    fc.property(walks, steps => {
      let held = new Held()
      let other = new Held(held.epoch)
      const viewer = new Viewer()
      const parts: HeldUpdate[] = []
      let taken = 0
      steps.forEach(({ ids, name, status, stop }, n) => {
        walk(
          held,
          n * INTERVAL,
          ids.map(id => agent(id, { display_name: `${name}`, ...status })),
        )
        const change = held.place.rows
        const { rows, order, samples } = held.updateAfter(taken)
        parts.push({ rows, order: null, samples: [] }, { rows: [], order, samples })
        taken = change
        held.show()
        if (n % 2 === 0 && !stop) return
        other.take(JSON.parse(JSON.stringify(parts.splice(0))), JSON.parse(JSON.stringify(held.head)))
        viewer.follow(stop ? other : held)
        expect(answerOf(other, null, { next_in: 1 })).toBe(answerOf(held, null, { next_in: 1 }))
        if (stop) [held, other] = [other, held]
        if (stop) other = new Held(held.epoch)
        if (stop) other.take([held.updateAfter(0)], held.head)
      })
      viewer.follow(held)
      const whole = new Viewer()
      whole.follow(held)
      expect(viewer.state).toEqual(whole.state)
    }),
  )
})

test('whom the last walk missed is known to other instances, too', () => {
  const held = heldAfter([agent('a'), agent('b')])
  walk(held, INTERVAL, [agent('a')])
  const other = new Held(held.epoch)
  other.take([held.updateAfter(0)], JSON.parse(JSON.stringify(held.head)))
  expect(other.order).toEqual(['a', 'b'])
  walk(other, 2 * INTERVAL, [agent('a')])
  expect(other.order).toEqual(['a'])
})

test('a change is dated by what another instance has read as well, of whomever its walk has brought', () => {
  const held = new Held()
  const other = new Held(held.epoch)
  walk(held, 0, [agent('a'), agent('b'), agent('c')])
  other.take([held.updateAfter(0)], JSON.parse(JSON.stringify(held.head)))
  const taken = held.place.rows
  walk(held, 10 * INTERVAL, [agent('a'), agent('c')])
  other.take([held.updateAfter(taken)], JSON.parse(JSON.stringify(held.head)))
  const late = { status: JSON.stringify(OCCUPIED), at: START + 10 * INTERVAL - 5_080 }
  expect(other.applyEvent({ user_id: 'c', ...late })).toBe(false)
  walk(other, 11 * INTERVAL, [agent('a', OCCUPIED), agent('b', OCCUPIED), agent('c')])
  expect(sinceOf(other, 'a')).toEqual({ at: at(11 * INTERVAL), kind: 'seen' })
  expect(sinceOf(other, 'b')).toEqual({ at: at(11 * INTERVAL), kind: 'first_read' })
})

test('rows that another instance tells once more stay the rows that they are', () => {
  const held = new Held()
  const other = new Held(held.epoch)
  walk(held, 0, [agent('a'), agent('b')])
  other.take([held.updateAfter(0)], JSON.parse(JSON.stringify(held.head)))
  const before = other.row('a')
  walk(held, INTERVAL, [agent('a'), agent('b', OCCUPIED)])
  other.take(JSON.parse(JSON.stringify([held.updateAfter(0)])), JSON.parse(JSON.stringify(held.head)))
  expect(other.row('a')).toBe(before)
  expect(other.row('b')).toMatchObject({ status: JSON.stringify(OCCUPIED) })
})

describe('an answer', () => {
  test('tells only what has been shown', () => {
    const held = new Held()
    const ask = (version: string | null) => JSON.parse(toAnswerText(held, version, { next_in: 1 }).text)
    walk(held, 0, [agent('a')])
    const before = ask(null)
    expect(before.users).toEqual([])
    held.show()
    const shown = ask(before.version)
    expect(shown.users).toHaveLength(1)
    walk(held, INTERVAL, [agent('a', OCCUPIED)])
    expect(ask(shown.version).users).toEqual([])
    held.show()
    expect(ask(shown.version).users).toMatchObject([OCCUPIED])
  })

  const MANY = Array.from({ length: 2_001 }, (_, n) => agent(`id-${n}`))

  test('comes in parts of 2,000, with the whole order in the first', () => {
    const held = new Held()
    walk(
      held,
      0,
      Array.from({ length: 4_500 }, (_, n) => agent(`id-${n}`)),
    )
    const viewer = new Viewer()
    const parts = [viewer.ask(held), viewer.ask(held), viewer.ask(held), viewer.ask(held)]
    expect(parts.map(({ users }) => users.length)).toEqual([2_000, 2_000, 500, 0])
    expect(parts.map(({ order }) => order?.length)).toEqual([4_500, undefined, undefined, undefined])
    expect(parts.map(({ next_in }) => next_in)).toEqual([0, 0, 1, 1])
    expect(parts.map(({ reset }) => reset)).toEqual([true, false, false, false])
    expect(parts[0]).toMatchObject({ total: 4_500, held: 4_500, skipped: 0, complete: true, read_at: at(0) })
  })

  test('has the rows that its version says, also just after another answer', () => {
    const held = heldAfter(MANY)
    held.show()
    const ask = (version: string | null) => JSON.parse(toAnswerText(held, version, { next_in: 1 }).text)
    expect(ask(null).users.at(-1)).toMatchObject({ user_id: 'id-1999' })
    // Known here, and not yet to be told: the row before that change is told no longer, and another one in its place.
    held.applyPage(pageAt(1, [agent('id-5', OCCUPIED)]), INTERVAL)
    expect(ask(null).users.at(-1)).toMatchObject({ user_id: 'id-2000' })
  })

  test('has the order for whoever has another one, also beside somebody who has it', () => {
    const held = heldAfter(MANY)
    const before = new Viewer()
    before.ask(held)
    walk(held, INTERVAL, [...MANY].reverse())
    const after = new Viewer()
    after.ask(held)
    expect([after.ask(held).order, before.ask(held).order?.at(0)]).toEqual([null, 'id-2000'])
  })

  test('without a change is without rows and order', () => {
    const held = heldAfter([agent('a'), agent('b')])
    const viewer = new Viewer()
    viewer.follow(held)
    walk(held, INTERVAL, [agent('a'), agent('b')])
    expect(viewer.ask(held)).toMatchObject({ reset: false, users: [], order: null })
    walk(held, 2 * INTERVAL, [agent('a', OCCUPIED), agent('b')])
    expect(viewer.ask(held)).toMatchObject({ users: [{ user_id: 'a' }], order: null })
    walk(held, 3 * INTERVAL, [agent('b'), agent('a', OCCUPIED)])
    expect(viewer.ask(held)).toMatchObject({ users: [], order: ['b', 'a'] })
  })

  test('says what is wrong with reading, where something is', () => {
    const held = heldAfter()
    const trouble = { code: 'rate_limited' as const, message: 'Too many.' }
    expect(JSON.parse(answerOf(held, null, { next_in: 1, trouble }))).toMatchObject({ trouble })
    expect(JSON.parse(answerOf(held, null, { next_in: 1 }))).not.toHaveProperty('trouble')
  })

  test.each(['', 'nonsense', '0', `${'0'.repeat(17)}.000000001.000000001`])(
    'to the unknown version %j is everything',
    version => {
      const held = heldAfter()
      const answer = JSON.parse(answerOf(held, version, { next_in: null }))
      expect(answer).toMatchObject({ reset: true, order: ['a'], users: [{ user_id: 'a' }] })
    },
  )

  test.each([
    ['rows', [1, 0]],
    ['an order', [0, 1]],
  ])('to a version with %s yet to come is everything', (_what, [rows = 0, order = 0]) => {
    const held = heldAfter()
    const { version } = JSON.parse(answerOf(held, null, { next_in: null }))
    const later = (number: string, by: number) =>
      (Number.parseInt(number, 36) + by).toString(36).padStart(9, '0')
    const [epoch, ...place] = version.split('.')
    const ahead = [epoch, later(place[0], rows), later(place[1], order)].join('.')
    expect(JSON.parse(answerOf(held, version, { next_in: null }))).toMatchObject({ reset: false, users: [] })
    expect(JSON.parse(answerOf(held, ahead, { next_in: null }))).toMatchObject({
      reset: true,
      order: ['a'],
      users: [{ user_id: 'a' }],
    })
  })

  test('gives an agent as the proxy does, hostile names included, and since when its status holds', () => {
    const odd = agent('a"\\', {
      display_name: '"},{\u2028<script>',
      status_id: undefined,
      status_name: undefined,
    })
    const held = heldAfter([odd, agent('b')])
    const { users } = JSON.parse(answerOf(held, null, { next_in: null })) as RosterAnswer
    const since = { status_since: { at: at(0), kind: 'first_read' } }
    expect(users).toEqual(
      JSON.parse(
        JSON.stringify([
          { ...odd, ...since },
          { ...agent('b'), ...since },
        ]),
      ),
    )
  })
})
