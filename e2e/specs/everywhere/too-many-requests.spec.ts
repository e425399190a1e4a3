import { expect, setHidden, test, watchCauses } from '../../support/fixtures.ts'

/** Pages from Zoom, as while not all agents have arrived. */
test.beforeEach(({ pagesOnly }) => pagesOnly())

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
  const causes = watchCauses(page)
  await agents.refresh.click()
  for (const times of [1, 2, 3]) {
    await expect.poll(() => answers.length).toBe(times)
    await expect(page.getByText(/^Trying again in 0:1[3-6]$/)).toBeVisible()
    if (times === 3) await zoom.clearFaults()
    await page.clock.runFor(17_000)
  }
  await expect(agents.alert).toHaveCount(0)
  expect(answers).toEqual([429, 429, 429, 200])
  expect(causes).toEqual(['somebody', 'nobody', 'nobody', 'nobody'])
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
