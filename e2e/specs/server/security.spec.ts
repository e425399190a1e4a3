import { once } from 'node:events'
import { connect } from 'node:net'
import type { BrowserContext } from 'playwright/test'
import type { AgentsPage } from '../../support/agents-page.ts'
import { expect, signInByHand, signOut, test, type Zoom } from '../../support/fixtures.ts'

const REGIONS = '/api/zoom/contact_center/regions'
const ours = { 'x-rollcall': '1' }

async function cookieHeader(context: BrowserContext): Promise<string> {
  return (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
}

/** Signs in and waits until the page has asked Zoom for all that it asks of itself. */
async function arrive(agents: AgentsPage, signIn: () => Promise<void>): Promise<void> {
  await signIn()
  await expect(agents.region).toContainText('東京・大阪')
  await agents.page.waitForLoadState('networkidle')
}

/** The paths that Zoom was asked for, but for the readings of the list, which go on by themselves. */
async function callsOfPeople(zoom: Zoom): Promise<string[]> {
  const reading = /\/users\?(next_page_token=[^&]+&)?page_size=300$/
  return (await zoom.log()).map(({ path }) => path).filter(path => !reading.test(path))
}

/** What a person does in a few minutes: list, search, profile, more pages, trouble, Connection, signing out. */
async function journey(agents: AgentsPage, zoom: Zoom): Promise<void> {
  const { page } = agents
  await expect(agents.row(1)).toBeVisible()
  await agents.scrollTo(6_400)
  await expect(agents.status).toHaveText('All 437 agents')
  await agents.search.fill('Müller-secret-word')
  await expect(agents.status).toHaveText('No agents')
  await agents.search.fill('')
  await agents.access.selectOption({ label: 'Inactive' })
  await agents.row(2).getByRole('rowheader').click()
  await expect(page.getByRole('dialog')).toContainText('Emergency calling')
  await page.keyboard.press('Escape')
  await zoom.fault({ preset: 'server_error', times: null })
  await agents.refresh.click()
  await expect(agents.alert).toHaveCount(1)
  await zoom.clearFaults()
  await zoom.expireAccess()
  await page.reload()
  await expect(agents.row(1)).toBeVisible()
  await page.goto('/agents/NoSuchAgent')
  await expect(agents.profile('No such agent')).toBeVisible()
  await page.goto('/connection')
  await expect(page.getByRole('main')).toBeVisible()
  await page.getByRole('link', { name: 'Agents' }).click()
  await expect(page.getByRole('grid')).toBeVisible()
  await page.getByRole('link', { name: 'Connection' }).click()
  await expect(page.getByRole('grid')).toHaveCount(0)
  await page.goto('/nowhere')
  await page.goto('/agents')
  await expect(agents.status).toContainText('437')
}

test('no token of Zoom and no code reaches the browser, and nothing private the log, over a whole journey', async ({
  page,
  agents,
  context,
  app,
  zoom,
}) => {
  const received: Promise<string>[] = []
  page.on('response', response => {
    if (new URL(response.url()).origin !== app.url) return
    received.push(
      (async () => {
        const headers = (await response.headersArray()).map(({ name, value }) => `${name}: ${value}`)
        const body = await response.body().then(String, () => '')
        return `${response.request().method()} ${response.url()}\n${headers.join('\n')}\n${body}`
      })(),
    )
  })
  await signInByHand(page)
  await journey(agents, zoom)
  const stored = await page.evaluate(async () =>
    JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      await indexedDB.databases(),
      await caches.keys(),
      document.documentElement.outerHTML,
    ]),
  )
  expect(stored).not.toContain('CANARY')
  // A tab knows its way back to the list, for as long as somebody is signed in.
  const kept = () => page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage).sort()])
  expect(await kept()).toEqual([[], ['rollcall.list', 'rollcall.person', 'rollcall.places']])
  const session = await page.request.get('/api/auth/session')
  expect(Object.keys((await session.json()) as object).sort()).not.toContain('accessToken')
  const cookies = await context.cookies()
  for (const { value } of cookies) {
    expect(value).not.toContain('CANARY')
    expect(Buffer.from(value, 'base64').toString('latin1')).not.toContain('CANARY')
  }
  const secret = cookies.filter(cookie => /session/.test(cookie.name))
  expect(secret.length).toBeGreaterThan(0)
  for (const cookie of secret) expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  await signOut(page)
  expect(await kept()).toEqual([[], []])

  const answers = await Promise.all(received)
  expect(answers.length).toBeGreaterThan(20)
  // The callback's own address carries the code that Zoom's redirect hands over; it is spent by then.
  const leaks = answers.filter(
    answer => answer.includes('CANARY') && !/^GET \S+\/api\/auth\/callback\/zoom\?/.test(answer),
  )
  expect(leaks.map(answer => answer.split('\n')[0])).toEqual([])

  const log = app.output()
  expect(log).toContain('"event"')
  const everyone = await zoom.agents()
  const personal = everyone.flatMap(agent => [agent.user_email, agent.user_id])
  const names = everyone.map(agent => agent.display_name).filter(name => name && name.length > 5)
  const found = [
    ...personal,
    ...names,
    'Müller-secret-word',
    'M%C3%BCller',
    'CANARY',
    'Ana Souza',
    'ana@',
  ].filter(word => word && log.includes(word))
  expect(found).toEqual([])
  expect((await zoom.stats()).writes).toBe(0)
})

