import { encode } from 'next-auth/jwt'
import { beforeAll, expect, test, vi } from 'vitest'
import { readSessionRef } from './session-cookie.ts'

const SECRET = 'a-secret-of-at-least-thirty-two-bytes'

beforeAll(() => {
  vi.stubEnv('ZOOM_CLIENT_ID', 'id')
  vi.stubEnv('ZOOM_CLIENT_SECRET', 'secret')
  vi.stubEnv('NEXTAUTH_URL', 'https://rollcall.example')
  vi.stubEnv('NEXTAUTH_SECRET', SECRET)
})

/** What a browser's cookie that was sealed with our own secret is read as. */
async function read(token: Record<string, unknown>) {
  const sealed = await encode({ token, secret: SECRET })
  return readSessionRef(name => (name === '__Host-rollcall.session' ? sealed : undefined))
}

test('a cookie names the session that was sealed in it', async () => {
  expect(await read({ ref: 'the reference' })).toBe('the reference')
})

test('what we sealed for another purpose names none', async () => {
  expect(await read({ value: 'a state' })).toBeNull()
  expect(await read({ ref: 1 })).toBeNull()
})

test('a cookie longer than any of ours names none, even one that opens', async () => {
  expect(await read({ ref: 'the reference', padding: 'x'.repeat(5_000) })).toBeNull()
})
