import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  agentsAddress,
  cleanSearch,
  hasFilters,
  type ListParams,
  NO_FILTERS,
  readListParams,
  readUserId,
  writeListParams,
} from './list-params.ts'
import { isUsableId } from './user-id.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 300 })
const usableId = fc
  .oneof(
    fc.string({ unit: fc.constantFrom(...'aZ09-_./+=%?#&\\ é東🎧'), minLength: 1, maxLength: 40 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  )
  .filter(isUsableId)
const validParams: fc.Arbitrary<ListParams> = fc.record({
  search: anyText.map(cleanSearch),
  region: fc.oneof(fc.constant(''), usableId),
  access: fc.constantFrom('', 'active', 'inactive'),
})

const read = (query: string) => readListParams(new URLSearchParams(query))

describe('the filters in the URL', () => {
  test('what is written is read back, whatever is in it', () => {
    fc.assert(
      fc.property(validParams, params => {
        expect(read(writeListParams(params))).toEqual(params)
      }),
    )
  })

  test('a copied link survives the address bar with its filters and its profile', () => {
    fc.assert(
      fc.property(validParams, fc.option(usableId), (params, user_id) => {
        const { pathname, search, hash } = new URL(agentsAddress(params, user_id), 'https://rollcall.example')
        expect(hash).toBe('')
        expect(read(search)).toEqual(params)
        expect(readUserId(pathname)).toBe(user_id)
      }),
    )
  })

  test('any query string at all gives filters that Zoom can be asked for', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.webQueryParameters()), query => {
        const params = read(query)
        expect(params.search).toBe(cleanSearch(params.search))
        expect(params.region === '' || isUsableId(params.region)).toBe(true)
        expect(['', 'active', 'inactive']).toContain(params.access)
        expect(read(writeListParams(params))).toEqual(params)
      }),
    )
  })

  test('bad values count as not set', () => {
    expect(read('access=ACTIVE&region=..&search=%20%0A%20')).toEqual(NO_FILTERS)
    expect(read(`region=${'x'.repeat(257)}&access=`)).toEqual(NO_FILTERS)
    expect(read('region=a%0Ab&other=1')).toEqual(NO_FILTERS)
  })

  test('what is not set stays out of the address', () => {
    expect(writeListParams(NO_FILTERS)).toBe('')
    expect(writeListParams({ ...NO_FILTERS, access: 'inactive' })).toBe('?access=inactive')
    expect(agentsAddress(NO_FILTERS, null)).toBe('/agents')
    expect(agentsAddress({ search: 'a&b', region: 'r/1', access: '' }, 'x/y')).toBe(
      '/agents/x%2Fy?search=a%26b&region=r%2F1',
    )
  })

  test('any one filter that is set counts as filtering', () => {
    expect(hasFilters(NO_FILTERS)).toBe(false)
    for (const set of [{ search: 'a' }, { region: 'r' }, { access: 'active' as const }])
      expect(hasFilters({ ...NO_FILTERS, ...set })).toBe(true)
  })
})

describe('a search word', () => {
  test('becomes one line without outer space', () => {
    expect(cleanSearch('  Ana\r\n\tSouza\u0000 ')).toBe('Ana Souza')
  })

  test('keeps its inner space, its case and every script', () => {
    expect(cleanSearch('Ñandú  東京 🎧')).toBe('Ñandú  東京 🎧')
  })

  test('is cut at 256 characters, never through the middle of one', () => {
    expect(cleanSearch('x'.repeat(300))).toHaveLength(256)
    expect(cleanSearch(`${'x'.repeat(255)}🎧`)).toBe('x'.repeat(255))
  })

  test('is clean after one cleaning: well formed, short, without control characters', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: 'binary', minLength: 250, maxLength: 260 })), text => {
        const clean = cleanSearch(text)
        expect(clean.isWellFormed()).toBe(true)
        expect(clean.length).toBeLessThanOrEqual(256)
        expect(clean).toBe(clean.trim())
        expect([...clean].every(char => char >= ' ' && char !== '\u007f')).toBe(true)
        expect(cleanSearch(clean)).toBe(clean)
      }),
    )
  })
})

describe('the profile in the path', () => {
  test.each([
    ['/agents', null],
    ['/agents/', null],
    ['/agents/abc', 'abc'],
    ['/agents/abc/', 'abc'],
    ['/agents/a%2Fb%2B%3D%25', 'a/b+=%'],
    ['/agents/%E6%9D%B1', '東'],
    ['/elsewhere', null],
  ])('%s names %s', (pathname, user_id) => {
    expect(readUserId(pathname)).toBe(user_id)
  })

  test.each(['/agents/%', '/agents/%E6%9D', '/agents/%2E%2E', '/agents/a%0Ab', `/agents/${'x'.repeat(257)}`])(
    '%s cannot be one',
    pathname => {
      expect(readUserId(pathname)).toBeUndefined()
    },
  )
})
