import type { Page } from 'playwright/test'
import { STORE_AWAY } from '../../../lib/server/http/page-headers.ts'
import { allowAtZoom, expect, test, watchCauses } from '../../support/fixtures.ts'
import { RedisServer } from '../../support/redis-server.ts'
import { freePort, startApp } from '../../support/servers.ts'

/** What is said here holds until all agents have arrived: page by page from Zoom. */
test.beforeEach(({ pagesOnly }) => pagesOnly())

const laterPages = 'next_page_token=.+'

/** Counts the documents that a page loads from now on: what works in place loads none. */
function countDocuments(page: Page): () => number {
  let documents = 0
  page.on('request', request => {
    if (request.isNavigationRequest()) documents++
  })
  return () => documents
}

for (const [what, preset] of [
  ['is away', 'unavailable_503'],
  ['answers with a page of HTML', 'edge_error'],
  ['answers 200 with HTML', 'html_200'],
  ['refuses for too many requests', 'rate_limited_daily'],
] as const) {
  test(`when Zoom ${what} at the first paint the page stands, says so and Try again works in place`, async ({
    page,
    agents,
    zoom,
    signIn,
  }) => {
    await zoom.fault({ preset, times: null })
    await signIn()
    await expect(agents.alert).toHaveCount(1)
    await expect(agents.alert).toContainText("The agents couldn't be loaded.")
    await expect(agents.alert).not.toContainText(/cloudflare|Bad Gateway|<|undefined/)
    await expect(page.getByRole('button', { name: 'Account' })).toBeVisible()
    await expect(agents.search).toBeVisible()
    const documents = countDocuments(page)
    await zoom.clearFaults()
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(agents.status).toHaveText('300 of 437 loaded')
    await expect(agents.row(1)).toBeVisible()
    await expect(agents.alert).toHaveCount(0)
    expect(documents()).toBe(0)
  })
}

test('while Zoom takes its time the frame stands already, and the rows follow without a second call', async ({
  page,
  agents,
  zoom,
  signIn,
}) => {
  await zoom.fault({ path: 'contact_center/users', delay_ms: 2_000 })
  const opened = signIn()
  await expect(page.getByText('Loading agents…')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Account' })).toBeVisible()
  await opened
  await expect(agents.row(1)).toBeVisible()
  await expect(agents.status).toHaveText('300 of 437 loaded')
  await agents.row(1).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  expect(await zoom.count('users')).toBe(1)
})

test('a first answer that takes long is said to be waited for', async ({ agents, zoom, signIn }) => {
  await zoom.fault({ path: 'contact_center/users', delay_ms: 9_000 })
  await signIn()
  await expect(agents.status).toHaveText('Still waiting for the first agents…', { timeout: 15_000 })
  await expect(agents.row(1)).toBeVisible({ timeout: 15_000 })
  await expect(agents.status).toHaveText('300 of 437 loaded')
})

for (const [when, delay_ms] of [
  ['before any of the page was sent', 0],
  ['after the frame was sent', 1_500],
] as const) {
  test(`a dead grant that is heard of ${when} leads to the sign-in page and back to the same filters`, async ({
    page,
    agents,
    app,
    zoom,
    haveSession,
  }) => {
    await haveSession()
    await zoom.killGrants()
    await zoom.fault({ path: 'contact_center/users', delay_ms })
    await page.goto('/agents?access=inactive')
    await expect(page).toHaveURL(/\/sign-in\?/)
    await page.getByRole('button', { name: 'Sign in with Zoom' }).click()
    await allowAtZoom(page)
    await expect(page).toHaveURL(`${app.url}/agents?access=inactive`)
    await expect(agents.row(1)).toBeVisible()
  })
}

test('when a later page fails the rows stay, and Try again goes on from there to the last agent', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 1037 })
  await openList()
  await zoom.fault({ preset: 'server_error', path: laterPages, times: null })
  await agents.scrollTo(6_400)
  await expect(agents.alert).toHaveCount(1)
  await expect(agents.alert).toContainText('The agents after number 300 did not load.')
  await expect(agents.alert).toContainText('The 300 above stay.')
  await expect(agents.status).toHaveText('300 of 1,037 loaded')
  await expect(agents.row(205)).toBeVisible()
  expect(await agents.scrollTop()).toBe(6_400)
  await zoom.clearFaults()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(agents.alert).toHaveCount(0)
  await agents.scrollTo(0)
  await agents.expectEveryone(await zoom.agents())
  await expect(agents.status).toHaveText('All 1,037 agents')
})

