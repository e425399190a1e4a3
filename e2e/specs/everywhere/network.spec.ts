import type { Page } from 'playwright/test'
import { queuesOf } from '../../sandbox/account/assignments.ts'
import { comeIntoView, expect, test, watchCauses } from '../../support/fixtures.ts'

const OFFLINE = /offline/
const ROSTER = '**/api/roster*'

// Pages from Zoom, as while not all agents have arrived.
test.beforeEach(async ({ page }) => {
  await page.route(ROSTER, () => {})
})

test('offline, a search is trouble at once, the rows stay, and it goes on by itself when back', async ({
  page,
  context,
  agents,
  openList,
}) => {
  await openList()
  await context.setOffline(true)
  await agents.search.fill('garcia')
  await expect(agents.alert).toContainText(/Search failed.*offline/)
  await expect(agents.row(1)).toBeVisible()
  await expect(agents.status).toHaveText('Showing your previous results')
  const causes = watchCauses(page)
  await context.setOffline(false)
  await expect(agents.status).toHaveText(/^\d+ agents$/)
  await expect(agents.alert).toHaveCount(0)
  expect(new Set(causes)).toEqual(new Set(['nobody']))
})

test('offline, Refresh is trouble at once, the rows stay, and it goes on by itself when back', async ({
  page,
  context,
  agents,
  openList,
}) => {
  await openList()
  await context.setOffline(true)
  await agents.refresh.click()
  await expect(agents.alert).toContainText(OFFLINE)
  await expect(agents.row(1)).toBeVisible()
  await expect(page.getByText(/^as of \d\d:\d\d:\d\d/)).toBeVisible()
  await context.setOffline(false)
  await expect(agents.alert).toHaveCount(0)
  await expect(page.getByText(/^as of \d\d:\d\d:\d\d/)).toHaveCount(0)
})

test('offline, the next page is trouble below the rows, and the list goes on from there when back', async ({
  page,
  context,
  agents,
  zoom,
  openPages,
}) => {
  await zoom.settings({ agents: 1037 })
  await openPages()
  await context.setOffline(true)
  await agents.scrollTo(6_400)
  await expect(agents.alert).toContainText(OFFLINE)
  await expect(agents.status).toHaveText('300 of 1,037 loaded')
  const before = await zoom.count('users')
  const causes = watchCauses(page)
  await context.setOffline(false)
  await expect(agents.alert).toHaveCount(0)
  await expect(agents.status).toHaveText('600 of 1,037 loaded')
  expect(new Set(causes)).toEqual(new Set(['nobody']))
  expect(await zoom.count('users')).toBe(before + 1)
})

test('offline, a profile shows what the list knows, says what is missing, and fills itself when back', async ({
  page,
  context,
  agents,
  zoom,
  openList,
}) => {
  const everyone = await zoom.agents()
  const place = everyone.findIndex(agent => queuesOf(agent.user_id).length > 0)
  const truth = everyone[place]
  await openList()
  // Its scripts come with the first profile.
  await agents
    .row(place + 2)
    .getByRole('rowheader')
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await context.setOffline(true)
  await agents
    .row(place + 1)
    .getByRole('rowheader')
    .click()
  const profile = page.getByRole('dialog')
  await expect(profile.getByRole('alert')).toHaveCount(3)
  for (const alert of await profile.getByRole('alert').all()) await expect(alert).toContainText(OFFLINE)
  await expect(profile.getByText('Showing details from the list.')).toBeVisible()
  await expect(profile).toContainText(truth?.user_email ?? '')
  const causes = watchCauses(page)
  await context.setOffline(false)
  await expect(profile.getByRole('alert')).toHaveCount(0)
  await expect(profile).toContainText(queuesOf(truth?.user_id ?? '')[0]?.queue_name ?? '')
  expect(new Set(causes)).toEqual(new Set(['nobody']))
})

test('a profile opened offline before its scripts have come says so, and comes by itself when back', async ({
  page,
  context,
  agents,
  openList,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } }) // which fetches nothing ahead
  })
  await openList()
  await context.setOffline(true)
  await agents.row(1).getByRole('rowheader').click()
  const profile = page.getByRole('dialog')
  await expect(profile.getByRole('alert')).toContainText('did not load')
  await context.setOffline(false)
  await expect(profile.getByRole('alert')).toHaveCount(0)
  await expect(profile.getByRole('region', { name: 'General' })).toBeVisible()
})

test('a network that had gone before the scripts came is news when it is back', async ({
  page,
  agents,
  openList,
}) => {
  await page.addInitScript(() => {
    let isOnLine = false
    Object.defineProperty(navigator, 'onLine', { get: () => isOnLine })
    window.addEventListener('online', () => (isOnLine = true), { capture: true })
  })
  await openList()
  await page.route('**/api/zoom/contact_center/users/**', route => route.abort())
  await agents.row(1).getByRole('rowheader').click()
  const profile = page.getByRole('dialog')
  await expect(profile.getByRole('alert').first()).toContainText(OFFLINE)
  await page.unroute('**/api/zoom/contact_center/users/**')
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect(profile.getByRole('alert')).toHaveCount(0)
})