test('the browser reports no breach of the content policy and no error of a script over a whole journey', async ({
  page,
  agents,
  zoom,
}) => {
  const reports: string[] = []
  page.on('console', message => {
    const isExpected = /the server responded with a status of (404|50\d|429)/.test(message.text())
    if (message.type() === 'error' && !isExpected) reports.push(message.text())
    if (/content security policy|hydrat/i.test(message.text())) reports.push(message.text())
  })
  page.on('pageerror', error => reports.push(String(error)))
  await signInByHand(page)
  await journey(agents, zoom)
  await signOut(page)
  expect(reports).toEqual([])
})

test('the proxy answers only a session, only our own page, and only to GET', async ({
  context,
  app,
  zoom,
  haveSession,
}) => {
  // Without a page, which reads the list anew by itself: every call that Zoom hears of counts here.
  await haveSession()
  const cookie = await cookieHeader(context)
  const call = async (path: string, headers: Record<string, string>, method = 'GET') => {
    const answer = await fetch(app.url + path, { method, headers, redirect: 'manual' })
    const body = (await answer.json().catch(() => ({}))) as { error?: { code?: string } }
    return { status: answer.status, code: body.error?.code, allow: answer.headers.get('allow') }
  }
  const id = encodeURIComponent((await zoom.agents())[0]?.user_id ?? '')
  const paths = [
    REGIONS,
    '/api/zoom/contact_center/users',
    `/api/zoom/contact_center/users/${id}`,
    `/api/zoom/contact_center/users/${id}/queues`,
    `/api/zoom/contact_center/users/${id}/skills`,
    '/api/zoom/contact_center/system_statuses',
  ]
  const before = await callsOfPeople(zoom)
  for (const path of paths) {
    expect.soft(await call(path, ours), path).toMatchObject({ status: 401, code: 'signed_out' })
    expect
      .soft(await call(path, { ...ours, cookie: 'next-auth.session-token=forged' }), path)
      .toMatchObject({ status: 401, code: 'signed_out' })
    expect.soft(await call(path, { cookie }), path).toMatchObject({ status: 403, code: 'cross_site' })
    for (const site of ['cross-site', 'same-site', 'none']) {
      const headers = { ...ours, cookie, 'sec-fetch-site': site }
      expect.soft(await call(path, headers), path).toMatchObject({ status: 403, code: 'cross_site' })
    }
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']) {
      expect
        .soft(await call(path, { ...ours, cookie }, method), `${method} ${path}`)
        .toMatchObject({ status: 405, allow: 'GET' })
    }
  }
  for (const path of [
    '',
    '/contact_center',
    '/contact_center/queues',
    '/contact_center/users/x/y',
    '/contact_center/users/x/queues/z',
    '/users/me',
    '/contact_center/regions/x',
    '/Contact_Center/regions',
  ]) {
    expect.soft((await call(`/api/zoom${path}`, { ...ours, cookie })).status, path).toBe(404)
  }
  expect(await callsOfPeople(zoom)).toEqual(before)
  expect((await call(REGIONS, { ...ours, cookie })).status).toBe(200)
  expect((await call(REGIONS, { ...ours, cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(200)
  expect((await zoom.stats()).writes).toBe(0)
})

/** The status of an address sent exactly as it is: no client tidies the path first. */
async function rawStatus(port: number, path: string | Buffer, cookie: string): Promise<number> {
  const socket = connect(port, 'localhost')
  socket.on('error', () => undefined) // a server may close on what it refuses
  await once(socket, 'connect')
  // In one piece: a server that refuses the first half resets the connection when the second arrives.
  const rest = `HTTP/1.1\r\nHost: localhost:${port}\r\nX-Rollcall: 1\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`
  socket.write(Buffer.concat([Buffer.from('GET '), Buffer.from(path), Buffer.from(` ${rest}`)]))
  let answer = ''
  socket.on('data', chunk => {
    answer += chunk.toString('latin1')
  })
  await new Promise(resolve => socket.once('close', resolve)) // not events.once: an error is no failure here
  return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0)
}

test('an id that would lead elsewhere is refused, and Zoom never hears of it', async ({
  agents,
  context,
  app,
  zoom,
  signIn,
}) => {
  await arrive(agents, signIn)
  const cookie = await cookieHeader(context)
  const port = Number(new URL(app.url).port)
  const users = '/api/zoom/contact_center/users'
  const good = encodeURIComponent((await zoom.agents())[0]?.user_id ?? '')
  expect(await rawStatus(port, `${users}/${good}`, cookie)).toBe(200)
  const before = await callsOfPeople(zoom)
  for (const id of [
    '..',
    '.',
    '%2e%2e',
    '.%2E',
    '../..',
    '../../../me',
    '..\\regions',
    '..%2f',
    '..%2fregions',
    '..%5cregions',
    '%2e%2e%2fregions',
    'a%2f..%2f..%2fregions',
    '%00',
    'a%00b',
    'a%0d%0aX-Evil:%201',
    '%E0%A4%A',
    '%ff%fe',
    '%ED%A0%80',
    '%',
    '%zz',
    '%20',
    'x'.repeat(257),
    'x'.repeat(10_240),
    '%252e%252e%252f'.repeat(40),
  ]) {
    for (const rest of ['', '/queues', '/skills']) {
      const status = await rawStatus(port, `${users}/${id}${rest}`, cookie)
      expect.soft([400, 404], `${id.slice(0, 40)}${rest} was answered ${status}`).toContain(status)
    }
  }
  for (const path of [
    Buffer.from('*'),
    Buffer.from(`${app.url}${users}/..`),
    Buffer.from(`//localhost${users}`),
    Buffer.from(`${users}/a\u0000b`),
    Buffer.concat([Buffer.from(`${users}/`), Buffer.from([0xff, 0xfe])]),
  ]) {
    const status = await rawStatus(port, path, cookie)
    expect.soft([400, 404], `raw bytes were answered ${status}`).toContain(status)
  }
  expect(await callsOfPeople(zoom)).toEqual(before)
})

/** Of a page, but for its nonce. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'nonce-N' 'strict-dynamic'",
  "style-src 'self' 'nonce-N'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
]

test('every kind of answer carries the headers that keep it safe', async ({ page, context, app, signIn }) => {
  await signIn()
  const cookie = await cookieHeader(context)
  const script = await page.locator('script[src]').first().getAttribute('src')
  const answers: [what: string, path: string, headers: Record<string, string>, status: number][] = [
    ['page', '/agents', { cookie }, 200],
    ['profile', '/agents/NoSuchAgent', { cookie }, 200],
    ['sign-in page', '/sign-in', {}, 200],
    ['redirect', '/agents', {}, 307],
    ['missing page', '/nowhere', { cookie }, 404],
    ['address that cannot be decoded', '/agents/%E0%A4%A', { cookie }, 404],
    ['data', REGIONS, { ...ours, cookie }, 200],
    ['refused data', REGIONS, ours, 401],
    ['data for another site', REGIONS, { cookie }, 403],
    ['missing data', '/api/zoom/nothing', { ...ours, cookie }, 404],
    ['session', '/api/auth/session', { cookie }, 200],
    ['script', script ?? '', {}, 200],
    ['picture', '/icon.svg', {}, 200],
  ]
  for (const [what, path, headers, status] of answers) {
    const answer = await fetch(app.url + path, { headers, redirect: 'manual' })
    const header = (name: string) => answer.headers.get(name) ?? ''
    expect.soft({ what, status: answer.status }).toEqual({ what, status })
    expect
      .soft(
        {
          what,
          nosniff: header('x-content-type-options'),
          referrer: header('referrer-policy'),
          resource: header('cross-origin-resource-policy'),
          powered: header('x-powered-by'),
        },
        what,
      )
      .toEqual({
        what,
        nosniff: 'nosniff',
        referrer: 'no-referrer',
        resource: 'same-origin',
        powered: '',
      })
    if (path.startsWith('/api/zoom')) expect.soft(header('cache-control'), what).toBe('no-store')
    if (!header('content-type').startsWith('text/html')) continue
    expect.soft(header('cross-origin-opener-policy'), what).toBe('same-origin')
    const policy = header('content-security-policy')
    expect.soft(policy, what).toMatch(/script-src [^;]*'nonce-[\w+/=]{16,}'/)
    expect.soft(policy.replace(/(?<='nonce-)[^']+/g, 'N').split('; '), what).toEqual(POLICY)
    if (headers.cookie) expect.soft(header('cache-control'), what).toMatch(/no-store/)
  }
  const nonces = await Promise.all(
    [1, 2, 3].map(async () => {
      const answer = await fetch(`${app.url}/sign-in`)
      return /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1]
    }),
  )
  expect(new Set(nonces).size).toBe(3)
})
