import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { serveApp } from '@/e2e/support/app-flow.ts'
import { Browser, pathOf } from '@/e2e/support/browser.ts'
import { door, flow, idOf } from '@/e2e/support/flow.ts'
import { getContext } from '../../context.ts'
import { StoreUnavailable } from '../../store/store-unavailable.ts'
import { cookieNames } from '../cookies.ts'
import { markOfState } from './begun-sign-ins.ts'

serveApp()

const exchanges = () =>
  flow.world.calls.calls().filter(call => call.grant_type === 'authorization_code').length
const begun = (browser: Browser) =>
  [...browser.cookies.keys()].filter(name => name.startsWith('rollcall.sign-in.'))
const session = async (browser: Browser) =>
  (await (await browser.ask('session')).json()) as Record<string, unknown>

describe('a sign-in', () => {
  test('comes back to where the person was, and leaves nothing of itself in the browser but the session', async () => {
    const browser = new Browser()
    expect(await browser.signIn('/agents?access=inactive')).toBe('/agents?access=inactive')
    expect(await session(browser)).toMatchObject({ user_name: 'Ana Souza' })
    expect([...browser.cookies.keys()].sort()).toEqual(['rollcall.csrf', 'rollcall.session'])
  })

  test('sends a PKCE challenge, and the verifier that belongs to it', async () => {
    const browser = new Browser()
    const address = new URL(await browser.begin())
    expect(address.searchParams.get('code_challenge_method')).toBe('S256')
    expect(address.searchParams.get('scope')).toBe('')
    const query = await browser.consent(address.href)
    const other = new Browser()
    const stolen = await other.consent(await other.begin())
    // The code of one flow with the state, and so the verifier, of another.
    expect(await browser.finish({ ...query, code: stolen.code ?? '' })).toMatch(
      /^\/sign-in\?error=not_completed/,
    )
    expect(await session(browser)).toEqual({})
  })

  test.each([
    ['the first first', [0, 1]],
    ['the second first', [1, 0]],
  ])('in each of two tabs goes to its own link, %s', async (_order, order) => {
    const browser = new Browser()
    const links = ['/agents?access=active', '/connection']
    const answers = []
    for (const link of links) answers.push(await browser.consent(await browser.begin(link)))
    for (const tab of order) expect(await browser.finish(answers[tab] ?? {})).toBe(links[tab])
    expect(await session(browser)).toMatchObject({ user_name: 'Ana Souza' })
  })

  test('in any number of tabs, finished or declined in any order, is each one’s own', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            link: fc.constantFrom('/agents', '/agents?search=x', '/connection'),
            declined: fc.boolean(),
          }),
          {
            minLength: 1,
            maxLength: 5,
          },
        ),
        fc.infiniteStream(fc.nat(4)),
        async (tabs, picks) => {
          const browser = new Browser()
          const open = []
          for (const { link, declined } of tabs) {
            const address = await browser.begin(link)
            const state = new URL(address).searchParams.get('state') ?? ''
            open.push({ link, declined, address, state })
          }
          while (open.length > 0) {
            const [tab] = open.splice(picks.next().value % open.length, 1)
            if (!tab) continue
            const query = tab.declined
              ? { error: 'access_denied', state: tab.state }
              : await browser.consent(tab.address)
            const led = await browser.finish(query)
            const link = `callbackUrl=${encodeURIComponent(tab.link)}`
            if (tab.declined) expect(led).toBe(`/sign-in?error=cancelled&${link}`)
            else expect(led).toBe(tab.link)
          }
          expect(begun(browser)).toEqual([])
        },
      ),
      { numRuns: 12 },
    )
  })

  test('is kept for the latest five tabs, and for fewer where their links are long', async () => {
    const browser = new Browser()
    const addresses = []
    for (let i = 0; i < 8; i++) addresses.push(await browser.begin(`/agents?search=${i}`))
    expect(begun(browser)).toHaveLength(5)
    expect(await browser.finish(await browser.consent(addresses[2] ?? ''))).toMatch(
      /^\/sign-in\?error=not_completed/,
    )
    expect(await browser.finish(await browser.consent(addresses[3] ?? ''))).toBe('/agents?search=3')
    for (let i = 0; i < 5; i++) await browser.begin(`/agents?search=${'x'.repeat(1_900)}`)
    const bytes = [...browser.cookies].reduce((sum, [name, value]) => sum + name.length + value.length, 0)
    expect(bytes).toBeLessThan(8_000)
    expect(begun(browser).length).toBeGreaterThan(0)
  })

  test('that comes back with a state of nobody’s leads to where the latest one wanted to go', async () => {
    const browser = new Browser()
    await browser.begin('/connection')
    expect(await browser.finish({ code: 'x', state: 'forged' })).toBe(
      '/sign-in?error=not_completed&callbackUrl=%2Fconnection',
    )
    expect(exchanges()).toBe(0)
  })

  test('with the cookie of another browser’s flow under its own state is refused', async () => {
    const [mine, theirs] = [new Browser(), new Browser()]
    const query = await mine.consent(await mine.begin())
    await theirs.begin()
    const [name = ''] = begun(mine)
    mine.cookies.set(name, theirs.cookies.get(begun(theirs)[0] ?? '') ?? '')
    expect(await mine.finish(query)).toMatch(/^\/sign-in\?error=not_completed/)
    expect(exchanges()).toBe(0)
  })

  test.each([
    ['that does not open', () => 'e30.e30.e30.e30.e30'],
    [
      'of a sign-in that was begun with another state',
      (other: Browser) => other.cookies.get(begun(other)[0] ?? ''),
    ],
  ])('that was never begun writes nothing, its cookie being one %s', async (_what, valueFrom) => {
    const [browser, other] = [new Browser(), new Browser()]
    await other.begin()
    const lock = vi.spyOn(getContext().store, 'acquireLock')
    browser.cookies.set(cookieNames.begun(markOfState('forged')), valueFrom(other) ?? '')
    expect(await browser.finish({ code: 'x', state: 'forged' })).toMatch(/^\/sign-in\?error=not_completed/)
    expect(lock).not.toHaveBeenCalled()
    lock.mockRestore()
  })

  test('is good for one exchange, however often it is replayed', async () => {
    const browser = new Browser()
    const query = await browser.consent(await browser.begin())
    const before = new Map(browser.cookies)
    const replays = Array.from({ length: 200 }, async () => {
      const replayed = new Browser()
      for (const [name, value] of before) replayed.cookies.set(name, value)
      return replayed.finish(query)
    })
    const led = await Promise.all(replays)
    expect(led.filter(path => path === '/agents')).toHaveLength(1)
    expect(exchanges()).toBe(1)
  })

  test('ends the session that this browser had before, and no other', async () => {
    const [browser, other] = [new Browser(), new Browser()]
    await browser.signIn()
    await other.signIn()
    const before = new Browser()
    for (const [name, value] of browser.cookies) before.cookies.set(name, value)
    await browser.signIn()
    expect(await session(before)).toEqual({})
    expect(await session(browser)).toMatchObject({ user_name: 'Ana Souza' })
    expect(await session(other)).toMatchObject({ user_name: 'Ana Souza' })
  })

  test('costs the same person’s other browser nothing that reads before its pair is stored', async () => {
    const [browser, other] = [new Browser(), new Browser()]
    await browser.signIn()
    const { grants, sessions } = getContext()
    const { version } = await grants.get(idOf('ana'))
    const { reached, open, pass } = door()
    const start = sessions.start
    vi.spyOn(sessions, 'start').mockImplementationOnce(async (...person) => {
      await pass()
      return start(...person)
    })
    const signedIn = other.signIn()
    await reached
    // Zoom has killed the first pair and says so.
    const renewed = grants.renew(idOf('ana'), version)
    renewed.catch(() => {}) // looked at below
    await expect.poll(() => flow.refreshes()).toBe(1)
    open()
    expect(await signedIn).toBe('/agents')
    expect((await renewed).version).not.toBe(version)
    expect(await session(browser)).toMatchObject({ user_name: 'Ana Souza' })
  })

  test('of another person ends the first one’s session and gives their grant back', async () => {
    const browser = new Browser()
    await browser.signIn()
    await browser.signIn('/agents', 'bo')
    await getContext().grants.settled()
    expect(await getContext().store.listGrants()).toEqual(expect.arrayContaining([idOf('bo')]))
    expect(await getContext().sessions.list(idOf('bo'))).toHaveLength(1)
  })
})

