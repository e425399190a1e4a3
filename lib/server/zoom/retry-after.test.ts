import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { readRetryAfter } from './retry-after.ts'

const NOW = Date.parse('2026-11-24T09:00:00Z')
const read = (headers: Record<string, string>) => readRetryAfter(new Headers(headers))

beforeEach(() => {
  vi.useFakeTimers({ now: NOW })
})

describe('the wait that Zoom asks for', () => {
  test.each([
    ['1', 1],
    ['2', 2],
    ['1.2', 2],
    ['1.25', 2],
    [' 30 ', 30],
    ['2026', 2_026],
    ['172800', 172_800],
    ['2026-11-24T09:00:10Z', 10],
    ['2026-11-24T09:00:10.5Z', 11],
    ['2026-11-24T10:01:00+01:00', 60],
    ['2026-11-25T00:00:00Z', 54_000],
    ['Tue, 24 Nov 2026 09:02:00 GMT', 120],
    ['Tuesday, 24-Nov-26 09:02:00 GMT', 120],
  ])('as "%s" is %s seconds', (value, seconds) => {
    expect(read({ 'Retry-After': value })).toBe(seconds)
  })

  test.each([
    ['0'],
    ['-5'],
    ['-1.5'],
    [''],
    ['soon'],
    ['2026-11-25'],
    ['25 Nov 2026'],
    ['5 s'],
    ['1e3'],
    ['0x10'],
    ['Infinity'],
    ['NaN'],
    ['2, 3'],
    ['172801'],
    ['99999999999999999999'],
    ['2099-01-20T00:00:00Z'],
    ['2020-01-20T00:00:00Z'],
    ['2026-11-24T09:00:00Z'],
    ['2026-13-45T99:99:99Z'],
    ['Tue, 20 Jan 2099 00:00:00 GMT'],
    ['Mon, 23 Nov 2026 09:00:00 GMT'],
    ['May I?'],
  ])('as "%s" is ignored', value => {
    expect(read({ 'Retry-After': value })).toBeUndefined()
  })

  test('may come as the moment of the reset, in epoch seconds', () => {
    expect(read({ 'X-RateLimit-Reset': String(NOW / 1000 + 3) })).toBe(3)
    expect(read({ 'X-RateLimit-Reset': String(NOW / 1000 + 0.2) })).toBe(1)
  })

  test.each(['', '0', 'soon', String(NOW / 1000 - 1), String(NOW), '999999999'])(
    'is not read out of the reset "%s"',
    value => {
      expect(read({ 'X-RateLimit-Reset': value })).toBeUndefined()
    },
  )

  test('is taken from Retry-After first, and from the reset when that is nonsense', () => {
    const reset = { 'X-RateLimit-Reset': String(NOW / 1000 + 9) }
    expect(read({ ...reset, 'Retry-After': '4' })).toBe(4)
    expect(read({ ...reset, 'Retry-After': '-4' })).toBe(9)
  })

  // Zoom's clock is three hours ahead of ours, or an hour behind: only its own counts.
  test.each([3 * 3_600_000, -3_600_000, 60_000])(
    'is read by the clock of the answer, %i ms off ours',
    off => {
      const zoom = NOW + off
      const date = new Date(zoom).toUTCString()
      const iso = new Date(zoom + 2_000).toISOString()
      expect(read({ Date: date, 'Retry-After': iso })).toBe(2)
      expect(read({ Date: date, 'Retry-After': new Date(zoom + 90_000).toUTCString() })).toBe(90)
      expect(read({ Date: date, 'X-RateLimit-Reset': String(zoom / 1000 + 1) })).toBe(1)
      expect(read({ Date: date, 'Retry-After': new Date(zoom - 1_000).toISOString() })).toBeUndefined()
      expect(read({ Date: date, 'Retry-After': '7' })).toBe(7)
    },
  )

  test.each(['', 'soon', '12', 'Mon, 99 Nov 2026', '2026'])(
    'is read by our clock where the answer has the date "%s"',
    date => {
      expect(read({ Date: date, 'Retry-After': '2026-11-24T09:00:10Z' })).toBe(10)
    },
  )

  test('is unknown without either', () => {
    expect(read({})).toBeUndefined()
  })

  test('is nothing or whole seconds up to two days, whatever the headers', () => {
    const text = fc.oneof(
      fc.string(),
      fc.double().map(String),
      fc.integer().map(String),
      fc.date().map(date => (Number.isNaN(date.getTime()) ? 'x' : date.toISOString())),
      fc.date().map(date => date.toUTCString()),
    )
    fc.assert(
      fc.property(text, text, text, (retry, reset, date) => {
        const answers: Record<string, string> = { 'retry-after': retry, 'x-ratelimit-reset': reset, date }
        const seconds = readRetryAfter({ get: name => answers[name] ?? null })
        if (seconds === undefined) return
        expect(Number.isInteger(seconds)).toBe(true)
        expect(seconds).toBeGreaterThanOrEqual(1)
        expect(seconds).toBeLessThanOrEqual(172_800)
      }),
    )
  })
})
