import { expect, test } from 'vitest'
import { believedAddress, clientAddress } from './client-address.ts'

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
  ['2001:DB8:1:2:ffff::1', '2001:db8:1:2::'],
  ['2001:db8::1', '2001:db8:0:0::'],
  ['::1', '0:0:0:0::'],
  ['', ''],
])('%s counts as %s', (given, counted) => {
  expect(clientAddress(new Headers({ 'x-forwarded-for': given }))).toBe(counted)
})

test.each([
  ['198.51.100.7', false, '192.0.2.1'],
  ['', true, '192.0.2.1'],
  ['198.51.100.7', true, '198.51.100.7'],
  ['claimed by the browser, 198.51.100.7', true, '198.51.100.7'],
])('forwarded for %j, a proxy trusted: %s, counts as %s', (forwarded, isTrusted, believed) => {
  expect(believedAddress(forwarded, '192.0.2.1', isTrusted)).toBe(believed)
})
