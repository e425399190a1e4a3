import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { askServer } from './ask-server.ts'
import { serverTime } from './server-clock.ts'
import { readSessionState, sessionTold } from './session.ts'

const asked: Pick<IncomingMessage, 'method' | 'headers'>[] = []
const bodies: string[] = []
const answers: Record<string, RequestListener> = {
  '/good': (_request, response) =>
    void response.writeHead(200, { 'x-rollcall-time': '1795000000000' }).end('{"is":"good"}'),
  '/refused': (_request, response) =>
    void response
      .writeHead(429)
      .end('{"error":{"code":"rate_limited","message":"Too many.","retry_after":40,"tracking_id":"t"}}'),
  '/html': (_request, response) => void response.writeHead(502).end('<html>Bad Gateway</html>'),
  '/text': (_request, response) => void response.writeHead(200).end('"good"'),
  '/cut': (_request, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('{"is":', () => response.destroy())
  },
  '/never': () => undefined,
  '/of-bo': (_request, response) =>
    void response.writeHead(200, { 'x-rollcall-person': 'bo' }).end('{"agents":1}'),
}
const server = createServer(async (request, response) => {
  asked.push(request)
  bodies.push(await text(request))
  answers[request.url ?? '']?.(request, response)
})
let url = ''
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
  vi.unstubAllGlobals()
})

test('a question is marked as that of our own page, and as nobody’s doing where it is that', async () => {
  expect(await askServer(`${url}/good`)).toEqual({ is: 'good' })
  expect(asked.at(-1)).toMatchObject({ method: 'GET', headers: { 'x-rollcall': '1' } })
  expect(asked.at(-1)?.headers).not.toHaveProperty('x-rollcall-background')
  await askServer(`${url}/good`, { background: true })
  expect(asked.at(-1)?.headers).toMatchObject({ 'x-rollcall': '1', 'x-rollcall-background': '1' })
})

test('what is sent is JSON and says so', async () => {
  await askServer(`${url}/good`, { method: 'PUT', body: { views: [] } })
  expect(asked.at(-1)).toMatchObject({ method: 'PUT', headers: { 'content-type': 'application/json' } })
  expect(bodies.at(-1)).toBe('{"views":[]}')
})

test('each answer sets the clock by which ages are counted', async () => {
  await askServer(`${url}/good`)
  const time = serverTime()
  expect(time).toBeGreaterThanOrEqual(1_795_000_000_000)
  expect(time).toBeLessThan(1_795_000_060_000)
})

test('a refusal is as the server has put it', async () => {
  const refusal = {
    code: 'rate_limited',
    message: 'Too many.',
    retry_after: 40,
    tracking_id: 't',
    status: 429,
  }
  await expect(askServer(`${url}/refused`)).rejects.toMatchObject(refusal)
})

test.each([
  ['/html', 'Rollcall did not answer as it should (502). Try again.'],
  ['/text', 'Rollcall did not answer as it should (200). Try again.'],
  ['/cut', 'Rollcall did not answer as it should (200). Try again.'],
])('what is no answer of ours (%s) is trouble in words', async (path, message) => {
  await expect(askServer(url + path)).rejects.toMatchObject({ code: 'unavailable', message })
})

test('a server that cannot be reached is told apart from a browser that is offline', async () => {
  const nowhere = 'http://127.0.0.1:1/'
  const message = 'Rollcall cannot be reached. Check your connection, then try again.'
  await expect(askServer(nowhere)).rejects.toMatchObject({ code: 'unavailable', message })
  vi.stubGlobal('navigator', { onLine: false })
  const offline = /^This browser is offline\. Rollcall continues by itself/
  await expect(askServer(nowhere)).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(offline),
  })
})

test('who has left is told nothing but that', async () => {
  const left = new AbortController()
  const question = askServer(`${url}/never`, { signal: left.signal })
  left.abort(new Error('left'))
  await expect(question).rejects.toThrow('left')
})

test('an answer to another person than the one of this page is not handed on', async () => {
  const ana = { person: 'ana', user_name: 'Ana', started_at: 1, told_at: 1, ends_at: 2, warn_at: null }
  expect(await askServer(`${url}/of-bo`)).toEqual({ agents: 1 }) // the page is nobody's yet
  sessionTold(ana)
  await expect(askServer(`${url}/of-bo`)).rejects.toMatchObject({ code: 'signed_out' })
  expect(readSessionState()).toEqual({ kind: 'other', user_name: null })
  expect(await askServer(`${url}/of-bo`, { forAnybody: true })).toEqual({ agents: 1 })
  expect(await askServer(`${url}/good`)).toEqual({ is: 'good' })
})
