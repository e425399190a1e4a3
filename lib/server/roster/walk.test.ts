import { describe, expect, test } from 'vitest'
import type { AgentsPage } from '@/lib/agents/schema.ts'
import { type WalkPage, walkList } from './walk.ts'

type Given = { ids: string[]; total?: number; next?: string; skipped?: number; access?: string }

const toPage = ({ ids, total, next = '', skipped = 0, access }: Given): AgentsPage =>
  ({
    next_page_token: next,
    total_records: total,
    users: ids.map(user_id => ({ user_id, user_access: access })),
    meta: { fetched_at: '2026-11-24T09:00:00.000Z', skipped },
  }) as AgentsPage

/** Walks over given pages: those without `user_access` in turn, and those of the inactive. */
async function walk(
  main: Given[],
  inactive: Given[] = [{ ids: [], total: 0 }],
  repeated = new Set<string>(),
) {
  const pages: WalkPage[] = []
  const asked: unknown[] = []
  const left = { main: [...main], inactive: [...inactive] }
  const end = await walkList(
    async query => {
      asked.push(query)
      const given = left[query.user_access ?? 'main'].shift()
      if (!given) throw new Error('asked for a page too many')
      return { asked_at: 0, page: toPage(given) }
    },
    page => {
      pages.push(page)
    },
    repeated,
  )
  return { ...end, seen: pages.length, asked, doubled: pages.map(({ doubled }) => doubled) }
}

const EMPTY = ['1', '2', '3', '4'].map(next => ({ ids: [], next }))
const WHOLE = { reached_end: true, drifted: false }

