import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isUsableId } from './user-id.ts'

test.each([
  ['the short form', 'IGTRVt3gQ2i-WjoUIjeZxw'],
  ['the short form with a leading dash', '-q9PfYc1TDO4hUa6GmVw2w'],
  ['a UUID', '27302393-4784-11ec-81d3-0242ac130003'],
  ['slash, plus and equals', '/ab+c/==='],
  ['a per cent sign', '100%2F'],
  ['question mark and hash', 'a?b#c&d'],
  ['other scripts', '東京-الشرق-🎧'],
  ['dots that are no dot segment', '...'],
  ['256 characters', 'x'.repeat(256)],
])('%s is usable', (_what, id) => {
  expect(isUsableId(id)).toBe(true)
})

test.each([
  ['nothing', ''],
  ['white space', ' \u2003'],
  ['a dot segment', '.'],
  ['a double dot segment', '..'],
  ['a dot segment inside', 'a/../b'],
  ['a dot segment behind a backslash', 'a\\.'],
  ['a line feed', 'a\nb'],
  ['a zero byte', '\u0000'],
  ['DEL', 'a\u007f'],
  ['a C1 control', 'a\u0085b'],
  ['257 characters', 'x'.repeat(257)],
  ['a lone surrogate', 'a\ud83d'],
])('%s is not usable', (_what, id) => {
  expect(isUsableId(id)).toBe(false)
})

test('a usable id survives the way into a path and back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter(isUsableId), id => {
      const { pathname } = new URL(`https://api.zoom.us/v2/users/${encodeURIComponent(id)}/queues`)
      expect(pathname.split('/')).toHaveLength(5)
      expect(decodeURIComponent(pathname.split('/')[3] ?? '')).toBe(id)
    }),
  )
})