test('a place that Zoom has forgotten in the middle is read again without a word, every agent once', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 1037 })
  await openList()
  // Also not for the moment in which it is read.
  const said: string[] = []
  await page.exposeFunction('tell', (text: string) => said.push(text))
  await page.evaluate(() => {
    const { tell } = window as unknown as { tell: (text: string) => void }
    new MutationObserver(() => {
      const alert = document.querySelector('main [role=alert]:not([data-scripts-missing])')
      if (alert?.textContent) tell(alert.textContent)
    }).observe(document.body, { childList: true, subtree: true })
  })
  await zoom.expirePageTokens()
  const causes = watchCauses(page)
  await agents.expectEveryone(await zoom.agents())
  await expect(agents.status).toHaveText('All 1,037 agents')
  // The page whose place was forgotten, the first one once more, and those to the end.
  expect(causes.slice(0, 2)).toEqual(['somebody', 'nobody'])
  await expect(agents.alert).toHaveCount(0)
  expect(said).toEqual([])
})

test('when Zoom refuses for too many requests the rows stay, and reading again clears it', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await openList()
  await zoom.fault({ preset: 'rate_limited_daily', times: null })
  await agents.refresh.click()
  await expect(agents.alert).toHaveCount(1)
  await expect(agents.row(1)).toBeVisible()
  await expect(agents.status).toHaveText('300 of 437 loaded')
  await zoom.clearFaults()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(agents.alert).toHaveCount(0)
})

test('when the grant is dead the rows stay, and signing in again leads back to the same filters', async ({
  page,
  agents,
  app,
  zoom,
  openList,
}) => {
  await openList('/agents?search=a&access=inactive')
  const before = (await agents.status.textContent()) ?? ''
  await zoom.killGrants()
  // Whichever call hears of it first opens the dialog: the page's own list of regions may be before this one.
  await agents.refresh.dispatchEvent('click')
  await expect(agents.alert.first()).toBeVisible()
  await expect(agents.row(1)).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in again' }).click()
  await allowAtZoom(page)
  await expect(page).toHaveURL(`${app.url}/agents?search=a&access=inactive`)
  await expect(agents.status).toHaveText(before)
  await expect(agents.search).toHaveValue('a')
  await expect(agents.alert).toHaveCount(0)
})

test('a sign-in that cannot be started says so, keeps the rows, and works once the server can be reached', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await openList()
  await zoom.killGrants()
  await agents.refresh.dispatchEvent('click')
  const dialog = page.getByRole('dialog')
  await page.route('**/api/auth/**', route => route.abort())
  await dialog.getByRole('button', { name: 'Sign in again' }).click()
  await expect(dialog.getByText('The sign-in could not be started.')).toBeVisible()
  await expect(agents.row(1)).toBeVisible()
  await page.unroute('**/api/auth/**')
  await dialog.getByRole('button', { name: 'Sign in again' }).click()
  await expect(page.getByRole('button', { name: 'Allow' })).toBeVisible()
})

test('an access token that has run out is renewed without the person noticing', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  for (const unauthorized_form of ['code_124', 'no_code', 'http_400']) {
    await zoom.settings({ unauthorized_form })
    await page.context().clearCookies()
    await openList()
    await zoom.expireAccess()
    const answer = page.waitForResponse(response => response.url().includes('/contact_center/users?'))
    await agents.refresh.click()
    expect((await answer).status()).toBe(200)
    await expect(agents.alert).toHaveCount(0)
  }
})

