import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AgentsData, describeCompleteness, nextPageToken, toAgentList } from './agent-list.ts'
import { type AgentsPage, agentSchema } from './schema.ts'

type PageInput = {
  ids: (string | { user_id: string; display_name: string })[]
  next?: string
  total?: number
  skipped?: number
  at?: string
}

function page({
  ids,
  next = '',
  total,
  skipped = 0,
  at = '2026-11-24T09:00:00.000Z',
}: PageInput): AgentsPage {
  return {
    users: ids.map(id => agentSchema.parse(typeof id === 'string' ? { user_id: id } : id)),
    next_page_token: next,
    total_records: total,
    meta: { fetched_at: at, skipped },
  }
}

/** A chain as it comes about: each page is asked for with the token of the page before. */
function chain(...inputs: PageInput[]): AgentsData {
  const pages = inputs.map(page)
  return { pages, pageParams: [null, ...pages.slice(0, -1).map(({ next_page_token }) => next_page_token)] }
}

const idsOf = (data: AgentsData) => toAgentList(data).agents.map(({ user_id }) => user_id)

describe('agents of several pages', () => {
  test('appear once, in the place of the first and with the reading of the last', () => {
    const list = toAgentList(
      chain(
        { ids: [{ user_id: 'a', display_name: 'old' }, 'b'], next: 't', total: 3 },
        { ids: ['c', { user_id: 'a', display_name: 'new' }], total: 3 },
      ),
    )
    expect(list.agents.map(({ user_id, display_name }) => [user_id, display_name])).toEqual([
      ['a', 'new'],
      ['b', undefined],
      ['c', undefined],
    ])
    expect(list).toMatchObject({ total: 3, end: 'whole' })
  })

  test('that moved between two pages make the list one that changed, not one that is complete', () => {
    const moved = chain({ ids: ['a', 'b'], next: 't', total: 4 }, { ids: ['b', 'c'], total: 4 })
    expect(toAgentList(moved).end).toBe('drifted')
    const removed = chain({ ids: ['a', 'b'], next: 't', total: 4 }, { ids: ['d'], total: 3 })
    expect(toAgentList(removed)).toMatchObject({ end: 'drifted', total: 3 })
    expect(describeCompleteness(toAgentList(moved), { isAsked: false })).toBe(
      '3 of 4 loaded · changed while it was read',
    )
  })

  test('are told apart by case', () => {
    expect(idsOf(chain({ ids: ['aB', 'ab'] }))).toEqual(['aB', 'ab'])
  })

  test('have the age of the oldest page and the total of the latest that named one', () => {
    const list = toAgentList(
      chain(
        { ids: ['a'], next: '1', total: 9, at: '2026-11-24T09:00:05.000Z' },
        { ids: ['b'], next: '2', total: 7, at: '2026-11-24T09:00:01.000Z' },
        { ids: ['c'], next: '3', at: '2026-11-24T09:00:09.000Z' },
      ),
    )
    expect(list).toMatchObject({ total: 7, fetched_at: '2026-11-24T09:00:01.000Z', end: 'more' })
  })

  test('never outnumber the total, whatever Zoom sends', () => {
    const input = fc.record(
      {
        ids: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), { maxLength: 6 }),
        next: fc.constantFrom('', 't1', 't2', 't3'),
        total: fc.integer({ min: 0, max: 10 }),
        skipped: fc.integer({ min: 0, max: 3 }),
      },
      { requiredKeys: ['ids'] },
    )
    fc.assert(
      fc.property(fc.array(input, { maxLength: 5 }), inputs => {
        const data = chain(...inputs)
        const list = toAgentList(data)
        expect(list.agents).toHaveLength(new Set(inputs.flatMap(({ ids }) => ids)).size)
        expect(list.total ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(list.agents.length)
        expect(list.skipped).toBe(inputs.reduce((sum, { skipped = 0 }) => sum + skipped, 0))
        expect(nextPageToken(data) !== null).toBe(list.end === 'more')
        expect(describeCompleteness(list, { isAsked: false })).not.toMatch(/undefined|null|NaN/)
      }),
    )
  })

  test('are none while no page is there', () => {
    expect(toAgentList({ pages: [], pageParams: [] })).toEqual({
      agents: [],
      total: null,
      skipped: 0,
      end: 'whole',
      fetched_at: '',
    })
  })
})

const EMPTY = ['1', '2', '3', '4'].map(next => ({ ids: [], next }))

