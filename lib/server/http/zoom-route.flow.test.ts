import { NextRequest } from 'next/server'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { serveApp } from '@/e2e/support/app-flow.ts'
import { Browser } from '@/e2e/support/browser.ts'
import { flow, idOf } from '@/e2e/support/flow.ts'
import type { ErrorCode } from '@/lib/errors.ts'
import { ServerError } from '@/lib/server/server-error.ts'
import { getContext } from '../context.ts'
import { getUser, listUsers } from '../zoom/endpoints.ts'
import { isActivity } from './guard.ts'
import { guardedRoute } from './route.ts'
import { zoomRoute } from './zoom-route.ts'

const OWN = { 'x-rollcall': '1' }
const BACKGROUND = { ...OWN, 'x-rollcall-background': '1' }
const context = { params: Promise.resolve({}) }

let browser: Browser
serveApp()
beforeEach(async () => {
  browser = new Browser()
  await browser.signIn()
})

function request(path: string, headers: Record<string, string> = OWN): NextRequest {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return new NextRequest(`http://localhost:3000/api/zoom${path}`, { headers: { cookie, ...headers } })
}
const list = (headers?: Record<string, string>, query = '') =>
  zoomRoute(listUsers).GET(request(`/contact_center/users${query}`, headers), context)
const codeOf = async (answer: Response) => (await answer.json()).error.code

/** The newest session of Ana's. */
async function session() {
  const [newest] = await getContext().sessions.list(idOf('ana'))
  if (!newest) throw new Error('Ana is not signed in.')
  return newest
}

describe('a call of our own page', () => {
  test('gets the answer of Zoom, with the mark of its person and the time of the server', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const answer = await list(OWN, '?page_size=50')
    expect(answer.status).toBe(200)
    expect((await answer.json()).users).toHaveLength(50)
    expect(answer.headers.get('x-rollcall-person')).toMatch(/^[\w-]{16}$/)
    expect(answer.headers.get('x-rollcall-time')).toBe(String(Date.now()))
  })

  test('has the same mark over sessions, and another person has another', async () => {
    const mark = async () => (await list()).headers.get('x-rollcall-person')
    const first = await mark()
    await browser.signIn()
    expect(await mark()).toBe(first)
    browser = new Browser()
    await browser.signIn(undefined, 'noel')
    expect(await mark()).not.toBe(first)
  })

  test.each([
    ['without our header', {}],
    ['with another value in it', { 'x-rollcall': '0' }],
    ['from another site', { ...OWN, 'sec-fetch-site': 'cross-site' }],
    ['from a neighbour of this site', { ...OWN, 'sec-fetch-site': 'same-site' }],
  ])('%s is refused, and Zoom is not asked', async (_what, headers) => {
    const answer = await list(headers as Record<string, string>)
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'cross_site'])
    expect(flow.arrived('users')).toBe(0)
  })

  test('is one where the browser says so', async () => {
    expect((await list({ ...OWN, 'sec-fetch-site': 'same-origin' })).status).toBe(200)
  })

  test.each([
    ['no cookie', () => browser.cookies.clear()],
    ['a cookie that is none of ours', () => browser.cookies.set('rollcall.session', 'x')],
    ['the cookie of a session that has ended', async () => getContext().sessions.end(await session())],
  ])('with %s is signed out', async (_what, change) => {
    await change()
    const answer = await list()
    expect([answer.status, await codeOf(answer)]).toEqual([401, 'signed_out'])
    expect(flow.arrived('users')).toBe(0)
  })

  test('keeps the session alive, unless nobody caused it', async () => {
    const { active_at } = await session()
    vi.useFakeTimers({ toFake: ['Date'], now: active_at + 60_000 })
    expect((await list(BACKGROUND)).status).toBe(200)
    expect((await session()).active_at).toBe(active_at)
    expect((await list()).status).toBe(200)
    await expect.poll(async () => (await session()).active_at).toBe(active_at + 60_000)
  })

  test('is given up at Zoom, too, when its browser leaves', async () => {
    flow.fault({ path: 'users', hang: true })
    const leaving = new AbortController()
    const answer = zoomRoute(listUsers).GET(
      new NextRequest(request('/contact_center/users'), { signal: leaving.signal }),
      context,
    )
    await expect.poll(() => flow.arrived('users')).toBe(1)
    leaving.abort()
    expect((await answer).status).toBe(499)
    await expect.poll(() => flow.world.calls.stats().calls.users).toEqual({ 0: 1 })
  }, 12_000) // one that nobody gives up lasts for 15 s

  test('is activity only with our header and without the one of the background', () => {
    expect(isActivity(request('/'))).toBe(true)
    expect(isActivity(request('/', {}))).toBe(false)
    expect(isActivity(request('/', BACKGROUND))).toBe(false)
  })
})

