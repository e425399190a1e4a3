import { expect, test } from '../../support/fixtures.ts'
import { listen } from '../../support/heard.ts'

test('an age in the status line makes it no higher and moves nothing in the narrowest window', async ({
  page,
  agents,
  zoom,
  openPages,
}) => {
  await zoom.settings({ agents: 1037 })
  await page.setViewportSize({ width: 320, height: 844 })
  await page.clock.install()
  await openPages()
  await expect(agents.status).toHaveText('300 of 1,037 loaded')
  const readAt = page.locator('[data-read-at]')
  const every = page.getByRole('combobox', { name: 'Refresh every' })
  const lines = async () => {
    const places = await Promise.all(
      [agents.status, readAt, every, agents.refresh].map(one => one.boundingBox()),
    )
    return places.map(place => place && { y: place.y, height: place.height })
  }
  const before = await lines()
  expect(before[1]?.height).toBe(before[0]?.height)
  // After five minutes.
  await page.clock.runFor(4 * 60_000)
  await expect(readAt).toHaveText(/^\d\d:\d\d:\d\d$/)
  await page.clock.runFor(2 * 60_000)
  await expect(readAt).toHaveText(/^as of .*, 6 min old$/)
  await page.clock.runFor(34 * 60_000)
  await expect(readAt).toHaveText(/^as of .*, 40 min old$/)
  expect(await lines()).toEqual(before)
  const [told, control] = [await readAt.boundingBox(), await every.boundingBox()]
  expect((told?.x ?? 0) + (told?.width ?? 0)).toBeLessThanOrEqual(control?.x ?? 0)
})

test('while agents are still to come an order says among how many it is', async ({
  page,
  agents,
  openPages,
}) => {
  await openPages()
  await expect(agents.status).toHaveText('300 of 437 loaded')
  const heard = await listen(page)
  await expect(async () => {
    await agents.heading('Name').getByRole('button').click()
    await expect.poll(heard, { timeout: 2_000 }).toContain('Ordered by Name, among 300 loaded')
  }).toPass()
  await expect(agents.status).toHaveText('Ordered among 300 of 437 loaded')
  await agents.select(1)
  await expect(agents.selection).toBeVisible()
  await expect(agents.status).toHaveText('Ordered among 300 of 437 loaded')
})

test('a Refresh that is asked for among the commands is said, too', async ({ page, openAll }) => {
  await openAll()
  const heard = await listen(page)
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('refresh')
  await page.getByRole('option', { name: 'Refresh', exact: true }).click()
  await expect.poll(heard).toContain('Agents refreshed')
})

test('a status of today is told without a day, though the clock of the computer is days off', async ({
  page,
  agents,
  openAll,
}) => {
  await page.clock.setFixedTime(new Date(Date.now() + 3 * 86_400_000))
  await openAll()
  await agents.row(1).click()
  await expect(page.getByRole('dialog').getByText(/^at least since \d\d:\d\d$/)).toBeVisible()
})

test('Searching is said with pale counts, and a search that failed says what is shown instead', async ({
  page,
  agents,
  zoom,
  openPages,
}) => {
  await openPages()
  const prints = () =>
    page.evaluate(() => {
      window.dispatchEvent(new Event('beforeprint'))
      return document.querySelector('.print-sheet') !== null
    })
  await expect.poll(prints).toBe(true)
  await zoom.fault({ preset: 'server_error', times: null, delay_ms: 500 })
  const counts = page.getByRole('list', { name: /Agents by status/ })
  await expect(counts).toHaveCSS('opacity', '1')
  await agents.search.fill('garcia')
  await expect(agents.status).toHaveText('Searching…')
  await expect(counts).toHaveCSS('opacity', '0.6')
  await expect(agents.grid).toHaveAttribute('aria-busy', 'true')
  await expect(agents.alert).toHaveCount(1)
  await expect(agents.status).toHaveText('Showing your previous results')
  await expect(counts).toHaveCSS('opacity', '0.6')
  // A file or a print would say that they are what was searched for.
  expect(await prints()).toBe(false)
  const exporting = page.getByRole('search').getByRole('button', { name: 'Export' })
  await expect(exporting).toBeDisabled()
  await zoom.clearFaults()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(agents.status).toHaveText(/^\d+ agents$/)
  await expect(exporting).toBeEnabled()
  await expect(counts).toHaveCSS('opacity', '1')
  await expect(agents.grid).toHaveAttribute('aria-busy', 'false')
})
