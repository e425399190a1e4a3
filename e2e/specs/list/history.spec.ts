import { expect, readInBackground, test } from '../../support/fixtures.ts'

/** The account's statuses do not change by themselves in these tests. */
const READY = { status_id: '1', status_name: 'Ready', sub_status_id: null, sub_status_name: null }
const OCCUPIED = { status_id: '3', status_name: 'Occupied', sub_status_id: null, sub_status_name: null }

test('a count by status shows for ten seconds by how much a reading has changed it, and nothing moves or is said', async ({
  page,
  agents,
  zoom,
  openAll,
}) => {
  const [first, second] = await zoom.agents()
  for (const agent of [first, second]) await zoom.patchAgent(agent?.user_id ?? '', READY)
  await openAll()
  const count = async (word: string) =>
    Number(
      (await agents.toggles.getByRole('button', { name: new RegExp(`^${word}`) }).textContent())?.match(
        /\d+/,
      )?.[0],
    )
  const [ready, occupied] = [await count('Ready'), await count('Occupied')]
  for (const agent of [first, second]) await zoom.patchAgent(agent?.user_id ?? '', OCCUPIED)
  await readInBackground(page)

  const grown = agents.toggles.getByRole('button', { name: `Occupied ${occupied + 2}`, exact: true })
  const shrunk = agents.toggles.getByRole('button', { name: `Ready ${ready - 2}`, exact: true })
  await expect(grown).toContainText('+2')
  await expect(shrunk).toContainText('-2')
  await expect(grown).toHaveAccessibleDescription('2 more than 10 seconds ago')
  await expect(shrunk).toHaveAccessibleDescription('2 fewer than 10 seconds ago')
  expect(
    await page.locator('[aria-live], [role="status"], [role="alert"]').allInnerTexts(),
  ).not.toContainEqual(expect.stringMatching(/[+-]2/))
  const places = () =>
    page
      .getByRole('list', { name: 'Agents by status' })
      .getByRole('button')
      .evaluateAll(buttons => buttons.map(button => button.getBoundingClientRect().x))
  const marked = await places()
  await expect(grown).toHaveText(`Occupied ${occupied + 2}`)
  await expect(shrunk).toHaveText(`Ready ${ready - 2}`)
  expect(await places()).toEqual(marked)
})

test('a difference is of the agents that the filters leave, and no filter makes one', async ({
  page,
  agents,
  zoom,
  openAll,
}) => {
  const everyone = await zoom.agents()
  const active = everyone.find(({ user_access }) => user_access === 'active')?.user_id ?? ''
  const inactive = everyone.find(({ user_access }) => user_access === 'inactive')?.user_id ?? ''
  for (const id of [active, inactive]) await zoom.patchAgent(id, READY)
  await openAll()
  await agents.access.selectOption({ label: 'Inactive' })
  await expect(agents.status).not.toHaveText('All 437 agents')
  await expect(agents.toggles.locator('[data-changed]')).toHaveCount(0)
  await zoom.patchAgent(active, OCCUPIED)
  await zoom.patchAgent(inactive, OCCUPIED)
  await readInBackground(page)
  await expect(agents.toggles.getByRole('button', { name: /^Ready/ })).toContainText('-1')
  await agents.access.selectOption({ label: 'All' })
  await expect(agents.status).toHaveText('All 437 agents')
  await expect(agents.toggles.locator('[data-changed]')).toHaveCount(0)
})

test('the last 30 minutes are a table and lines of what the server has read, and begin when it began', async ({
  page,
  agents,
  zoom,
  openAll,
}) => {
  const [first] = await zoom.agents()
  const id = first?.user_id ?? ''
  await zoom.patchAgent(id, READY)
  await openAll()
  const everyone = await zoom.agents()
  const ready = everyone.filter(({ status_id }) => status_id === '1').length
  await page.getByRole('button', { name: 'Last 30 minutes' }).click()
  const table = page.getByRole('table', { name: 'Agents by status, last 30 minutes' })
  const row = table.getByRole('row', { name: /^Ready/ })
  await expect(row.getByRole('cell')).toHaveText([ready, ready, ready].map(String))
  await expect(page.getByRole('group', { name: 'Last 30 minutes' })).toContainText(
    /As seen by Rollcall since \d\d:\d\d\./,
  )
  await zoom.patchAgent(id, OCCUPIED)
  await readInBackground(page)
  await expect(row.getByRole('cell')).toHaveText([ready - 1, ready - 1, ready].map(String))
  await expect(row.locator('svg path')).toHaveCount(1)

  await page.keyboard.press('Escape')
  const lines = agents.toggles.locator('button[aria-pressed] svg')
  await expect(lines.first()).toBeVisible()
  await agents.access.selectOption({ label: 'Inactive' })
  await expect(lines).toHaveCount(0)
})

test('what a reading has changed is marked for ten seconds, whatever other readings come meanwhile', async ({
  page,
  agents,
  zoom,
  openAll,
}) => {
  const ids = (await zoom.agents()).slice(0, 2).map(({ user_id }) => user_id)
  for (const id of ids) await zoom.patchAgent(id, READY)
  await openAll()
  const difference = agents.toggles.getByRole('button', { name: /^Occupied/ }).locator('[data-changed]')
  const marked = () =>
    agents.rows.evaluateAll(rows =>
      rows.filter(row => row.querySelector('[data-changed]')).map(row => row.getAttribute('data-id')),
    )
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 1_000)
  /** Reads that agent as Occupied, and lets hardly any time go by until that is on screen. */
  const occupy = async (id: string | undefined, shown: string) => {
    await zoom.patchAgent(id ?? '', OCCUPIED)
    await readInBackground(page)
    await expect(async () => {
      await page.clock.runFor(2)
      await expect(difference).toHaveText(shown, { timeout: 200 })
    }).toPass()
  }
  await occupy(ids[0], '+1')
  await page.clock.runFor(6_000)
  await occupy(ids[1], '+2')
  await page.clock.runFor(3_700)
  expect(await marked()).toEqual(ids)
  await expect(difference).toHaveText('+2')
  await page.clock.runFor(400)
  await expect(difference).toHaveText('+1')
  await expect.poll(marked).toEqual(ids.slice(1))
  await page.clock.runFor(6_000)
  await expect(difference).toHaveCount(0)
  await expect.poll(marked).toEqual([])
})