describe('a sign-in that fails', () => {
  test.each([
    [
      'an exchange that Zoom refuses',
      { path: 'token', status: 400, json: { error: 'invalid_grant' } },
      'not_completed',
    ],
    ['a client that Zoom refuses', { preset: 'invalid_client_401' }, 'not_completed'],
    ['a return address that Zoom does not know', { preset: 'redirect_mismatch' }, 'not_completed'],
    ['an edge error', { preset: 'token_edge_error' }, 'zoom_away'],
    ['an exchange that is no JSON', { preset: 'token_not_json' }, 'zoom_invalid'],
    ['an answer of 50 MB', { path: 'token', fill: { megabytes: 50 } }, 'zoom_invalid'],
    ['a person of 50 MB', { path: 'me', fill: { megabytes: 50 } }, 'zoom_invalid'],
    ['a person of 1 MB', { path: 'me', fill: { megabytes: 1 } }, 'zoom_invalid'],
    ['an answer of 1 MB, packed', { path: 'token', fill: { megabytes: 1, gzip: true } }, 'zoom_invalid'],
    ['a person that is no JSON', { path: 'me', raw: '{"id": ' }, 'zoom_invalid'],
    ['a person without an id', { path: 'me', unset: ['id'] }, 'zoom_invalid'],
    [
      'a person who signs in twice at once, whose first pair is gone',
      { path: 'me', status: 401, json: { code: 124 } },
      'not_completed',
    ],
    ['a person that may not', { path: 'me', status: 403, json: {} }, 'not_permitted'],
    ['a person that is rate limited', { path: 'me', status: 429, json: {} }, 'zoom_away'],
    ['a person that Zoom has lost', { path: 'me', status: 502, raw: '<html>' }, 'zoom_away'],
  ])('(%s) says why, and gives back what Zoom has issued', async (_what, fault, error) => {
    flow.fault(fault)
    const browser = new Browser()
    expect(await browser.signIn('/connection')).toBe(`/sign-in?error=${error}&callbackUrl=%2Fconnection`)
    expect(await session(browser)).toEqual({})
    await getContext().grants.settled()
    if ('path' in fault && fault.path === 'me') expect(flow.world.calls.stats().revokes).toBe(2)
  })

  test('names the scope that the app lacks', async () => {
    expect(await new Browser().signIn('/agents', 'sam')).toMatch(/^\/sign-in\?error=scope_missing/)
  })
})

