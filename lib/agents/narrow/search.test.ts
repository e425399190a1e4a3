import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agentSchema } from '../schema.ts'
import { cleanSearch, createSearch, fold } from './search.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 300 })

describe('a search word', () => {
  test('becomes one line without outer space', () => {
    expect(cleanSearch('  Ana\r\n\tSouza\u0000 ')).toBe('Ana Souza')
  })

  test('keeps its case, every script, joined letters and joined emoji', () => {
    expect(cleanSearch('Ñandú 東京 🎧')).toBe('Ñandú 東京 🎧')
    expect(cleanSearch('山田\u3000太郎')).toBe('山田\u3000太郎')
    expect(cleanSearch('می\u200cخواهم 👩🏽\u200d💻')).toBe('می\u200cخواهم 👩🏽\u200d💻')
  })

  test.each([
    ['zero-width space and word joiner', 'An\u200ba\u2060'],
    ['marks of direction', '\u200eAna\u202c'],
    ['a soft hyphen', 'A\u00adna'],
    ['a joiner between Latin letters', 'A\u200dna'],
    ['no-break and doubled spaces', '\u00a0\u2007 Ana '],
  ])('loses %s, which nobody sees', (_what, text) => {
    expect(cleanSearch(text)).toBe('Ana')
  })

  test('is composed, and single spaces stand for any', () => {
    expect(cleanSearch('Jose\u0301  \u00a0Luis')).toBe('José Luis')
  })

  test.each([
    'ana@b.c',
    '<ana@b.c>',
    'Ana B. <ana@b.c>',
    '"B, Ana" <ana@b.c>;',
    'mailto:ana@b.c',
    '<mailto:ana%40b.c?subject=x>',
  ])('of an address as programs copy it, %s, is the address alone', text => {
    expect(cleanSearch(text)).toBe('ana@b.c')
  })

  test.each(['a > b <ana@b.c>', '<ana@b.c> and others', 'to mailto:ana@b.c'])(
    'that only holds an address, %s, stays as it is',
    text => {
      expect(cleanSearch(text)).toBe(text)
    },
  )

  test('of an address that is wrongly encoded is the address as it stands', () => {
    expect(cleanSearch('mailto:ana%zz')).toBe('ana%zz')
  })

  test('is cleaned in a time that grows with its length alone: half of a mailbox took minutes', () => {
    const half = `<${'@'.repeat(300_000)}`
    expect(cleanSearch(half)).toBe(half.slice(0, 256))
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

const agent = (display_name?: string, user_email?: string) =>
  agentSchema.parse({ user_id: 'Ab-1', display_name, user_email })

/** What folding has changed wrongly once, or well might. */
const AWKWARD = [
  ...'ßẞİıςΣσſøØłÆœĳ´¨¸¯`^~',
  ...'가각ㄱカｶﾞが゛❤🏽\u200d\ufe0f🏴',
  ...'\u0301\u0308\u0327\u034f\u3099\u094d\u093c\u200b\u00ad\u3164\u0640\u05be\u05b0',
  'ﬁ',
  'ŉ',
  'ΐ',
  '－',
  'a',
  'E',
  ' ',
  '\u3000',
]
const name = fc.oneof(
  fc.string({ unit: fc.constantFrom(...AWKWARD), minLength: 1, maxLength: 12 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
)

describe('a search among agents that are held', () => {
  test.each([
    ['every word in name or email', 'silva jose', 'José Da Silva', undefined],
    ['a word in each', 'jose example', 'José', 'x@example.com'],
    ['case', 'STRASSE', 'Anna Straße', undefined],
    ['width', 'abc', 'ＡＢＣ', undefined],
    ['letters with a stroke', 'lukasz soren', 'Łukasz Søren', undefined],
    ['more letters with a stroke', 'dorde halit tahtaja', 'Đorđe Ħalit Ŧahŧaja', undefined],
    ['joined letters', 'aegir oeuvre', 'Ægir Œuvre', undefined],
    ['letters of Iceland', 'thordur gudrun', 'Þorður Guðrun', undefined],
    ['the dotless i', 'ISIK', 'Işık', undefined],
    ['a Vietnamese name', 'nguyen', 'Nguyễn', undefined],
    ['zero-width characters in the name', 'anna', 'An\u200bna', undefined],
    ['joiners in the name', 'anna', 'An\u200d\u200cna', undefined],
    ['doubled spaces in the name', 'ana souza', 'Ana   Souza', undefined],
    ['Arabic without vowel signs', 'محمد', 'مُحَمَّد', undefined],
    ['an apostrophe as a keyboard has it', "o'neil d'arcy", 'O’Neil DʼArcy', undefined],
    ['a hyphen as a keyboard has it', 'anne-marie', 'Anne\u2010Marie', undefined],
    ['a no-break hyphen', 'anne-marie', 'Anne\u2011Marie', undefined],
    ['a Greek word that goes on in the name', 'νικος', 'Νικοσία', undefined],
    ['half-width kana', 'ｶﾞ', 'ガ', undefined],
    ['Hangul, whole or in its letters', '한국'.normalize('NFD'), '한국', undefined],
    ['a capital sharp s', 'STRAẞE', 'Anna Straße', undefined],
    ['a small sharp s, where the name has the capital one', 'straße', 'ANNA STRAẞE', undefined],
    ['a ligature', 'ﬁona', 'FIONA', undefined],
    ['a Greek iota below, which capitals have beside', 'ΩΙ', 'ᾠ', undefined],
    ['an emoji, whether in colours or not', '❤\ufe0f', 'Ana ❤', undefined],
    ['an emoji in the middle of a name in colours', '❤ana', '❤\ufe0fAna', undefined],
    ['a filling character in the name', 'anna', 'An\u3164na', undefined],
    ['an acute accent for an apostrophe', "d'arcy", 'D´Arcy', undefined],
    ['a Greek accent for it', '\u1ffd', 'D\u00b4Arcy', undefined],
    ['a hyphen as Hebrew has it', 'בן-דוד', 'בן־דוד', undefined],
    ['an accent alone', '¨', 'Zoë ¨', undefined],
    ['a combining accent alone', '\u0301', 'José', undefined],
    ['an accent in full width', '￣', 'Ana ¯', undefined],
    ['a word beside an accent alone', 'ana ¸', 'Ana', undefined],
  ])('finds by %s', (_what, search, name, email) => {
    expect(createSearch(cleanSearch(search))(agent(name, email))).toBe(true)
  })

  test.each([
    ['a word that is in neither', 'ana zed', 'Ana', 'ana@example.com'],
    ['a word over both', 'anaana', 'Ana', 'ana@example.com'],
    ['any letter where neither is told', 'e', undefined, undefined],
    ['half of an id', 'Ab', 'Zoe', undefined],
    ['an id in another case', 'ab-1', 'Zoe', undefined],
    ['an acute accent that is in neither', '´', 'Ana', 'ana@example.com'],
    ['a diaeresis that is in neither', '¨', 'Ana', 'ana@example.com'],
    ['a cedilla that is in neither', '¸', 'Ana', 'ana@example.com'],
    ['a combining accent that is in neither', '\u0301', 'Ana', 'ana@example.com'],
    ['accents that are in neither', '´ ¸ \u0308', 'Ana', 'ana@example.com'],
  ])('does not find by %s', (_what, search, name, email) => {
    expect(createSearch(cleanSearch(search))(agent(name, email))).toBe(false)
  })

  test('finds an agent by the whole of its user_id', () => {
    expect(createSearch('Ab-1')(agent())).toBe(true)
  })

  test('reads a name once, and a search for nothing has read it', () => {
    let reads = 0
    const read = {
      ...agent(),
      get display_name() {
        reads++
        return 'Zoë'
      },
    }
    expect(createSearch('')(read)).toBe(true)
    expect(reads).toBe(1)
    expect(createSearch('zoe')(read)).toBe(true)
    expect(reads).toBe(1)
  })

  test('takes plain text as it takes any other', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), plain => {
        expect(`${fold(plain)}|e`).toBe(fold(`${plain}|é`))
      }),
    )
  })

  test('finds every agent by its own name and by its own email, or by any part of them, in any case and form', () => {
    fc.assert(
      fc.property(name, text => {
        const { display_name = '' } = agent(text)
        for (const part of [display_name, ...display_name.split(/\s+/)]) {
          for (const written of [
            part,
            part.toUpperCase(),
            part.toLowerCase(),
            part.normalize('NFD'),
            part.normalize('NFC'),
          ]) {
            expect(createSearch(cleanSearch(written))(agent(text)), written).toBe(true)
            expect(createSearch(cleanSearch(written))(agent(undefined, text)), written).toBe(true)
          }
        }
      }),
    )
  })

  test('finds nobody by a character that is seen and in no form in name or email', () => {
    const seen = fc
      .string({
        unit: fc.oneof(fc.constantFrom(...AWKWARD), fc.string({ unit: 'binary', minLength: 1 })),
        minLength: 1,
        maxLength: 2,
      })
      .filter(text => /[^\s\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text))
    fc.assert(
      fc.property(seen, text => {
        expect(createSearch(cleanSearch(text))(agent())).toBe(false)
      }),
    )
  })
})
