import type { Page } from 'playwright/test'
import { queuesOf } from '../../sandbox/account/assignments.ts'
import { comeIntoView, expect, setHidden, test } from '../../support/fixtures.ts'
import { listen } from '../../support/heard.ts'

const OFFLINE = /offline/
const ROSTER = '**/api/roster*'

// Pages from Zoom, as while not all agents have arrived.
test.beforeEach(async ({ page }) => {
  await page.route(ROSTER, () => {})
})

test('offline, a search is trouble at once, the rows stay, and it goes on by itself when back', async ({
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
  await context.setOffline(false)
  await expect(agents.status).toHaveText(/^\d+ agents$/)
  await expect(agents.alert).toHaveCount(0)
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
  context,
  agents,
  zoom,
  openList,
  pagesOnly,
}) => {
  await pagesOnly()
  await openList()
  await context.setOffline(true)
  await agents.scrollTo(6_400)
  await expect(agents.alert).toContainText(OFFLINE)
  await expect(agents.status).toHaveText('300 of 1,037 loaded')
  const before = await zoom.count('users')
  await context.setOffline(false)
  await expect(agents.alert).toHaveCount(0)
  await expect(agents.status).toHaveText('600 of 1,037 loaded')
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
  await context.setOffline(false)
  await expect(profile.getByRole('alert')).toHaveCount(0)
  await expect(profile).toContainText(queuesOf(truth?.user_id ?? '')[0]?.queue_name ?? '')
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
  openList,
}) => {
  await page.unroute(ROSTER)
  await openList()
  await expect(agents.status).toHaveText('All 1,037 agents')
  await context.setOffline(true)
  await agents.refresh.click()
  await expect(agents.alert).toContainText(OFFLINE)
  await expect(agents.row(1)).toBeVisible()
  await context.setOffline(false)
  await expect(agents.alert).toHaveCount(0)
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

test('refused for too many requests twice and more, the list counts anew each time and asks by itself', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await openList()
  const refused = { preset: 'rate_limited_seconds', headers: { 'Retry-After': '16' }, times: null }
  await zoom.fault(refused)
  const answers: number[] = []
  page.on('response', response => {
    if (response.url().includes('/contact_center/users?')) answers.push(response.status())
  })
  await page.clock.install()
  await agents.refresh.click()
  for (const times of [1, 2, 3]) {
    await expect.poll(() => answers.length).toBe(times)
    await expect(page.getByText(/^Trying again in 0:1[3-6]$/)).toBeVisible()
    if (times === 3) await zoom.clearFaults()
    await page.clock.runFor(17_000)
  }
  await expect(agents.alert).toHaveCount(0)
  expect(answers).toEqual([429, 429, 429, 200])
})

test('a queue list that is refused for too many requests counts down and asks by itself, too', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await openList()
  await zoom.fault({ preset: 'rate_limited_seconds', path: 'queues', headers: { 'Retry-After': '16' } })
  await page.clock.install()
  await agents.row(1).getByRole('rowheader').click()
  const queues = page.getByRole('dialog').getByRole('region', { name: 'Queues' })
  await expect(queues.getByText(/^Trying again in 0:1\d$/)).toBeVisible()
  await page.clock.runFor(17_000)
  await expect(queues.getByRole('alert')).toHaveCount(0)
})

test('a hidden tab does not ask when the wait is over, and does when it is looked at again', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await openList()
  await zoom.fault({ preset: 'rate_limited_seconds', headers: { 'Retry-After': '16' } })
  await page.clock.install()
  await agents.refresh.click()
  await expect(page.getByText(/^Trying again in 0:1\d$/)).toBeVisible()
  await setHidden(page, true)
  const before = await zoom.count('users')
  await page.clock.runFor(60_000)
  await expect(agents.alert).toHaveCount(1)
  expect(await zoom.count('users')).toBe(before)
  await setHidden(page, false)
  await expect(agents.alert).toHaveCount(0)
  expect(await zoom.count('users')).toBe(before + 1)
})

test('a long refusal says one thing: when Zoom answers again, and nothing of shortly', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await openList()
  const soon = new Date(Date.now() + 16 * 3_600_000 - 60_000).toISOString()
  await zoom.fault({ preset: 'rate_limited_daily', headers: { 'Retry-After': soon }, times: null })
  await agents.refresh.click()
  await expect(agents.alert).toContainText("Zoom's limit for today")
  await expect(page.getByText(/Trying again in/)).toHaveText('Trying again in about 16 hours')
  await expect(page.getByText(/shortly/i)).toHaveCount(0)
})