test('offline, with all agents held, Refresh is trouble at once, and it goes on by itself when back', async ({
  page,
  context,
  agents,
  openAll,
}) => {
  await page.unroute(ROSTER)
  await openAll()
  await context.setOffline(true)
  await agents.refresh.click()
  await expect(agents.alert).toContainText(OFFLINE)
  await expect(agents.row(1)).toBeVisible()
  const causes = watchCauses(page)
  await context.setOffline(false)
  await expect(agents.alert).toHaveCount(0)
  await expect.poll(() => causes.length).toBeGreaterThan(0)
  expect(new Set(causes)).toEqual(new Set(['nobody']))
})

test('Back to what was asked before a reload asks the server for no page, and works without one', async ({
  page,
  context,
  agents,
  openAll,
}) => {
  await page.unroute(ROSTER)
  await openAll()
  await agents.search.fill('garcia')
  await expect(page).toHaveURL(/search=garcia$/)
  await agents.row(1).getByRole('rowheader').click()
  await expect(page).toHaveURL(/agents\/\S+search=garcia$/)
  await page.reload()
  const profile = page.getByRole('dialog')
  await expect(profile).toContainText('Emergency calling')
  await expect(agents.status).toHaveText(/^\d+ agents$/)
  await context.setOffline(true)
  const pages: string[] = []
  page.on('request', request => {
    if (new URL(request.url()).pathname.startsWith('/agents')) pages.push(request.url())
  })
  await page.goBack()
  await expect(profile).toHaveCount(0)
  await page.goBack()
  await expect(agents.search).toHaveValue('')
  await expect(agents.status).toHaveText(/^All [\d,]+ agents$/)
  await page.goForward()
  await expect(agents.search).toHaveValue('garcia')
  await page.goForward()
  await expect(profile).toBeVisible()
  expect(pages).toEqual([])
})

test('regions that could not be read for want of a network are there when it is back', async ({
  page,
  context,
  zoom,
  signIn,
}) => {
  await page.route('**/contact_center/regions*', route => route.abort())
  await zoom.settings({ agents: 1, odd_agents: false })
  await signIn()
  const options = page.getByRole('combobox', { name: 'Region' }).locator('option')
  await expect(options.filter({ hasText: 'Only regions seen' })).toHaveCount(1)
  await page.unroute('**/contact_center/regions*')
  await context.setOffline(true)
  await context.setOffline(false)
  await expect(options.filter({ hasText: 'Only regions seen' })).toHaveCount(0)
  await expect.poll(() => options.count()).toBeGreaterThan(2)
})

test('regions that Zoom had no time for are asked for again a minute later, which is nobody’s doing', async ({
  page,
  zoom,
  signIn,
}) => {
  await zoom.settings({ agents: 1, odd_agents: false })
  await zoom.fault({ preset: 'rate_limited_bare', path: 'regions', times: null })
  await page.clock.install()
  await signIn()
  const options = page.getByRole('combobox', { name: 'Region' }).locator('option')
  await expect(options.filter({ hasText: 'Zoom did not give the list' })).toHaveCount(1)
  await zoom.clearFaults()
  const asked = page.waitForRequest('**/contact_center/regions*')
  await page.clock.runFor(60_000)
  expect((await asked).headers()['x-rollcall-background']).toBe('1')
  await expect(options.filter({ hasText: 'Zoom did not give the list' })).toHaveCount(0)
  await expect.poll(() => options.count()).toBeGreaterThan(2)
})

test('who may not read the regions is told which scope is missing, among those that agents have', async ({
  page,
  signIn,
}) => {
  await signIn('/agents', 'lou')
  const options = page.getByRole('combobox', { name: 'Region' }).locator('option')
  await expect(options.filter({ hasText: 'Only regions seen' })).toHaveText(
    /\(scope contact_center:read:\S+ missing\)$/,
  )
  expect(await options.count()).toBeGreaterThan(2)
})

for (const [what, cut] of [
  ['the network is gone', (page: Page) => page.context().setOffline(true)],
  ['the server cannot be reached', (page: Page) => page.route('**/*', route => route.abort())],
  ['the server takes the question and never answers', (page: Page) => page.route('**/*', () => undefined)],
] as const) {
  test(`a link to another page says so where ${what}, and takes nothing away`, async ({
    page,
    agents,
    openList,
  }) => {
    await openList('/agents?access=active')
    await agents.select(1)
    await cut(page)
    await page.getByRole('link', { name: 'Connection' }).click()
    const dialog = page.getByRole('dialog', { name: 'The page could not be opened' })
    await expect(dialog).toContainText('Rollcall cannot be reached')
    await expect(agents.row(1)).toBeVisible()
    await expect(agents.selection).toContainText('1 selected')
    await page.context().setOffline(false)
    await page.unroute('**/*')
    await dialog.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('heading', { name: 'Connection' })).toBeVisible()
    await expect(dialog).toHaveCount(0)
  })
}

test('a browser that wrongly says it is offline works when asked', async ({ page, agents, openList }) => {
  await openList()
  await comeIntoView(page)
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'onLine', { get: () => false })
    dispatchEvent(new Event('offline'))
  })
  await agents.search.fill('garcia')
  await expect(agents.status).toHaveText(/^\d+ agents$/)
  await agents.row(1).getByRole('rowheader').click()
  await expect(page.getByRole('dialog')).toContainText('Emergency calling')
  await expect(agents.alert).toHaveCount(0)
})
