import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import {
  formatAge,
  formatClock,
  formatCountry,
  formatDay,
  formatDifference,
  formatEnum,
  formatExact,
  formatNumber,
  formatTime,
  isTimeZone,
} from '@/lib/formats.ts'
import { formatMinute, zoneName } from '@/lib/zone-formats.ts'

const MOMENT = '2026-11-24T23:12:05Z'

describe('an instant', () => {
  test('is shown in the zone of the reader', () => {
    expect(formatDay(MOMENT, 'UTC')).toBe('24 Nov 2026')
    expect(formatDay(MOMENT, 'Asia/Tokyo')).toBe('25 Nov 2026')
    expect(formatMinute(MOMENT, 'UTC')).toBe('24 Nov 2026, 23:12')
    expect(formatMinute(MOMENT, 'Europe/Berlin')).toBe('25 Nov 2026, 00:12')
    expect(formatClock(MOMENT, 'America/New_York')).toBe('18:12:05')
  })

  test('exactly names the zone, summer time included', () => {
    const exact = formatExact(MOMENT, 'Europe/Berlin')
    for (const part of ['Wednesday', '25 November 2026', '00:12:05', 'Central European Standard Time'])
      expect(exact).toContain(part)
    expect(formatExact('2026-07-01T10:00:00Z', 'Europe/Berlin')).toContain('Central European Summer Time')
  })

  test('is always of the same shape, midnight never 24', () => {
    const anyInstant = fc
      .date({ min: new Date('1970-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map(date => date.toISOString())
    fc.assert(
      fc.property(anyInstant, fc.constantFrom('UTC', 'Asia/Kathmandu', 'America/St_Johns'), (iso, zone) => {
        expect(formatMinute(iso, zone)).toMatch(/^\d{1,2} [A-Z][a-z]{2,3} \d{4}, ([01]\d|2[0-3]):[0-5]\d$/)
        expect(formatClock(iso, zone)).toMatch(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/)
      }),
    )
  })
})

test('numbers are grouped', () => {
  expect(formatNumber(1_200)).toBe('1,200')
  expect(formatNumber(0)).toBe('0')
  expect([2, -1_200].map(formatDifference)).toEqual(['+2', '-1,200'])
})

test.each([
  ['UTC', 'UTC'],
  ['Europe/Berlin', 'Berlin time'],
  ['America/Argentina/Buenos_Aires', 'Buenos Aires time'],
])('the zone %s is called %s', (zone, name) => {
  expect(zoneName(zone)).toBe(name)
})

test('only zones that the platform knows are zones', () => {
  expect(isTimeZone('Europe/Berlin')).toBe(true)
  for (const zone of ['', 'Mars/Olympus', '<script>', 'Europe/']) expect(isTimeZone(zone)).toBe(false)
  fc.assert(fc.property(fc.string(), zone => typeof isTimeZone(zone) === 'boolean'))
})

test.each([
  [-1, '0 s'],
  [0, '0 s'],
  [59.9, '59 s'],
  [60, '1 min'],
  [3_599, '59 min'],
  [3_600, '1 h'],
  [90_000, '25 h'],
])('an age of %s seconds is %s', (seconds, age) => {
  expect(formatAge(seconds)).toBe(age)
})

test.each([
  ['IN', 'India (IN)'],
  ['pt', 'Portugal (PT)'],
  ['XX', 'XX'],
  ['USA', 'USA'],
  ['<string>', '<string>'],
  ['', ''],
])('the country %s reads %s', (code, name) => {
  expect(formatCountry(code)).toBe(name)
})

test('a country code of any kind is shown, never an error', () => {
  fc.assert(fc.property(fc.string(), code => formatCountry(code).includes(code) || code.length === 2))
})

test.each([
  ['Microsoft_Dynamics_365', 'Microsoft Dynamics 365'],
  ['essentials', 'Essentials'],
  ['ai_expert_assist', 'AI Expert Assist'],
  ['suspended', 'Suspended'],
  ['ServiceNow', 'ServiceNow'],
  ['__', '  '],
])('the word %s of Zoom reads %s', (value, words) => {
  expect(formatEnum(value)).toBe(words)
})

test('formatters of zones that nobody asks for any more are not kept: any spelling of a zone is another one', () => {
  const spellings = Array.from({ length: 2_000 }, (_, number) =>
    [...'asia/tashkent'].map((letter, at) => ((number >> at) & 1 ? letter.toUpperCase() : letter)).join(''),
  )
  const at = '2026-11-24T09:12:00Z'
  for (const zone of spellings) expect(formatTime(at, zone)).toBe('14:12')
  const made = vi.spyOn(Intl, 'DateTimeFormat')
  expect(formatTime(at, spellings[0] ?? '')).toBe('14:12')
  expect(made).toHaveBeenCalledOnce()
  expect(formatTime(at, spellings[0] ?? '')).toBe('14:12')
  expect(made).toHaveBeenCalledOnce()
})
