import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test, vi } from 'vitest'
import { believedAddress, clientAddress } from './client-address.ts'

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
  ['2001:DB8:1:2:ffff::1', '2001:db8:1:2::'],
  ['2001:db8::1', '2001:db8:0:0::'],
  ['::1', '0:0:0:0::'],
  ['2001:db8::', '2001:db8:0:0::'],
  ['2001:db8::ffff:203.0.113.7', '2001:db8:0:0::'],
  ['2001:db8::3:4:5:6:7', '2001:db8:0:3::'],
  ['::2:3:4:5:6:7:8', '0:2:3:4::'],
  ['::ffff:203.0.113.7:80', '0:0:0:0::'],
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

test.each([
  ['off', '192.0.2.1'],
  ['on', '198.51.100.7'],
])('with TRUST_PROXY %s a handler is told of %s', async (TRUST_PROXY, told) => {
  vi.resetModules()
  const env = {
    ZOOM_CLIENT_ID: 'id',
    ZOOM_CLIENT_SECRET: 'secret',
    NEXTAUTH_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 'a-secret-of-at-least-thirty-two-bytes',
    TRUST_PROXY,
  }
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  const { tellClientAddress } = await import('./client-address.ts')
  const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: '192.0.2.1' })
  const request = new IncomingMessage(socket)
  request.headers['x-forwarded-for'] = 'anything, 198.51.100.7'
  tellClientAddress(request)
  expect(request.headers['x-forwarded-for']).toBe(told)
  const bare = new IncomingMessage(socket)
  tellClientAddress(bare)
  expect(bare.headers['x-forwarded-for']).toBe('192.0.2.1')
  vi.unstubAllEnvs()
})
