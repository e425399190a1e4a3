import { expect, test } from 'vitest'
import { takesCoding } from './accept-encoding.ts'

test.each([
  ['br', true],
  ['gzip, deflate, br, zstd', true],
  ['gzip;q=1.0, BR ; Q=0.5', true],
  ['br;q=0.001', true],
  ['br;xq=0', true],
  ['br;q=0', false],
  ['gzip, br; q=0.000', false],
  ['brotli', false],
  ['gzip', false],
  ['*', false],
  ['', false],
  [undefined, false],
  [null, false],
])('%j takes Brotli: %s', (accept_encoding, takes) => {
  expect(takesCoding('br', accept_encoding)).toBe(takes)
})

test('gzip is another coding', () => {
  expect(takesCoding('gzip', 'br, gzip')).toBe(true)
  expect(takesCoding('gzip', 'br, gzip;q=0')).toBe(false)
})
