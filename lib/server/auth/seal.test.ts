import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSealer, SealBroken } from './seal.ts'

const OLD = 'the-old-secret-of-thirty-two-bytes-or-more'
const NEW = 'the-new-secret-of-thirty-two-bytes-or-more'
const sealer = createSealer([NEW, OLD])

describe('a seal', () => {
  test('opens to what was sealed, for any text and any record', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (plain, record) => {
        const sealed = sealer.seal(plain, record)
        expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]+$/)
        expect(sealer.open(sealed, record)).toBe(plain)
      }),
    )
  })

  test('shows nothing of the text and is another one each time', () => {
    const plain = 'eyJ0b2tlbiI6InNlY3JldCJ9'
    const [first, second] = [sealer.seal(plain, 'r'), sealer.seal(plain, 'r')]
    expect(first).not.toBe(second)
    expect(Buffer.from(first.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain(plain)
  })

  test('is bound to its record', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        fc.pre(one !== other)
        expect(() => sealer.open(sealer.seal('x', one), other)).toThrow(SealBroken)
      }),
    )
  })

  test('of the old secret still opens after a rotation, and no longer once it is gone', () => {
    const sealed = createSealer([OLD]).seal('x', 'r')
    expect(createSealer([NEW, OLD]).open(sealed, 'r')).toBe('x')
    expect(() => createSealer([NEW]).open(sealed, 'r')).toThrow(SealBroken)
  })

  test('is made with the first secret', () => {
    expect(createSealer([NEW]).open(sealer.seal('x', 'r'), 'r')).toBe('x')
  })

  test('of an earlier version of Rollcall still opens: an update signs nobody out', () => {
    const sealed = 'v1.ed716133.ofEoB5A2FHuG6urOdjD-tIBadR9-TZ9x6YjmP1BySKtOn7TBqYDnadjfgg'
    expect(sealer.open(sealed, 'r')).toBe('sealed long ago')
  })

  test('is of the first secret or of one that will go', () => {
    expect(sealer.isCurrent(sealer.seal('x', 'r'))).toBe(true)
    expect(sealer.isCurrent(createSealer([OLD]).seal('x', 'r'))).toBe(false)
  })
})

describe('tampering', () => {
  test('with any one bit is noticed', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(), fc.nat({ max: 7 }), (plain, place, bit) => {
        const [version, id, payload = ''] = sealer.seal(plain, 'r').split('.')
        const bytes = Buffer.from(payload, 'base64url')
        const at = place % bytes.length
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
        expect(() => sealer.open([version, id, bytes.toString('base64url')].join('.'), 'r')).toThrow(
          SealBroken,
        )
      }),
    )
  })

  test('by cutting is noticed at any length', () => {
    const sealed = sealer.seal('{"access_token":"a"}', 'r')
    for (let length = 0; length < sealed.length; length++)
      expect(() => sealer.open(sealed.slice(0, length), 'r'), `${length} characters`).toThrow(SealBroken)
  })

  test('by cutting is noticed where there is nothing but the tag, too', () => {
    const [version, id, payload = ''] = sealer.seal('', 'r').split('.')
    const bytes = Buffer.from(payload, 'base64url')
    for (let length = 0; length < bytes.length; length++) {
      const cut = bytes.subarray(0, length).toString('base64url')
      expect(() => sealer.open(`${version}.${id}.${cut}`, 'r'), `${length} bytes`).toThrow(SealBroken)
    }
  })

  test('with the name of the key or of the version is noticed', () => {
    const [, id, payload] = sealer.seal('x', 'r').split('.')
    const otherId = createSealer([OLD]).seal('x', 'r').split('.')[1]
    for (const forged of [`v2.${id}.${payload}`, `v1.${otherId}.${payload}`, `v1.00000000.${payload}`])
      expect(() => sealer.open(forged, 'r')).toThrow(SealBroken)
  })

  test('with anything else in its place is noticed', () => {
    const id = sealer.seal('', 'r').split('.')[1]
    fc.assert(
      fc.property(fc.string(), text => {
        expect(() => sealer.open(text, 'r')).toThrow(SealBroken)
        expect(() => sealer.open(`v1.${id}.${text}`, 'r')).toThrow(SealBroken)
      }),
    )
  })
})