describe('signing out', () => {
  test('ends the session for a replayed cookie too, and takes what the browser has kept', async () => {
    const browser = new Browser()
    await browser.signIn()
    const replayed = new Browser()
    for (const [name, value] of browser.cookies) replayed.cookies.set(name, value)
    const form = { csrfToken: await browser.csrfToken(), callbackUrl: 'https://evil.example/', json: 'true' }
    const answer = await browser.ask('signout', { form })
    expect(await answer.json()).toEqual({ url: 'http://localhost:3000/sign-in?reason=signed_out' })
    expect(answer.headers.get('clear-site-data')).toBe('"cache", "storage"')
    expect(browser.cookies.has('rollcall.session')).toBe(false)
    expect(await session(replayed)).toEqual({})
  })

  test.each(['getSession', 'deleteSession'] as const)(
    'while the store is away (%s) is told to have failed, and the browser keeps its session',
    async method => {
      const browser = new Browser()
      await browser.signIn()
      const form = { csrfToken: await browser.csrfToken(), json: 'true' }
      vi.spyOn(getContext().store, method).mockRejectedValue(new StoreUnavailable(new Error('away')))
      const answer = await browser.ask('signout', { form })
      vi.restoreAllMocks()
      expect(answer.status).toBe(503)
      expect(await answer.json()).toMatchObject({ error: { code: 'unavailable' } })
      expect(answer.headers.getSetCookie()).toEqual([])
      expect(answer.headers.get('clear-site-data')).toBeNull()
      expect(await session(browser)).toMatchObject({ user_name: 'Ana Souza' })
    },
  )

  test('without the CSRF token is refused, and nothing has ended', async () => {
    const browser = new Browser()
    await browser.signIn()
    expect((await browser.ask('signout', { form: { csrfToken: 'x', json: 'true' } })).status).toBe(403)
    expect(await session(browser)).toMatchObject({ user_name: 'Ana Souza' })
  })
})

