import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainWords } from './plain-words.ts'

test.each([
  ['spaces at its ends and doubled ones', '  Night \u00a0 shift ', 'Night shift'],
  ['a zero-width space, a soft hyphen, a byte order mark', 'Ni\u200bg\u00adht\ufeff', 'Night'],
  ['marks of direction', '\u200eNight\u202c', 'Night'],
  ['joiners between letters that do not join', 'Ni\u200dg\u200c\u200dht', 'Night'],
  ['an accent by itself', 'Cafe\u0301', 'Café'],
  ['an accent behind a zero-width space', 'Cafe\u200b\u0301', 'Café'],
  ['line ends', 'Night\r\nshift', 'Night shift'],
])('a name with %s is seen as the one without', (_what, name, seen) => {
  expect(plainWords(name)).toBe(seen)
})

test.each(['Night', 'night', 'NIGHT shift', '山田太郎', 'می\u200cخواهم', '👩🏽\u200d💻', 'Ⅳ', 'ﬁ', ''])(
  '%j stays as it is',
  name => {
    expect(plainWords(name)).toBe(name)
  },
)

test('a name is read in a time that grows with its length alone: a row of joiners took minutes', () => {
  const name = `山${'\u200d'.repeat(300_000)}田`
  expect(plainWords(name)).toBe(name)
})

test('any name is plain after one time', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.oneof(
          fc.constantFrom(...' aé\u0301\u200b\u200c\u200dā\u202e\u0085'),
          fc.string({ unit: 'binary', minLength: 1 }),
        ),
      }),
      name => {
        const plain = plainWords(name)
        expect(plainWords(plain)).toBe(plain)
        expect(plain).toBe(plain.trim())
      },
    ),
  )
})