describe('a walk', () => {
  test('goes page by page to Zoom’s end, then asks for the inactive if it has met none', async () => {
    const walked = await walk(
      [
        { ids: ['a', 'b'], total: 3, next: 't1' },
        { ids: ['c'], total: 3 },
      ],
      [{ ids: ['x'], total: 1, access: 'inactive' }],
    )
    expect(walked).toMatchObject({ ...WHOLE, ids: ['a', 'b', 'c', 'x'], pages: { main: 2, inactive: 1 } })
    expect(walked.asked).toEqual([{}, { next_page_token: 't1' }, { user_access: 'inactive' }])
  })

  test('does not ask for the inactive where the answer has held one', async () => {
    const walked = await walk([{ ids: ['a'], total: 1, access: 'inactive' }])
    expect(walked).toMatchObject({ ...WHOLE, pages: { main: 1, inactive: 0 } })
    expect(walked.asked).toHaveLength(1)
  })

  test('whose filter Zoom does not know takes the first pass for all there is', async () => {
    expect(await walk([{ ids: ['a'], total: 1 }], [{ ids: ['a'], total: 1, next: 't' }])).toMatchObject({
      ...WHOLE,
      pages: { main: 1, inactive: 0 },
    })
  })

  test('whose inactive agents overlap with the others takes them all, and has drifted', async () => {
    expect(await walk([{ ids: ['a'], total: 1 }], [{ ids: ['a', 'x'], total: 2 }])).toMatchObject({
      reached_end: true,
      drifted: true,
      ids: ['a', 'x'],
      pages: { main: 1, inactive: 1 },
    })
    const twice = [
      { ids: ['x'], total: 2, next: 't' },
      { ids: ['x'], total: 2 },
    ]
    expect(await walk([{ ids: ['a'], total: 1 }], twice)).toMatchObject({
      drifted: true,
      pages: { main: 1, inactive: 2 },
    })
  })

  test('tells of each page whence and when it is', async () => {
    const pages: WalkPage[] = []
    const given = toPage({ ids: ['a'], total: 1, access: 'inactive', skipped: 2 })
    await walkList(
      async () => ({ asked_at: 5, page: given }),
      page => void pages.push(page),
    )
    expect(pages).toEqual([
      {
        pass: 'main',
        index: 0,
        asked_at: 5,
        read_at: Date.UTC(2026, 10, 24, 9),
        users: given.users,
        total: 1,
        skipped: 2,
        doubled: 0,
      },
    ])
  })

  test('hands over whoever comes twice only once, as they came first', async () => {
    const names: unknown[] = []
    const page = (given: [string, string][], next_page_token: string) => ({
      ...toPage({ ids: [], total: 4, access: 'inactive' }),
      next_page_token,
      users: given.map(([user_id, display_name]) => ({ user_id, display_name, user_access: 'inactive' })),
    })
    const first: [string, string][] = [
      ['a', 'first'],
      ['a', 'second'],
      ['b', 'first'],
    ]
    const left = [
      page(first, 't'),
      page(
        [
          ['c', 'first'],
          ['b', 'second'],
        ],
        '',
      ),
    ]
    const end = await walkList(
      async () => ({ asked_at: 0, page: left.shift() as AgentsPage }),
      ({ users }) => void names.push(users.map(({ user_id, display_name }) => `${user_id} ${display_name}`)),
    )
    expect(names).toEqual([['a first', 'b first'], ['c first']])
    expect(end).toMatchObject({ reached_end: true, drifted: true, ids: ['a', 'b', 'c'] })
  })

  test.each<[string, Given[]]>([
    [
      'a total moves to what has come',
      [
        { ids: ['a'], total: 3, next: 't' },
        { ids: ['b'], total: 2 },
      ],
    ],
    [
      'a total moves',
      [
        { ids: ['a'], total: 2, next: 't' },
        { ids: ['b'], total: 3 },
      ],
    ],
    [
      'an id comes twice',
      [
        { ids: ['a', 'b'], total: 3, next: 't' },
        { ids: ['b', 'c'], total: 3 },
      ],
    ],
    [
      'fewer come than Zoom says',
      [
        { ids: ['a'], total: 3, next: 't' },
        { ids: ['b'], total: 3 },
      ],
    ],
  ])('has drifted when %s', async (_what, pages) => {
    expect(await walk(pages)).toMatchObject({ reached_end: true, drifted: true })
  })

  test.each<[string, Given[]]>([
    ['more come than Zoom says', [{ ids: ['a', 'b'], total: 1 }]],
    ['Zoom names no total', [{ ids: ['a'], next: 't' }, { ids: ['b'] }]],
    ['Zoom names a total only once', [{ ids: ['a'], total: 2, next: 't' }, { ids: ['b'] }]],
    ['some could not be read', [{ ids: ['a'], total: 3, skipped: 2 }]],
    [
      'a whole page could not be read',
      [
        { ids: [], total: 3, skipped: 2, next: 't' },
        { ids: ['a'], total: 3 },
      ],
    ],
    ['a page holds one twice', [{ ids: ['a', 'a'], total: 2 }]],
  ])('has not when %s', async (_what, pages) => {
    expect(await walk(pages)).toMatchObject(WHOLE)
  })

  test.each<[string, Given[]]>([
    [
      'a token comes again',
      [
        { ids: ['a'], next: 't' },
        { ids: ['b'], next: 't' },
      ],
    ],
    [
      'a page brings nobody new',
      [
        { ids: ['a'], next: 't' },
        { ids: ['a'], next: 'u' },
      ],
    ],
    ['four pages in a row are empty', EMPTY],
  ])('stops short of the end when %s', async (_what, pages) => {
    expect(await walk(pages)).toMatchObject({ reached_end: false, drifted: true, seen: pages.length })
  })

  test('takes whom it brings more than once as doubled in one page at once, between pages once it has done so before', async () => {
    const pages = [
      { ids: ['a', 'b', 'a'], total: 5, next: 't' },
      { ids: ['b', 'c'], total: 5 },
    ]
    const first = await walk(pages)
    expect(first).toMatchObject({ reached_end: true, drifted: true })
    expect(first.doubled.slice(0, 2)).toEqual([1, 0])
    expect(first.repeated).toEqual(new Set(['a', 'b']))
    const second = await walk(pages, undefined, new Set(first.repeated))
    expect(second).toMatchObject({ ...WHOLE, ids: ['a', 'b', 'c'] })
    expect(second.doubled.slice(0, 2)).toEqual([1, 1])
    expect(second.repeated).toEqual(first.repeated)
  })

  test('does not take for doubled whom a filter brings that Zoom does not know', async () => {
    const { repeated } = await walk([{ ids: ['a'], total: 1 }], [{ ids: ['a'], total: 1 }])
    expect(repeated.size).toBe(0)
    const again = await walk([{ ids: ['a'], total: 1 }], [{ ids: ['a'], total: 1 }], new Set(['a']))
    expect(again).toMatchObject({ ...WHOLE, pages: { main: 1, inactive: 0 } })
  })

  test('goes on after empty pages, which are no end', async () => {
    const pages = [...EMPTY.slice(0, 3), { ids: ['a'], next: '5' }, { ids: [], next: '6' }, { ids: ['b'] }]
    expect(await walk(pages)).toMatchObject({ ...WHOLE, ids: ['a', 'b'] })
  })

  test('stops at 30,000 agents', async () => {
    const endless = Array.from({ length: 120 }, (_, page) => ({
      ids: Array.from({ length: 300 }, (_, n) => `${page}-${n}`),
      next: `t${page}`,
    }))
    expect(await walk(endless)).toMatchObject({ reached_end: false, seen: 100 })
  })

  test('stops after 400 pages, however short they are', async () => {
    const endless = Array.from({ length: 401 }, (_, page) => ({ ids: [`${page}`], next: `t${page}` }))
    expect(await walk(endless)).toMatchObject({ reached_end: false, seen: 400 })
  })

  test('ends with what a read throws', async () => {
    await expect(walk([{ ids: ['a'], next: 't' }])).rejects.toThrow('a page too many')
  })
})