const HOSTILE = [
  ...['https://evil.example/', '//evil.example/agents', '/\\evil.example', 'javascript:alert(1)', 'http://['],
  ...[
    '%',
    '%00',
    '\u0000/agents',
    'a',
    'x'.repeat(5_000),
    'http://localhost@evil.example/',
    '/sign-in',
    '/api/auth/signout',
  ],
]

describe('a hostile return address', () => {
  test.each(HOSTILE)('%j ends on our own list on every address of next-auth', async callbackUrl => {
    const browser = new Browser()
    for (const path of [
      'signin',
      'signin/zoom',
      'error',
      'signout',
      'csrf',
      'session',
      'providers',
      'callback/zoom',
      'callback/nope',
      '_log',
      'x',
    ]) {
      const answer = await browser.ask(path, { query: { callbackUrl, error: 'x' } })
      expect.soft([path, answer.status < 500]).toEqual([path, true])
      if (answer.status === 302)
        expect.soft(pathOf(answer)).toMatch(/^\/(agents$|sign-in\?(error=\w+&)?callbackUrl=%2Fagents$)/)
    }
    browser.cookies.set('rollcall.return', encodeURIComponent(callbackUrl))
    expect(await browser.signIn(callbackUrl)).toBe('/agents')
  })

  test.each(['signin/zoom', 'signout'])('and a body that is no form are 400 at %s, never 5xx', async path => {
    const browser = new Browser()
    const answer = await browser.ask(path, {
      form: { a: 'b' },
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(400)
  })
})

describe('a cookie of the right name', () => {
  test.each(['', 'x', 'undefined', 'e30.e30.e30.e30.e30', 'a'.repeat(5_000)])(
    'with %j is nobody',
    async value => {
      const browser = new Browser()
      browser.cookies.set('rollcall.session', value)
      expect(await session(browser)).toEqual({})
    },
  )

  test('with one letter changed is nobody', async () => {
    const browser = new Browser()
    await browser.signIn()
    const cookie = browser.cookies.get('rollcall.session') ?? ''
    const at = Math.floor(cookie.length / 2)
    browser.cookies.set(
      'rollcall.session',
      cookie.slice(0, at) + (cookie[at] === 'A' ? 'B' : 'A') + cookie.slice(at + 1),
    )
    expect(await session(browser)).toEqual({})
  })
})

test('more begun sign-ins than an office makes are 429 with when to try again, for that address alone', async () => {
  const browser = new Browser()
  const csrfToken = await browser.csrfToken()
  const headers = { 'x-forwarded-for': '198.51.100.7' }
  const answers = []
  for (let i = 0; i < 320; i++)
    answers.push(await browser.ask('signin/zoom', { form: { csrfToken, json: 'true' }, headers }))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(300)
  const refused = answers.at(-1)
  expect(refused?.status).toBe(429)
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await browser.ask('signin/zoom', { form: { csrfToken, json: 'true' } })).status).toBe(200)
})
