import type { Request } from 'playwright/test'
import { comeIntoView, expect, test } from '../../support/fixtures.ts'

/** Pages from Zoom, as while not all agents have arrived. */
test.beforeEach(({ pagesOnly }) => pagesOnly())

for (const [what, wrong_by] of [
  ['two hours slow', -2 * 3_600_000],
  ['ten minutes fast', 10 * 60_000],
  ['a day fast', 24 * 3_600_000],
] as const) {
  test(`ages are true although the clock of the computer is ${what}`, async ({ page, agents, openList }) => {
    await page.clock.install({ time: Date.now() + wrong_by })
    const underWay = new Set<Request>()
    page.on('request', request => underWay.add(request))
    page.on('requestfinished', request => underWay.delete(request))
    page.on('requestfailed', request => underWay.delete(request))
    await openList()
    const heading = agents.grid.getByRole('columnheader', { name: /^Status/ })
    await expect(heading).toHaveText(/^Status\d s ago/)
    await expect(page.getByText(/ old$/)).toHaveCount(0)
    // The time of the reading is the server's, in the zone of the viewer.
    const read = page.locator('[data-read-at]')
    const at = new Date((await read.getAttribute('data-read-at')) ?? '')
    expect(Math.abs(Date.now() - at.getTime())).toBeLessThan(60_000)
    await expect(read).toHaveText(at.toLocaleTimeString('en-GB', { timeZone: 'Europe/Berlin' }))
    // The server's clock does not run ahead with the page's: none of its answers may come meanwhile.
    await page.route('**/api/**', route => void underWay.delete(route.request()))
    await expect
      .poll(() => [...underWay].filter(request => !request.url().includes('/api/roster')))
      .toEqual([])
    // What the page knows of the server's clock lags by as long as its answer was on the way.
    await page.clock.runFor(40 * 60_000 + 20_000)
    await expect(heading).toHaveText(/^Status40 min ago/)
    await expect(read).toHaveText(/, 40 min old$/)
    await page.unroute('**/api/**')
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

test('a page that stayed in view while the computer slept asks for its session as it wakes', async ({
  page,
  openList,
}) => {
  await openList()
  await comeIntoView(page) // from here on it asks nothing by itself for a long time
  const asked = page.waitForRequest('**/api/auth/session')
  await page.evaluate(() => {
    const { now } = Date
    Date.now = () => now() + 30 * 60_000
  })
  await asked
})