test('somebody whose role may not enter Contact Center is told so and stays signed in', async ({
  page,
  agents,
  zoom,
  signIn,
}) => {
  await signIn('/agents', 'noel')
  await expect(agents.alert).toHaveCount(1)
  await expect(agents.alert).toContainText(/role/)
  await expect(page.getByRole('button', { name: 'Account' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Sign in again' })).toHaveCount(0)
  expect((await zoom.stats()).refreshes).toBe(0)
})

test('Refresh reads again all that is loaded and keeps the place', async ({ agents, zoom, openList }) => {
  await zoom.settings({ agents: 1037 })
  const everyone = await zoom.agents()
  await openList()
  await agents.scrollTo(6_400)
  await expect(agents.status).toHaveText('600 of 1,037 loaded')
  const calls = await zoom.count('users')
  const status = { status_id: '4', status_name: 'Fire drill', sub_status_id: null, sub_status_name: null }
  for (const place of [1, 205, 600]) await zoom.patchAgent(everyone[place - 1]?.user_id ?? '', status)
  await agents.refresh.click()
  await expect(await agents.cell(agents.row(205), 'Status')).toHaveText('Fire drill')
  expect(await agents.scrollTop()).toBe(6_400)
  await expect(agents.status).toHaveText('600 of 1,037 loaded')
  expect(await zoom.count('users')).toBe(calls + 2)
  await agents.scrollTo(0)
  await expect(await agents.cell(agents.row(1), 'Status')).toHaveText('Fire drill')
})

test('a Refresh that fails keeps the rows and says from when they are', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  const everyone = await zoom.agents()
  await openList()
  await zoom.fault({ preset: 'server_error', times: null })
  await agents.refresh.click()
  await expect(agents.alert).toHaveCount(1)
  await expect(agents.row(1)).toContainText(everyone[0]?.user_email ?? '')
  await expect(page.getByText(/as of \d\d:\d\d:\d\d/).first()).toBeVisible()
  // By which whoever runs Zoom finds it.
  await expect(agents.alert).toContainText(/Reference \S+/)
  await zoom.clearFaults()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(agents.alert).toHaveCount(0)
  await expect(page.getByText(/as of \d\d:\d\d:\d\d/)).toHaveCount(0)
})

test('a search that Zoom cannot answer keeps the former rows and says so, and Try again asks it in place', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await openList()
  await zoom.fault({ preset: 'server_error', times: null })
  await agents.search.fill('garcia')
  await expect(agents.alert).toHaveCount(1)
  await expect(agents.row(1)).toBeVisible()
  await zoom.clearFaults()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(agents.status).toHaveText(/^\d+ agents$/)
  await expect(agents.alert).toHaveCount(0)
})

test('while sessions cannot be read every page says so with 503, and the same address works again afterwards', async ({
  page,
  servers,
}) => {
  const redis = await RedisServer.reserve()
  const app = await startApp(servers.zoom, await freePort(), { REDIS_URL: redis.url })
  try {
    for (const path of ['/agents?access=inactive', '/agents/x', '/connection', '/']) {
      const answer = await page.goto(app.url + path)
      expect.soft(answer?.status(), path).toBe(503)
      expect.soft(page.url()).toBe(app.url + path)
      await expect(page.getByText('Nobody has been signed out')).toBeVisible()
    }
    const health = async (what: string) => (await fetch(`${app.url}/api/health/${what}`)).status
    expect([await health('live'), await health('ready')]).toEqual([200, 503])
    await page.goto(`${app.url}/agents?access=inactive`)
    await redis.start()
    await expect.poll(() => health('ready'), { intervals: [50] }).toBe(200)
    await page.getByRole('link', { name: 'Try again' }).click()
    await expect(page.getByRole('button', { name: 'Sign in with Zoom' })).toBeVisible()
    expect(new URL(page.url()).searchParams.get('callbackUrl')).toBe('/agents?access=inactive')
    const forged = await page.request.get(`${app.url}/store-away`, { headers: { [STORE_AWAY]: '1' } })
    expect(forged.status()).toBe(404)
    expect((await page.goto(`${app.url}/store-away`))?.status()).toBe(404)
  } finally {
    await app.stop()
    await redis.dispose()
  }
})

test('a person who leaves while Zoom is being asked is no failure in the log', async ({
  page,
  agents,
  app,
  zoom,
  openList,
}) => {
  await openList()
  await zoom.fault({ path: 'queues', delay_ms: 8_000, times: 1 })
  await agents.row(1).click()
  await expect.poll(async () => (await zoom.log()).some(({ name }) => name === 'queues')).toBe(true)
  const before = app.output().length
  await page.goto('about:blank')
  await expect.poll(() => app.output().slice(before)).toMatch(/\/queues","status":499/)
  expect(app.output().slice(before)).not.toContain('"failed"')
})
