import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ServerError } from '@/lib/server/server-error.ts'
import { METHODS } from '../platform/methods.ts'
import { metrics } from '../platform/metrics.ts'
import { StoreUnavailable } from '../store/store-unavailable.ts'
import type { HandlerRequest } from './guard.ts'
import { everyMethod, publicRoute } from './route.ts'

beforeAll(() => {
  const env = {
    ZOOM_CLIENT_ID: 'id',
    ZOOM_CLIENT_SECRET: 'secret',
    NEXTAUTH_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 'a-secret-of-at-least-thirty-two-bytes',
    LOG_LEVEL: 'silent',
  }
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
})
afterAll(() => vi.unstubAllEnvs())

const context = { params: Promise.resolve({}) }

function ask(method = 'GET', signal?: AbortSignal): HandlerRequest {
  const request = new Request('http://localhost:3000/api/x', { method, signal })
  return Object.assign(request, { cookies: { get: () => undefined } })
}

test('methods without an answer are 405 with what is allowed, the others answer', async () => {
  const route = publicRoute('/api/x', { GET: () => Response.json({ ok: true }), PUT: () => new Response() })
  for (const method of METHODS) {
    const answer = await route[method](ask(method), context)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    if (method === 'GET' || method === 'PUT') {
      expect([method, answer.status]).toEqual([method, 200])
    } else {
      expect([method, answer.status, answer.headers.get('allow')]).toEqual([method, 405, 'GET, PUT'])
      expect(await answer.text()).toBe('')
    }
  }
})

test('one answer can be that of every method', async () => {
  const route = publicRoute(
    '/api/x',
    everyMethod(() => {
      throw new ServerError('not_found')
    }),
  )
  for (const method of METHODS) expect((await route[method](ask(method), context)).status).toBe(404)
})

test.each([
  [new ServerError('rate_limited', { retry_after: 7 }), 429, 'rate_limited', '7', /Zoom/],
  [new ServerError('not_found'), 404, 'not_found', null, /nothing at this address/],
  [new StoreUnavailable('away'), 503, 'unavailable', '3', /cannot reach its own store/],
  [new TypeError('a secret of ours'), 503, 'unavailable', '5', /failed to answer/],
])('%s becomes our own answer, and nothing else of it is told', async (...given) => {
  const [thrown, status, code, retry_after, words] = given
  const route = publicRoute('/api/x', { GET: () => Promise.reject(thrown) })
  const answer = await route.GET(ask(), context)
  expect(answer.status).toBe(status)
  expect(answer.headers.get('retry-after')).toBe(retry_after)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const body = await answer.text()
  expect(JSON.parse(body)).toMatchObject({ error: { code, message: expect.stringMatching(words) } })
  expect(body).not.toContain('a secret of ours')
})

test('what fails because the browser has left is no failure', async () => {
  const leave = new AbortController()
  const route = publicRoute('/api/x', {
    GET: request => {
      leave.abort()
      return Promise.reject(request.signal.reason)
    },
  })
  expect((await route.GET(ask('GET', leave.signal), context)).status).toBe(499)
})

test('what an answer says about caching and its own headers stays', async () => {
  const headers = { 'cache-control': 'private, no-cache', 'set-cookie': 'a=b' }
  const route = publicRoute('/api/x', { GET: () => new Response('x', { headers }) })
  const answer = await route.GET(ask(), context)
  expect(Object.fromEntries(answer.headers)).toMatchObject(headers)
})

test('every answer is counted under its path and status, with how long it took in seconds', async () => {
  vi.useFakeTimers({ toFake: ['performance'], now: 5_000 })
  const path = '/api/counted/{userId}'
  const afterQuarter = async () => {
    vi.advanceTimersByTime(250)
    return new Response()
  }
  const route = publicRoute(path, { GET: afterQuarter, PUT: () => Promise.reject(new Error('x')) })
  for (const method of ['GET', 'GET', 'PUT'] as const) await route[method](ask(method), context)
  vi.useRealTimers()
  const { values } = await metrics().requests.get()
  const figures = (end: string) =>
    values.flatMap(({ labels, metricName = '', value }) =>
      labels.path === path && metricName.endsWith(end) ? [[labels.status, value] as const] : [],
    )
  expect(figures('_count')).toEqual([
    [200, 2],
    [503, 1],
  ])
  expect(figures('_sum')).toEqual([
    [200, 0.5],
    [503, 0],
  ])
})
