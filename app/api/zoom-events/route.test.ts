import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { signed, statusEvent } from '@/e2e/sandbox/events.ts'
import { temporaryFolders } from '@/e2e/support/temporary-folders.ts'
import { POST } from './route.ts'

const SECRET = 'the secret token of the subscription'
const folder = temporaryFolders()

beforeAll(() => {
  const env = {
    ZOOM_CLIENT_ID: 'id',
    ZOOM_CLIENT_SECRET: 'secret',
    NEXTAUTH_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 'a-secret-of-at-least-thirty-two-bytes',
    DATA_DIR: folder(),
    ZOOM_WEBHOOK_SECRET: SECRET,
    LOG_LEVEL: 'silent',
  }
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
})
afterAll(() => {
  vi.unstubAllEnvs()
})

async function post(body: string, headers: Record<string, string> = signed(body, SECRET)) {
  const request = new Request('http://localhost:3000/api/zoom-events', { method: 'POST', body, headers })
  return POST(Object.assign(request, { cookies: { get: () => undefined } }), { params: Promise.resolve({}) })
}

const status = { status_id: '1', status_name: 'Ready' }

test('a signed event is taken, one without a good signature is 401', async () => {
  const body = JSON.stringify(statusEvent('acct', { user_id: 'a', ...status }, status, Date.now()))
  expect((await post(body)).status).toBe(204)
  expect((await post(body, {})).status).toBe(401)
  expect((await post(body, signed(body, 'another'))).status).toBe(401)
})

test('what is signed and no event is 400', async () => {
  expect((await post('nonsense')).status).toBe(400)
  expect((await post('x'.repeat(65_536))).status).toBe(400)
})

test('the set-up hears the hash of its token', async () => {
  const answer = await post(
    JSON.stringify({ event: 'endpoint.url_validation', payload: { plainToken: 'abc' } }),
  )
  expect([answer.status, await answer.json()]).toEqual([
    200,
    { plainToken: 'abc', encryptedToken: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ])
})
