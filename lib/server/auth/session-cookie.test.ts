import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { encode } from 'next-auth/jwt'
import { beforeAll, expect, test, vi } from 'vitest'
import { bringsSession, readSessionRef } from './session-cookie.ts'

const SECRET = 'a-secret-of-at-least-thirty-two-bytes'

beforeAll(() => {
  vi.stubEnv('ZOOM_CLIENT_ID', 'id')
  vi.stubEnv('ZOOM_CLIENT_SECRET', 'secret')
  vi.stubEnv('NEXTAUTH_URL', 'https://rollcall.example')
  vi.stubEnv('NEXTAUTH_SECRET', SECRET)
})

/** A browser's cookie that was sealed with our own secret. */
const seal = (token: Record<string, unknown>) => encode({ token, secret: SECRET })

/** What such a cookie is read as. */
async function read(token: Record<string, unknown>) {
  const sealed = await seal(token)
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

test('a head brings a session where its cookie opens, whatever stands beside it, and not otherwise', async () => {
  const brings = (cookie?: string) => {
    const request = new IncomingMessage(new Socket())
    if (cookie !== undefined) request.headers.cookie = cookie
    return bringsSession(request)
  }
  const good = await seal({ ref: 'the reference' })
  expect(await brings(`theme=dark; __Host-rollcall.session=${good}; zone=x`)).toBe(true)
  expect(await brings(`__Host-rollcall.session=${good.slice(0, -1)}`)).toBe(false)
  expect(await brings(`__Host-rollcall.csrf=${good}`)).toBe(false)
  expect(await brings('')).toBe(false)
  expect(await brings()).toBe(false)
})
