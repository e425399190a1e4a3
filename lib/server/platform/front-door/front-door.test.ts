import { once } from 'node:events'
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { requestId, requestSignal, setEncoding } from '../this-request.ts'
import { openFrontDoor } from './front-door.ts'

const UNFINISHED_MS = 400
const KB = 1024

let heard: { url?: string; body: string; id?: string }[] = []
let answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>
// Node's own limit would hide that ours does not work.
const server = createServer({ keepAliveTimeout: 0 }, (request, response) => answer(request, response))
let port = 0
let door: ReturnType<typeof openFrontDoor>

beforeAll(async () => {
  const env = {
    ZOOM_CLIENT_ID: 'id',
    ZOOM_CLIENT_SECRET: 'secret',
    NEXTAUTH_URL: 'https://rollcall.example',
    NEXTAUTH_SECRET: 'a-secret-of-at-least-thirty-two-bytes',
  }
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  door = openFrontDoor({
    unfinished_ms: UNFINISHED_MS,
    bringsSession: async ({ headers }) => headers.cookie === 'a good one',
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  port = (server.address() as AddressInfo).port
})

afterAll(() => {
  vi.unstubAllEnvs()
  server.close()
})

beforeEach(() => {
  heard = []
  answer = async (request, response) => {
    heard.push({ url: request.url, body: await text(request), id: requestId() })
    response.end('answered')
  }
})

type Ask = { path?: string; headers?: Record<string, string>; body?: string[]; agent?: Agent }

/** On a connection of its own unless told: the server closes one on which more came than it takes. */
async function ask({ path = '/api/x', headers = {}, body, agent = new Agent() }: Ask = {}) {
  const sent = request({ port, host: '127.0.0.1', path, method: body ? 'POST' : 'GET', headers, agent })
  sent.on('error', () => undefined)
  for (const piece of body ?? []) sent.write(piece)
  sent.end()
  const [got] = (await once(sent, 'response')) as [IncomingMessage]
  return { status: got.statusCode, headers: got.headers, text: await text(got) }
}

/** Sends text as it is and answers what came back, and after how long the server closed. */
async function send(head: string): Promise<{ text: string; ms: number }> {
  const socket = connect(port, '127.0.0.1')
  const started = performance.now()
  socket.write(head)
  socket.on('error', () => undefined)
  return { text: await text(socket).catch(() => ''), ms: performance.now() - started }
}

test.each([
  ['with its length', { 'content-length': String(64 * KB) }],
  ['in pieces', {}],
])('a body of 64 KB arrives whole, %s', async (_how, headers: Record<string, string>) => {
  const body = Array.from({ length: 64 }, (_, i) => String.fromCodePoint(65 + (i % 26)).repeat(KB))
  expect((await ask({ headers, body })).status).toBe(200)
  expect(heard.map(one => one.body)).toEqual([body.join('')])
})

test.each([
  ['that says its length', { 'content-length': String(64 * KB + 1) }],
  ['of unknown length', {}],
])('a larger body %s is 413, and nobody hears of it', async (_how, headers: Record<string, string>) => {
  const got = await ask({ headers, body: ['x'.repeat(64 * KB), 'y'] })
  expect(got.status).toBe(413)
  expect(JSON.parse(got.text)).toMatchObject({ error: { code: 'too_large' } })
  expect(heard).toEqual([])
})

test('a request is the same after its body was taken', async () => {
  answer = async (request, response) => {
    const { method, url, headers, httpVersion, complete } = request
    response.end(JSON.stringify({ method, url, type: headers['content-type'], httpVersion, complete }))
  }
  const got = await ask({ path: '/api/x?y=1', headers: { 'content-type': 'text/csv' }, body: ['x'] })
  const same = { method: 'POST', url: '/api/x?y=1', type: 'text/csv', httpVersion: '1.1', complete: true }
  expect(JSON.parse(got.text)).toEqual(same)
})

test('a handler is told who asks, not who the browser says it is', async () => {
  answer = async (request, response) => {
    response.end(request.headers['x-forwarded-for'])
  }
  expect((await ask({ headers: { 'x-forwarded-for': '203.0.113.7' } })).text).toBe('127.0.0.1')
})

test('a file is asked for whole, not for a part or a state of it', async () => {
  answer = async ({ headers }, response) => void response.end(Object.keys(headers).join(' '))
  const then = 'Thu, 01 Jan 1970 00:00:00 GMT'
  const parts = { range: 'bytes=9-', 'if-range': then, 'if-match': '"x"', 'if-unmodified-since': then }
  const { text: told } = await ask({ headers: { ...parts, 'if-none-match': '"x"' } })
  expect(told.split(' ')).toEqual(['if-none-match', 'host', 'connection', 'x-forwarded-for'])
})

test('saved views may have 512 KB', async () => {
  const headers = { cookie: 'a good one' }
  const body = ['x'.repeat(512 * KB)]
  expect((await ask({ headers, path: '/api/views?x', body })).status).toBe(200)
  expect(heard[0]?.body).toHaveLength(512 * KB)
  expect((await ask({ headers, path: '/api/views', body: [...body, 'y'] })).status).toBe(413)
  expect((await ask({ headers, path: '/api/viewsx', body })).status).toBe(413)
})

test.each([
  ['no cookie', {}],
  ['a forged cookie', { cookie: 'a bad one' }],
])('of saved views with %s no more is taken than of anything else', async (_what, headers) => {
  const path = '/api/views'
  expect((await ask({ headers, path, body: ['x'.repeat(64 * KB)] })).status).toBe(200)
  expect((await ask({ headers, path, body: ['x'.repeat(64 * KB), 'y'] })).status).toBe(413)
  expect(heard).toHaveLength(1)
})

test('a connection goes on after a body that was a little too large', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  expect((await ask({ agent, body: ['x'.repeat(100 * KB)] })).status).toBe(413)
  expect((await ask({ agent, body: ['small'] })).status).toBe(200)
  expect(heard.map(one => one.body)).toEqual(['small'])
  agent.destroy()
})

test('a body that does not stop coming is cut off, and its sender hears why', async () => {
  const sent = request({ port, host: '127.0.0.1', path: '/api/x', method: 'POST' }).on(
    'error',
    () => undefined,
  )
  const closed = new Promise(resolve => sent.once('close', resolve))
  const more = () => {
    while (!sent.destroyed && sent.write('x'.repeat(16 * KB)));
  }
  sent.on('drain', more)
  more()
  const [got] = (await once(sent, 'response')) as [IncomingMessage]
  expect(got.statusCode).toBe(413)
  expect(JSON.parse(await text(got)).error.code).toBe('too_large')
  await closed
})

test('who reads only after a while has time for it, before the connection is cut off', async () => {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined)
  const closed = once(socket, 'close')
  socket.write(`POST /api/x HTTP/1.1\r\nHost: x\r\nContent-Length: ${9_000 * KB}\r\n\r\n`)
  socket.write('x'.repeat(8_000 * KB))
  await delay(UNFINISHED_MS / 4)
  expect(await text(socket)).toMatch(/^HTTP\/1.1 413 /)
  await closed
})

