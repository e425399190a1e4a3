import { beforeAll, expect, test, vi } from 'vitest'
import { type Cookie, findBegun, keepBegun, latestReturnAddress } from './begun-sign-ins.ts'

beforeAll(() => {
  vi.stubEnv('ZOOM_CLIENT_ID', 'id')
  vi.stubEnv('ZOOM_CLIENT_SECRET', 'secret')
  vi.stubEnv('NEXTAUTH_URL', 'https://rollcall.example')
  vi.stubEnv('NEXTAUTH_SECRET', 'a-secret-of-at-least-thirty-two-bytes')
})

const begun = { state: 'sealed', pkce: 'verifier', returnTo: '/connection' }
const earlier = (name: string, bytes: number): Cookie => ({
  name: `__Host-rollcall.sign-in.${name}`,
  value: 'x'.repeat(bytes),
})

/** The names of the cookies that go. */
const dropped = (lines: string[]) =>
  lines.flatMap(line =>
    line.includes('Max-Age=0') ? [line.slice(line.indexOf('in.') + 3, line.indexOf('='))] : [],
  )

test('of begun sign-ins with long links only as many go as there is no room for, the oldest first', () => {
  const others = [earlier('oldest', 2_500), earlier('second', 2_500), earlier('latest', 2_500)]
  expect(dropped(keepBegun('state', begun, others))).toEqual(['oldest'])
  expect(dropped(keepBegun('state', begun, others.slice(1)))).toEqual([])
  expect(dropped(keepBegun('state', begun, [earlier('one', 7_000)]))).toEqual(['one'])
})

test('cookies that are none of these neither count nor go', () => {
  const others = [earlier('mine', 100), { name: 'another', value: 'x'.repeat(9_000) }]
  expect(dropped(keepBegun('state', begun, others))).toEqual([])
})

test('what was kept is found under its own state alone, and forgotten with it', () => {
  const [line = ''] = keepBegun('state', begun, [])
  const [name = '', value = ''] = line.split(';')[0]?.split('=') ?? []
  expect(name).toMatch(/^__Host-rollcall\.sign-in\.[\w-]{16}$/)
  expect(name).not.toContain('state')
  const forget = `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure`
  expect(findBegun('state', [{ name, value }])).toEqual({ ...begun, forget })
  expect(findBegun('another', [{ name, value }])).toBeNull()
  expect(latestReturnAddress([earlier('older', 5), { name, value }])).toBe('/connection')
})

test('where nothing was begun, or what it holds is garbage, the way leads to the list', () => {
  expect(latestReturnAddress([])).toBe('/agents')
  expect(latestReturnAddress([earlier('garbage', 5)])).toBe('/agents')
})
