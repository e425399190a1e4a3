import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FilterKind } from '../field.ts'
import { COLUMNS, FIELDS, FILTERS, type FieldKey } from '../fields.ts'
import { cleanSearch } from '../narrow/search.ts'
import { plainWords } from '../plain-words.ts'
import { NO_QUESTION, type Question } from '../question.ts'
import { isUsableId } from '../user-id.ts'
import { type Filter, NO_VIEW, type View } from '../view.ts'
import {
  isFiltered,
  type ListLocation,
  readAddress,
  WHOLE_LIST,
  withoutFilters,
  writeAddress,
} from './address.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 300 })
const usableId = fc
  .oneof(
    fc.string({ unit: fc.constantFrom(...'aZ09-_./+=%?#&\\ é東🎧'), minLength: 1, maxLength: 40 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  )
  .filter(isUsableId)
const question: fc.Arbitrary<Question> = fc.record({
  search: anyText.map(cleanSearch),
  region: fc.oneof(fc.constant(''), usableId),
  access: fc.constantFrom('', 'active', 'inactive'),
})

const whole = fc.option(fc.nat(999))
const filterOf: Record<FilterKind, (read?: (value: string) => string) => fc.Arbitrary<Filter>> = {
  values: (read = plainWords) =>
    fc
      .array(fc.string({ unit: 'grapheme', maxLength: 30 }), { minLength: 1, maxLength: 5 })
      .map(values => ({ kind: 'values', values: [...new Set(values.map(read))] })),
  range: () =>
    fc
      .tuple(whole, whole)
      .filter(([from, to]) => (from ?? to) !== null && (from ?? 0) <= (to ?? 999))
      .map(([from, to]) => ({ kind: 'range', from, to })),
  days: () =>
    fc
      .record({ days: fc.integer({ min: 1, max: 9_999 }), longer: fc.boolean() })
      .map(filter => ({ kind: 'days', ...filter })),
  untold: () => fc.constant({ kind: 'untold' }),
}
const filters = fc
  .record(Object.fromEntries([...FILTERS].map(([name, { kind, read }]) => [name, filterOf[kind](read)])), {
    requiredKeys: [],
  })
  .map(set => ({ ...set }) as Record<string, Filter>)
const keys = FIELDS.map(({ key }) => key)
const columnKeys = COLUMNS.map(({ key }) => key).filter(key => key !== 'display_name')
const view: fc.Arbitrary<View> = fc.record({
  filters,
  sort: fc
    .uniqueArray(fc.constantFrom(...keys), { maxLength: 3 })
    .chain(chosen => fc.tuple(...chosen.map(key => fc.boolean().map(descending => ({ key, descending }))))),
  columns: fc.option(
    fc
      .uniqueArray(fc.constantFrom(...columnKeys), { maxLength: 5 })
      .map(chosen => ['display_name', ...chosen] as FieldKey[]),
  ),
  density: fc.constantFrom(null, 'compact', 'comfortable'),
})
const place: fc.Arbitrary<ListLocation> = fc
  .record({
    question,
    view,
    user_id: fc.option(usableId),
    compare: fc.uniqueArray(usableId, { maxLength: 4 }),
    isAll: fc.boolean(),
  })
  // Of region and access either a value is set or "not told".
  .map(({ question: { region, access, ...asked }, ...others }) => {
    const { filters } = others.view
    return {
      ...others,
      question: {
        ...asked,
        region: 'region' in filters ? '' : region,
        access: 'access' in filters ? '' : access,
      },
    }
  })

const read = (query: string) => readAddress('/agents', query)

describe('the filters in the URL', () => {
  test('what is written is read back, whatever is in it, and a copied link survives the address bar', () => {
    fc.assert(
      fc.property(place, location => {
        const { pathname, search, hash } = new URL(writeAddress(location), 'https://rollcall.example')
        expect(hash).toBe('')
        expect(readAddress(pathname, search)).toEqual(location)
      }),
    )
  })

  test('any query string at all gives filters that Zoom can be asked for, and one address', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.webQueryParameters()), query => {
        const location = read(query)
        expect(location.question.search).toBe(cleanSearch(location.question.search))
        expect(location.question.region === '' || isUsableId(location.question.region)).toBe(true)
        expect(['', 'active', 'inactive']).toContain(location.question.access)
        const { search } = new URL(writeAddress(location), 'https://rollcall.example')
        expect(read(search)).toEqual(location)
      }),
    )
  })

  test('more agents can be named for a comparison than are compared, but not without end', () => {
    const ids = Array.from({ length: 60 }, (_, place) => String(place))
    expect(read(`compare=${ids}`).compare).toEqual(ids.slice(0, 50))
  })

  test('bad values count as not set', () => {
    expect(read('access=ACTIVE&region=..&search=%20%0A%20')).toEqual(WHOLE_LIST)
    expect(read(`region=${'x'.repeat(257)}`)).toEqual(WHOLE_LIST)
    expect(read('region=a%0Ab&other=1')).toEqual(WHOLE_LIST)
    expect(read('messages=x&emails=5-2&load=-&changed=0&changed=7')).toEqual(WHOLE_LIST)
    expect(read('sort=,nothing,-&columns=,x&density=huge&view=none&compare=..')).toEqual(WHOLE_LIST)
  })

  test('what is not set stays out of the address', () => {
    expect(writeAddress(WHOLE_LIST)).toBe('/agents')
    expect(writeAddress({ ...WHOLE_LIST, question: { ...NO_QUESTION, access: 'inactive' } })).toBe(
      '/agents?access=inactive',
    )
    expect(
      writeAddress({ ...WHOLE_LIST, question: { search: 'a&b', region: 'r/1', access: '' }, user_id: 'x/y' }),
    ).toBe('/agents/x%2Fy?search=a%26b&region=r%2F1')
  })

  test.each([
    ['status=Ready&status=Not+Ready', { status: { kind: 'values', values: ['Ready', 'Not Ready'] } }],
    ['team=', { team: { kind: 'values', values: [''] } }],
    ['messages=2-5', { messages: { kind: 'range', from: 2, to: 5 } }],
    ['emails=0-0', { emails: { kind: 'range', from: 0, to: 0 } }],
    ['load=50-', { load: { kind: 'range', from: 50, to: null } }],
    ['load=-50', { load: { kind: 'range', from: null, to: 50 } }],
    ['changed=7', { changed: { kind: 'days', days: 7, longer: false } }],
    ['changed=-90', { changed: { kind: 'days', days: 90, longer: true } }],
  ])('%s is one filter', (query, set) => {
    expect(read(query).view.filters).toEqual(set)
  })

  test("an order names fields by Zoom's names, a minus for descending", () => {
    expect(read('sort=status_name,-last_modified_time,status_name').view.sort).toEqual([
      { key: 'status_name', descending: false },
      { key: 'last_modified_time', descending: true },
    ])
  })

  test('any one filter that is set counts as filtering; order and columns do not, and stay without filters', () => {
    expect(isFiltered(WHOLE_LIST)).toBe(false)
    expect(isFiltered(read('sort=status_name&columns=status_name'))).toBe(false)
    for (const query of ['search=a', 'region=r', 'access=active', 'status=Ready', 'team=', 'changed=7'])
      expect(isFiltered(read(query))).toBe(true)
    const left = withoutFilters(read('search=a&status=Ready&sort=status_name'))
    expect(left.question).toEqual(NO_QUESTION)
    expect(left.view).toEqual({ ...NO_VIEW, sort: [{ key: 'status_name', descending: false }] })
  })
})

describe('the profile in the path', () => {
  test.each([
    ['/agents', null],
    ['/connection/agents/abc', null],
    ['/agents/', null],
    ['/agents/abc', 'abc'],
    ['/agents/abc/', 'abc'],
    ['/agents/a%2Fb%2B%3D%25', 'a/b+=%'],
    ['/agents/%E6%9D%B1', '東'],
    ['/elsewhere', null],
  ])('%s names %s', (pathname, user_id) => {
    expect(readAddress(pathname, '').user_id).toBe(user_id)
  })

  test.each(['/agents/%', '/agents/%E6%9D', '/agents/%2E%2E', '/agents/a%0Ab', `/agents/${'x'.repeat(257)}`])(
    '%s cannot be one',
    pathname => {
      expect(readAddress(pathname, '').user_id).toBeUndefined()
    },
  )
})