test.each([
  ['a head', 'GET / HTTP/1.1\r\nHost: x\r\n'],
  ['a body', 'POST /api/x HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nx'],
  [
    'a body of unknown length',
    'POST /api/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n',
  ],
  ['a second head', 'GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\n'],
])('%s that does not end is cut off', async (_what, head) => {
  const { ms } = await send(head)
  expect(ms).toBeGreaterThanOrEqual(UNFINISHED_MS - 10)
})

test('a head that does not end is cut off also while another connection waits for its answer', async () => {
  const begun = Promise.withResolvers<void>()
  const finish = Promise.withResolvers<void>()
  answer = async (_request, response) => {
    begun.resolve()
    await finish.promise
    response.end('late')
  }
  const slow = ask()
  await begun.promise
  expect((await send('GET / HTTP/1.1\r\nHost: x\r\n')).text).toBe('')
  finish.resolve()
  expect(await slow).toMatchObject({ text: 'late' })
})

test('an answer may take longer than a head', async () => {
  answer = async (_request, response) => {
    await delay(2 * UNFINISHED_MS)
    response.end('late')
  }
  expect(await ask({ body: ['x'] })).toMatchObject({ status: 200, text: 'late' })
})

test('an answer that another one on its connection is ahead of may take longer, too', async () => {
  answer = async (request, response) => {
    if (request.url === '/slow') await delay(2 * UNFINISHED_MS)
    response.end(request.url)
  }
  const head = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: x\r\n${more}\r\n`
  const { text } = await send(head('/first') + head('/slow', 'Connection: close\r\n'))
  expect(text).toContain('/slow')
})

test('an address that could mean two things is 400', async () => {
  const { text } = await send('GET /a/../b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  expect(text).toMatch(/^HTTP\/1.1 400 /)
  expect(text).toContain('cannot be read.')
  expect(heard).toEqual([])
})

test('a page hears of an address that was cut off, data does not', async () => {
  const ask = (path: string) => send(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
  expect((await ask('/agents/a%2?access=active')).text).toMatch(/^HTTP\/1.1 200 /)
  for (const path of ['/api/zoom/contact_center/users/a%2', '/_next/static/a%2'])
    expect((await ask(path)).text).toMatch(/^HTTP\/1.1 400 /)
  expect(heard.map(({ url }) => url)).toEqual(['/agents/a%002?access=active'])
})

test.each([
  ['TRACE', '/api/x', 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'],
  ['PROPFIND', '/api/x', 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'],
  ['POST', '/agents', 'GET, HEAD'],
  ['OPTIONS', '/icon.svg', 'GET, HEAD'],
])('%s %s is 405', async (method, path, allow) => {
  const { text } = await send(`${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
  expect(text).toMatch(/^HTTP\/1.1 405 /)
  expect(text).toContain(`allow: ${allow}\r\n`)
  expect(heard).toEqual([])
})

test.each(['/_global-error', '/%5fglobal-error?x', '/_x'])(
  '%s, a page of Next itself, is 404',
  async path => {
    expect((await ask({ path })).status).toBe(404)
    expect((await ask({ path: '/_next/static/x.js' })).status).toBe(200)
  },
)

test('each answer has an id of its own, which its work can ask for', async () => {
  const headers = { 'x-request-id': 'of the browser' }
  const answers = await Promise.all([ask({ headers }), ask({ headers }), ask({ path: '/api/%' })])
  const ids = answers.map(one => one.headers['x-request-id'])
  expect(new Set(ids).size).toBe(3)
  for (const id of ids) expect(id).toMatch(/^[\w-]{12}$/)
  expect(heard.map(one => one.id).sort()).toEqual(ids.slice(0, 2).sort())
  expect(requestId()).toBeUndefined()
})

test('work can say that its answer is encoded already; where there is no answer it cannot', async () => {
  answer = async (_request, response) => {
    expect(setEncoding('gzip')).toBe(true)
    response.end(gzipSync('packed'))
  }
  expect((await ask()).headers['content-encoding']).toBe('gzip')
  expect(setEncoding('gzip')).toBe(false)
})

const SAFE = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
}
const OPENED_BY_ITSELF = {
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'x-dns-prefetch-control': 'off',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=()',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}
test.each(['/', '/api/%'])('%s is answered with the safe headers', async path => {
  expect((await ask({ path })).headers).toMatchObject({ ...SAFE, ...OPENED_BY_ITSELF })
})

test('a script is answered with those for a part of a page', async () => {
  const { headers } = await ask({ path: '/_next/static/chunks/x.js' })
  expect(headers).toMatchObject(SAFE)
  for (const name of Object.keys(OPENED_BY_ITSELF)) expect(headers).not.toHaveProperty(name)
})

test.each([
  ['/api/%', {}, 400, 'This address, or what comes with it, cannot be read.'],
  ['/agents', { 'next-router-state-tree': 'x' }, 400, 'This address, or what comes with it, cannot be read.'],
  ['/_x', {}, 404, 'There is nothing at this address.'],
])('%s with %j is refused in words that nobody keeps', async (path, headers, status, message) => {
  const refused = await ask({ path, headers })
  expect(refused).toMatchObject({
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  })
  expect(JSON.parse(refused.text).error.message).toBe(message)
})

test('a request to speak another protocol is answered like any other', async () => {
  const other = createServer((_request, response) => response.end('answered')).listen(0, '127.0.0.1')
  other.on('upgrade', (_request, socket) => socket.end('spoken'))
  await once(other, 'listening')
  const address = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
  await fetch(address).then(response => response.text())
  const asked = request(address, { headers: { connection: 'upgrade', upgrade: 'websocket' } }).end()
  const [got] = (await once(asked, 'response')) as [IncomingMessage]
  expect(await text(got)).toBe('answered')
  other.close()
})

test('work learns that the browser has left before its answer, and of nothing once it has that', async () => {
  const signals: AbortSignal[] = []
  const begun = Promise.withResolvers<void>()
  answer = async (_request, response) => {
    signals.push(requestSignal())
    if (signals.length === 1) response.end()
    else begun.resolve()
  }
  await ask()
  const leaving = request({ port, host: '127.0.0.1' }).on('error', () => undefined)
  leaving.end()
  await begun.promise
  leaving.destroy()
  await expect.poll(() => signals.map(signal => signal.aborted)).toEqual([false, true])
})

// The last one: it closes the door.
test('while draining every answer closes its connection, those under way too; then none is taken', async () => {
  const begun = Promise.withResolvers<void>()
  const finish = Promise.withResolvers<void>()
  answer = async (request, response) => {
    begun.resolve()
    if (request.url === '/slow') await finish.promise
    response.end('whole')
  }
  const agent = new Agent({ keepAlive: true })
  const slow = ask({ agent, path: '/slow' })
  await begun.promise
  expect(door.isAnswering()).toBe(true)
  door.drain()
  const answered = door.answered()
  expect(await ask({ agent })).toMatchObject({ text: 'whole', headers: { connection: 'close' } })
  finish.resolve()
  expect(await slow).toMatchObject({ text: 'whole', headers: { connection: 'close' } })
  await answered
  expect(door.isAnswering()).toBe(false)
  door.close()
  await expect(ask({ agent })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  agent.destroy()
})