describe('a route that no person causes', () => {
  test('leaves the session as it is, whatever the headers say', async () => {
    const { active_at } = await session()
    vi.useFakeTimers({ toFake: ['Date'], now: active_at + 60_000 })
    const seen: number[] = []
    const GET = ({ session }: { session: { active_at: number } }) => {
      seen.push(session.active_at)
      return new Response()
    }
    await guardedRoute('/api/x', { GET }, { background: true }).GET(request('/'), context)
    await guardedRoute('/api/x', { GET }).GET(request('/'), context)
    expect(seen).toEqual([active_at, active_at + 60_000])
  })
})

describe('the grant of a call', () => {
  const failing = (before: () => Promise<void> = async () => {}, code: ErrorCode = 'sign_in_again') =>
    guardedRoute('/api/x', {
      async GET() {
        await before()
        throw new ServerError(code)
      },
    }).GET(request('/'), context)
  const signOut = async () => getContext().sessions.end(await session())

  test('that is dead asks for a new sign-in', async () => {
    expect(await codeOf(await failing())).toBe('sign_in_again')
  })

  test('that a sign-out has taken along means signed out, not refused by Zoom', async () => {
    expect(await codeOf(await failing(signOut))).toBe('signed_out')
  })

  test('that fails for another reason says so, signed out or not', async () => {
    expect(await codeOf(await failing(signOut, 'not_permitted'))).toBe('not_permitted')
  })
})

describe('the id of an agent in an address', () => {
  const profile = (id: string) => zoomRoute(getUser).GET(request(`/contact_center/users/${id}`), context)

  test('is decoded once, however it reads after that', async () => {
    const [agent] = flow.world.agentsOf((await session()).account_id)
    if (agent) agent.user_id = 'a%2Fb/+='
    const answer = await profile(encodeURIComponent('a%2Fb/+='))
    expect((await answer.json()).user_id).toBe('a%2Fb/+=')
  })

  test.each(['%', '%2E%2E', 'a%0Ab', '%20', '', 'a%2F..%2Fb'])(
    '%s is none, and Zoom is not asked',
    async id => {
      const answer = await profile(id)
      expect(answer.status).toBe(400)
      expect((await answer.json()).error).toMatchObject({
        code: 'bad_request',
        message: 'This is not the id of an agent.',
      })
      expect(flow.world.calls.calls().filter(({ path }) => path.includes('contact_center'))).toEqual([])
    },
  )
})

describe('the parameters of a call', () => {
  test('that Zoom does not have are dropped, and empty ones are absent', async () => {
    const { users } = await (await list(OWN, '?page_size=5&user_access=&shoe_size=44')).json()
    expect(users).toHaveLength(5)
  })

  test.each([
    ['page_size=0', 'page_size'],
    ['page_size=301', 'page_size'],
    ['user_access=all', 'user_access'],
    ['search_key=a%00b', 'search_key'],
    [`region_id=${'x'.repeat(257)}`, 'region_id'],
    ['page_size=5&page_size=6', 'page_size'],
  ])('%s is refused by its name, and Zoom is not asked', async (query, name) => {
    const answer = await list(OWN, `?${query}`)
    expect(answer.status).toBe(400)
    expect((await answer.json()).error.message).toContain(`The parameter ${name} is`)
    expect(flow.arrived('users')).toBe(0)
  })
})