describe('the walk from page to page', () => {
  const states: [what: string, data: AgentsData, next: string | null, end: string][] = [
    ['goes on while Zoom has a token', chain({ ids: ['a'], next: 't', total: 2 }), 't', 'more'],
    ['ends at the empty token', chain({ ids: ['a'], total: 1 }), null, 'whole'],
    [
      'is not ended by a short page',
      chain({ ids: ['a', 'b'], next: '1' }, { ids: ['c'], next: '2' }),
      '2',
      'more',
    ],
    ['is short when fewer came than Zoom counts', chain({ ids: ['a'], total: 5 }), null, 'short'],
    [
      'is complete when the rest could not be read',
      chain({ ids: ['a'], total: 5, skipped: 4 }),
      null,
      'whole',
    ],
    ['is complete when more came than Zoom counts', chain({ ids: ['a', 'b'], total: 1 }), null, 'whole'],
    [
      'is complete though only one of the pages counts',
      chain({ ids: ['a'], next: 't', total: 2 }, { ids: ['b'] }),
      null,
      'whole',
    ],
    [
      'is short when several pages bring fewer than Zoom counts',
      chain({ ids: ['a'], next: 't', total: 5 }, { ids: ['b'], total: 5 }),
      null,
      'short',
    ],
    ['is short when the only page names somebody twice', chain({ ids: ['a', 'a'], total: 3 }), null, 'short'],
    [
      'has drifted when somebody came twice and others could not be read',
      chain({ ids: ['a'], next: 't', total: 4, skipped: 1 }, { ids: ['a', 'b'], total: 4 }),
      null,
      'drifted',
    ],
    [
      'stops at a token seen before',
      chain({ ids: ['a'], next: 't' }, { ids: ['b'], next: 't' }),
      null,
      'loop',
    ],
    [
      'stops at an earlier token too',
      chain({ ids: ['a'], next: 't' }, { ids: ['b'], next: 'u' }, { ids: ['c'], next: 't' }),
      null,
      'loop',
    ],
    [
      'stops at a page with nobody new, though the token is new',
      chain({ ids: ['a', 'b'], next: 't' }, { ids: ['b', 'a'], next: 'u' }),
      null,
      'loop',
    ],
    [
      'goes on when at least one is new',
      chain({ ids: ['a', 'b'], next: 't' }, { ids: ['b', 'c'], next: 'u' }),
      'u',
      'more',
    ],
    ['goes on after an empty page that promises more', chain({ ids: [], next: 't' }), 't', 'more'],
    [
      'goes on after three of them',
      chain({ ids: ['a'], next: 't' }, ...EMPTY.slice(0, 3)),
      EMPTY[2]?.next ?? null,
      'more',
    ],
    ['stops at the fourth in a row', chain({ ids: ['a'], next: 't' }, ...EMPTY), null, 'loop'],
    [
      'counts those in a row only',
      chain(...EMPTY.slice(0, 3), { ids: ['a'], next: 'x' }, { ids: [], next: 'y' }),
      'y',
      'more',
    ],
    [
      'goes on after a page that could not be read at all',
      chain({ ids: [], next: 't', skipped: 3 }),
      't',
      'more',
    ],
  ]
  test.each(states)('%s', (_what, data, next, end) => {
    expect(nextPageToken(data)).toBe(next)
    expect(toAgentList(data).end).toBe(end)
  })

  test('ends after a thousand pages even if each brings somebody new', () => {
    const data = chain(...Array.from({ length: 1_000 }, (_, i) => ({ ids: [`u${i}`], next: `t${i}` })))
    expect(
      nextPageToken({ pages: data.pages.slice(0, 999), pageParams: data.pageParams.slice(0, 999) }),
    ).toBe('t998')
    expect(nextPageToken(data)).toBeNull()
    expect(toAgentList(data).end).toBe('loop')
  })
})

describe('the status line', () => {
  const words: [
    words: string,
    input: Partial<Parameters<typeof describeCompleteness>[0]> & { held: number },
    filtered?: boolean,
    shown?: number | null,
    ordered?: boolean,
  ][] = [
    ['300 of 1,200 loaded', { held: 300, total: 1_200, end: 'more' }],
    ['300 of 1,200 loaded', { held: 300, total: 1_200, end: 'more' }, true],
    ['All 1,200 agents', { held: 1_200, total: 1_200 }],
    ['All 1,200 agents', { held: 1_201, total: 1_200 }],
    ['1,200 of 1,200 loaded', { held: 1_201, total: 1_200, end: 'more' }],
    ['12 agents', { held: 12, total: 12 }, true],
    ['1 agent', { held: 1, total: 1 }],
    ['1 agent', { held: 1, total: 1 }, true],
    ['No agents', { held: 0, total: 0 }],
    ['No agents', { held: 0, total: null }, true],
    ['300 loaded, total unknown', { held: 300, total: null, end: 'more' }],
    ['All 97 agents · 3 could not be read', { held: 97, total: 100, skipped: 3 }],
    ['No agents · 3 could not be read', { held: 0, total: 3, skipped: 3 }],
    ['5 of 9 loaded · Zoom sent no more', { held: 5, total: 9, end: 'short' }],
    [
      '600 of 1,200 loaded · 2 could not be read · Zoom repeats itself',
      { held: 600, total: 1_200, skipped: 2, end: 'loop' },
    ],
    ['12 agents', { held: 1_200, total: 1_200 }, false, 12],
    ['1,200 agents', { held: 1_200, total: 1_200 }, false, 1_200],
    ['No agents', { held: 1_200, total: 1_200 }, true, 0],
    ['12 among 600 of 1,200 loaded', { held: 600, total: 1_200, end: 'more' }, false, 12],
    ['0 among 600 of 1,200 loaded', { held: 600, total: 1_200, end: 'more' }, true, 0],
    ['12 among 300 loaded, total unknown', { held: 300, total: null, end: 'more' }, false, 12],
    ['2 among 5 of 9 loaded · Zoom sent no more', { held: 5, total: 9, end: 'short' }, false, 2],
    ['Ordered among 600 of 1,200 loaded', { held: 600, total: 1_200, end: 'more' }, false, null, true],
    [
      'Ordered among 5 of 9 loaded · Zoom sent no more',
      { held: 5, total: 9, end: 'short' },
      true,
      null,
      true,
    ],
    ['12 among 600 of 1,200 loaded', { held: 600, total: 1_200, end: 'more' }, false, 12, true],
    ['All 1,200 agents', { held: 1_200, total: 1_200 }, false, null, true],
  ]
  test.each(words)('says "%s"', (line, { held, ...rest }, filtered = false, shown, ordered) => {
    const agents = Array.from({ length: held }, (_, i) => agentSchema.parse({ user_id: `u${i}` }))
    const list = { agents, total: null, skipped: 0, end: 'whole' as const, fetched_at: '', ...rest }
    expect(describeCompleteness(list, { isAsked: filtered, narrowedTo: shown, isOrdered: ordered })).toBe(
      line,
    )
  })
})
