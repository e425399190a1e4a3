import { NextRequest } from 'next/server'
import { expect, test, vi } from 'vitest'
import { serveApp } from '@/e2e/support/app-flow.ts'
import { Browser } from '@/e2e/support/browser.ts'
import { flow, idOf } from '@/e2e/support/flow.ts'
import { sessionMark } from '@/lib/server/auth/sessions.ts'
import { getContext } from '@/lib/server/context.ts'
import { StoreUnavailable } from '@/lib/server/store/store-unavailable.ts'
import { DELETE } from './route.ts'

serveApp()

async function signedIn(): Promise<Browser> {
  const browser = new Browser()
  await browser.signIn()
  return browser
}

/** Has this browser's page end the session with this mark, or all of the person's. */
async function end(browser: Browser, mark?: string): Promise<Response> {
  const query = mark === undefined ? '' : `?session=${mark}`
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers = { cookie, 'x-rollcall': '1' }
  const request = new NextRequest(`http://localhost:3000/api/sessions${query}`, { method: 'DELETE', headers })
  return DELETE(request, { params: Promise.resolve({}) })
}

const who = async (browser: Browser) => (await (await browser.ask('session')).json()) as object
const NOBODY = {}
const ANA = { user_name: 'Ana Souza' }
const FORGOTTEN = expect.stringMatching(/^rollcall\.session=; Path=\/; Max-Age=0; HttpOnly/)
const marks = async () => (await getContext().sessions.list(idOf('ana'))).map(({ ref }) => sessionMark(ref))

test('a person ends all sessions: each browser is out, this one keeps nothing, and Zoom hears of it', async () => {
  const [here, there] = [await signedIn(), await signedIn()]
  const { access_token } = (await getContext().grants.get(idOf('ana'))).tokens
  const answer = await end(here)
  expect(answer.status).toBe(204)
  expect(answer.headers.get('clear-site-data')).toBe('"cache", "storage"')
  expect(answer.headers.getSetCookie()).toEqual([FORGOTTEN])
  for (const browser of [here, there]) {
    expect(await who(browser)).toEqual(NOBODY)
    expect((await end(browser)).status).toBe(401)
  }
  await getContext().grants.settled()
  expect(flow.world.calls.stats().revokes).toBe(2)
  expect((await flow.get('users/me', access_token)).status).toBe(401)
})

test('a session that is ended from another browser leaves that one as it is, and the grant', async () => {
  const there = await signedIn()
  const [mark] = await marks()
  const here = await signedIn()
  const answer = await end(here, mark)
  expect(answer.status).toBe(204)
  expect(answer.headers.get('clear-site-data')).toBeNull()
  expect(answer.headers.getSetCookie()).toEqual([])
  expect(await who(there)).toEqual(NOBODY)
  expect(await who(here)).toMatchObject(ANA)
  expect((await end(here, mark)).status).toBe(404)
  await getContext().grants.settled()
  expect(flow.world.calls.stats().revokes).toBe(0)
})

test('one’s own session by its mark is a sign-out', async () => {
  const here = await signedIn()
  const [mark] = await marks()
  const answer = await end(here, mark)
  expect(answer.headers.get('clear-site-data')).toBe('"cache", "storage"')
  expect(answer.headers.getSetCookie()).toEqual([FORGOTTEN])
  expect(await who(here)).toEqual(NOBODY)
})

test.each(['listSessions', 'deleteSession'] as const)(
  'while the store is away (%s) nothing has ended, which is told, and the cookie stays',
  async method => {
    const here = await signedIn()
    const [mark] = await marks()
    vi.spyOn(getContext().store, method).mockRejectedValue(new StoreUnavailable(new Error('away')))
    for (const answer of [await end(here), await end(here, mark)]) {
      expect(answer.status).toBe(503)
      expect(answer.headers.getSetCookie()).toEqual([])
      expect(answer.headers.get('clear-site-data')).toBeNull()
    }
    vi.restoreAllMocks()
    expect(await who(here)).toMatchObject(ANA)
  },
)