for (const [what, wrong_by] of [
  ['two hours slow', -2 * 3_600_000],
  ['ten minutes fast', 10 * 60_000],
  ['a day fast', 24 * 3_600_000],
] as const) {
  test(`ages are true although the clock of the computer is ${what}`, async ({
    page,
    agents,
    openList,
    pagesOnly,
  }) => {
    await pagesOnly()
    await page.clock.install({ time: Date.now() + wrong_by })
    await openList()
    const heading = agents.grid.getByRole('columnheader', { name: /^Status/ })
    await expect(heading).toHaveText(/^Status\d s ago/)
    await expect(page.getByText(/ old$/)).toHaveCount(0)
    // The time of the reading is the server's, in the zone of the viewer.
    const read = page.locator('[data-read-at]')
    const at = new Date((await read.getAttribute('data-read-at')) ?? '')
    expect(Math.abs(Date.now() - at.getTime())).toBeLessThan(60_000)
    await expect(read).toHaveText(at.toLocaleTimeString('en-GB', { timeZone: 'Europe/Berlin' }))
    // What the page knows of the server's clock lags by as long as its answer was on the way.
    await page.clock.runFor(40 * 60_000 + 20_000)
    await expect(heading).toHaveText(/^Status40 min ago/)
    await expect(read).toHaveText(/, 40 min old$/)
    await agents.refresh.click()
    await expect(heading).toHaveText(/^Status\d s ago/)
    await expect(page.getByText(/ old$/)).toHaveCount(0)
  })
}

test('after the computer has slept ages are true again at once, though the clock of the page stood still', async ({
  page,
  agents,
  openList,
}) => {
  await openList()
  const slept_ms = 30 * 60_000
  await page.route('**/api/auth/session', async route => {
    const response = await route.fetch()
    const facts = await response.json()
    const later = { ...facts, told_at: facts.told_at + slept_ms, warn_at: facts.warn_at + slept_ms }
    await route.fulfill({ response, json: later })
  })
  const heading = agents.grid.getByRole('columnheader', { name: /^Status/ })
  // Each answer sets the clock: one that was on its way, and knows of no sleep, may come last.
  await expect(async () => {
    await comeIntoView(page)
    await expect(heading).toHaveText(/^Status30 min ago/, { timeout: 2_000 })
  }).toPass()
  await expect(page.locator('[data-read-at]')).toHaveText(/, 30 min old$/)
})

test('another time zone shows without a reload', async ({ page, agents, openList }) => {
  await openList()
  const read = page.locator('[data-read-at]')
  const at = new Date((await read.getAttribute('data-read-at')) ?? '')
  await page.evaluate(() => {
    const { resolvedOptions } = Intl.DateTimeFormat.prototype
    Intl.DateTimeFormat.prototype.resolvedOptions = function () {
      return { ...resolvedOptions.call(this), timeZone: 'Asia/Tokyo' }
    }
  })
  await expect(read).toHaveText(at.toLocaleTimeString('en-GB', { timeZone: 'Asia/Tokyo' }))
  await expect(agents.row(1)).toBeVisible()
})

test('Searching is said with pale counts, and a search that failed says what is shown instead', async ({
  page,
  agents,
  zoom,
  openList,
  pagesOnly,
}) => {
  await pagesOnly()
  await openList()
  await zoom.fault({ preset: 'server_error', times: null, delay_ms: 500 })
  const counts = page.getByRole('list', { name: /Agents by status/ })
  await expect(counts).toHaveCSS('opacity', '1')
  await agents.search.fill('garcia')
  await expect(agents.status).toHaveText('Searching…')
  await expect(counts).toHaveCSS('opacity', '0.6')
  await expect(agents.alert).toHaveCount(1)
  await expect(agents.status).toHaveText('Showing your previous results')
  await expect(counts).toHaveCSS('opacity', '0.6')
  // A file would say that they are what was searched for.
  const exporting = page.getByRole('search').getByRole('button', { name: 'Export' })
  await expect(exporting).toBeDisabled()
  await zoom.clearFaults()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(agents.status).toHaveText(/^\d+ agents$/)
  await expect(exporting).toBeEnabled()
  await expect(counts).toHaveCSS('opacity', '1')
})

test('Refresh and each step through the profiles are heard once, and no second is', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  const everyone = await zoom.agents()
  await openList()
  const heard = await listen(page)
  await agents.refresh.click()
  await expect.poll(heard).toEqual(['Agents refreshed'])
  await agents.row(1).getByRole('rowheader').click()
  await page.getByRole('button', { name: 'Next agent' }).click()
  await expect.poll(heard).toHaveLength(2)
  await page.getByRole('button', { name: 'Next agent' }).click()
  await expect.poll(heard).toHaveLength(3)
  await page.getByRole('button', { name: 'Previous agent' }).click()
  await expect.poll(heard).toHaveLength(4)
  const name = (place: number) => everyone[place - 1]?.display_name ?? 'No name'
  expect((await heard()).slice(1)).toEqual([
    `${name(2)}, 2 of 300`,
    `${name(3)}, 3 of 300`,
    `${name(2)}, 2 of 300`,
  ])
  await page.clock.install()
  await page.clock.runFor(10_000)
  expect(await heard()).toHaveLength(4)
})
