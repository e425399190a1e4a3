import type { Locator, Page } from 'playwright/test'
import { test as base, expect, readInBackground, type TrueAgent } from '../../support/fixtures.ts'
import { listen } from '../../support/heard.ts'

const READY = { status_id: '1', status_name: 'Ready', sub_status_id: null, sub_status_name: null }
const OFFLINE = { status_id: '0', status_name: 'Offline', sub_status_id: null, sub_status_name: null }

const test = base.extend<{
  /** Opens the list of those who are ready: thirty, and all there are. */
  openReady: () => Promise<TrueAgent[]>
}>({
  openReady: async ({ agents, zoom, signIn }, use) => {
    await use(async () => {
      await zoom.settings({ agents: 30, odd_agents: false })
      const everyone = await zoom.agents()
      for (const { user_id } of everyone) await zoom.patchAgent(user_id, READY)
      await signIn('/agents?status=Ready')
      await expect(agents.status).toHaveText('30 agents')
      return everyone
    })
  },
})

/** The agent in whose row the focus is. */
const focusedId = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('[data-id]')?.getAttribute('data-id'))

test('an agent that a read takes out of the list leaves the focus to whoever stands there then', async ({
  page,
  agents,
  zoom,
  openReady,
}) => {
  const everyone = await openReady()
  await agents.row(1).getByRole('link').focus()
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key)
  expect(await focusedId(page)).toBe(everyone[2]?.user_id)
  await zoom.patchAgent(everyone[2]?.user_id ?? '', OFFLINE)
  await readInBackground(page)
  await expect(agents.status).toHaveText('29 agents')
  expect(await focusedId(page)).toBe(everyone[3]?.user_id)
  await expect(agents.row(3).locator(':focus')).toHaveAttribute('aria-colindex', '2')
  await page.keyboard.press('ArrowDown')
  expect(await focusedId(page)).toBe(everyone[4]?.user_id)
})

test('it does so too where the focus has just come back from a dialog', async ({
  page,
  agents,
  zoom,
  openReady,
}) => {
  const everyone = await openReady()
  await agents.row(3).getByRole('link').focus()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(agents.row(3).getByRole('link')).toBeFocused()
  await zoom.patchAgent(everyone[2]?.user_id ?? '', OFFLINE)
  await readInBackground(page)
  await expect(agents.status).toHaveText('29 agents')
  expect(await focusedId(page)).toBe(everyone[3]?.user_id)
  // By a command it goes as the dialog does.
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('offline')
  await expect(page.getByRole('option', { name: /^Status: Offline/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(agents.status).toHaveText('30 agents')
  await agents.toggles.getByRole('button', { name: /^Ready/ }).click()
  await expect(agents.status).toHaveText('1 agent')
})

test('a button to try again that has helped leaves the focus in the profile, and in the comparison', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 8, odd_agents: false })
  await openList()
  const again = page.getByRole('dialog').getByRole('button', { name: 'Try again' })
  for (const path of ['queues', 'skills', 'user']) {
    await zoom.fault({ preset: 'server_error', path, times: null })
    await agents.row(2).getByRole('rowheader').click()
    await again.focus()
    await zoom.clearFaults()
    await page.keyboard.press('Enter')
    await expect(again).toHaveCount(0)
    await expect(page.getByRole('dialog')).toBeFocused()
    await page.keyboard.press('Escape')
    await page.reload() // what was read is not asked for again
    await expect(agents.row(1)).toBeVisible()
  }
  await zoom.fault({ preset: 'server_error', path: 'queues', times: null })
  await agents.select(1, 2)
  await agents.selection.getByRole('button', { name: 'Compare' }).click()
  const section = page.getByRole('region', { name: 'Compared agents' })
  await expect(again).toHaveCount(2)
  await zoom.clearFaults()
  for (const left of [1, 0]) {
    await again.first().focus()
    await page.keyboard.press('Enter')
    await expect(again).toHaveCount(left)
    await expect(section).toBeFocused()
  }
})

test('the last agent of a list may go, too, and one that moves far away', async ({
  page,
  agents,
  zoom,
  signIn,
}) => {
  await zoom.settings({ agents: 120, odd_agents: false })
  const everyone = await zoom.agents()
  for (const [place, { user_id }] of everyone.entries())
    await zoom.patchAgent(user_id, place < 60 ? READY : OFFLINE)
  await signIn('/agents?sort=status_name')
  await expect(agents.status).toHaveText('All 120 agents')
  await agents.row(2).getByRole('link').focus()
  await zoom.patchAgent(everyone[1]?.user_id ?? '', OFFLINE)
  await readInBackground(page)
  await expect.poll(() => focusedId(page)).toBe(everyone[2]?.user_id)
  await page.goto(`/agents?search=${everyone[0]?.user_id}&status=Ready`)
  await expect(agents.status).toHaveText('1 agent')
  await agents.row(1).getByRole('link').focus()
  await zoom.patchAgent(everyone[0]?.user_id ?? '', OFFLINE)
  await readInBackground(page)
  await expect(agents.status).toHaveText('No agents')
  await page.keyboard.press('Tab')
  expect(await agents.scroller.evaluate(element => element.contains(document.activeElement))).toBe(true)
})

test('a range and everybody are selected by key', async ({ page, agents, zoom, openAll }) => {
  await zoom.settings({ agents: 1037 })
  await openAll()
  await agents.row(3).getByRole('link').focus()
  await page.keyboard.press('Space')
  for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+Space')
  await expect(agents.selection).toContainText('5 selected')
  await expect(agents.row(7).getByRole('link')).toBeFocused()
  for (let time = 0; time < 2; time++) {
    await page.keyboard.press('ControlOrMeta+a')
    await expect(agents.selection).toContainText('1,037 selected')
  }
  await page.keyboard.press('Shift+?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Select all agents in the list')
})

test('what is done to order, selection and clipboard is said, each time it is done', async ({
  page,
  context,
  agents,
  openAll,
}) => {
  await context.grantPermissions(['clipboard-write'])
  await openAll()
  const heard = await listen(page)
  const last = async () => (await heard()).at(-1)
  await agents.heading('Status').getByRole('button').focus()
  // What says it comes once the page is at rest.
  await expect(async () => {
    await page.keyboard.press('Enter')
    await expect.poll(last, { timeout: 1_000 }).toBe('Ordered by Status')
  }).toPass()
  await page.keyboard.press('Enter')
  await expect.poll(last).toBe('Ordered by Status (descending)')
  await page.keyboard.press('Enter')
  await expect.poll(last).toBe("In Zoom's order")
  await agents.row(1).getByRole('link').focus()
  await page.keyboard.press('Space')
  await expect.poll(last).toBe('1 selected')
  await page.keyboard.press('Space')
  await expect.poll(last).toBe('Nothing selected')
  await page.keyboard.press('Space')
  await expect.poll(last).toBe('1 selected')
  const before = (await heard()).length
  await agents.selection.getByRole('button', { name: 'Copy rows' }).focus()
  for (let time = 1; time <= 2; time++) {
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await heard()).slice(before)).toEqual(Array(time).fill('1 row copied'))
  }
  await agents.selection.getByRole('button', { name: 'Clear selection' }).press('Enter')
  await expect.poll(last).toBe('Nothing selected')
})

test('a Refresh of all agents is heard, each time', async ({ page, agents, openAll }) => {
  await openAll()
  const heard = await listen(page)
  for (let time = 1; time <= 2; time++) {
    await agents.refresh.click()
    await expect.poll(heard).toEqual(Array(time).fill('Agents refreshed'))
  }
})

test('what is said while a dialog is open is said inside of it: nothing else is heard then', async ({
  page,
  openList,
}) => {
  await openList()
  await page.getByRole('button', { name: 'Columns' }).click()
  const dialog = page.getByRole('dialog', { name: 'Columns' })
  await dialog.getByRole('checkbox', { name: 'Email', exact: true }).press('Alt+ArrowDown')
  await expect(dialog.locator('[aria-live]')).toHaveText(/^Email, 3 of \d+$/)
})

test('a count that a read has changed is not said, one that the person has changed is', async ({
  page,
  agents,
  zoom,
  openReady,
}) => {
  const everyone = await openReady()
  await expect(agents.status).not.toHaveAttribute('aria-live')
  await zoom.patchAgent(everyone[2]?.user_id ?? '', OFFLINE)
  await readInBackground(page)
  await expect(agents.status).toHaveText('29 agents')
  await expect(agents.status).toHaveAttribute('aria-live', 'off')
  await agents.search.fill('zzz')
  await expect(agents.status).toHaveText('No agents')
  await expect(agents.status).not.toHaveAttribute('aria-live')
})

test('what a read does to the selection is not said, what the person does to it is', async ({
  page,
  agents,
  zoom,
  openReady,
}) => {
  const everyone = await openReady()
  await agents.select(1, 2, 3)
  const said = agents.selection.getByText(/selected/)
  const region = agents.selection.locator('[aria-live]').first()
  await expect(said.first()).toHaveText('3 selected')
  await expect(region).toHaveAttribute('aria-live', 'polite')
  await zoom.patchAgent(everyone[1]?.user_id ?? '', OFFLINE)
  await readInBackground(page)
  await expect(region).toHaveText('3 selected, 1 not in this list')
  await expect(region).toHaveAttribute('aria-live', 'off')
  await agents.row(1).getByRole('checkbox').click()
  await expect(region).toHaveText('2 selected, 1 not in this list')
  await expect(region).toHaveAttribute('aria-live', 'polite')
  await readInBackground(page)
  await agents.search.fill(everyone[2]?.user_email ?? '')
  await expect(region).toHaveText('2 selected, 1 not in this list')
  await agents.search.fill(everyone[5]?.user_email ?? '')
  await expect(region).toHaveText('2 selected, 2 not in this list')
  await expect(region).toHaveAttribute('aria-live', 'polite')
})

test('Columns begins with a column, not with what throws them away', async ({ page, openList }) => {
  await openList()
  await page.getByRole('button', { name: 'Columns' }).press('Enter')
  await expect(
    page.getByRole('dialog', { name: 'Columns' }).getByRole('checkbox', { name: 'Email', exact: true }),
  ).toBeFocused()
})

test('what is done with views is said', async ({ page, agents, openList }) => {
  await openList('/agents?status=Ready')
  await expect(agents.row(1)).toBeVisible()
  const heard = await listen(page)
  const last = async () => (await heard()).at(-1)
  const menu = async (name: string) => {
    await page.getByRole('button', { name: 'Views' }).press('Enter')
    await page.getByRole('menuitem', { name, exact: true }).press('Enter')
  }
  await agents.search.fill('a')
  await menu('Save view')
  await page.getByRole('textbox', { name: 'Name' }).fill('Mine')
  await page.keyboard.press('Enter')
  await expect.poll(last).toBe('View saved')
  await menu('Open with this view')
  await expect.poll(last).toBe('Rollcall opens with this view')
  await page.keyboard.press('Enter')
  await expect.poll(last).toBe('Rollcall opens with all agents')
  await page.route('**/api/views', route => route.abort())
  await page.keyboard.press('Enter')
  await expect.poll(last).toBe('Could not be saved')
  await expect(page.getByRole('menuitem', { name: 'Could not be saved' })).toBeFocused()
  await page.unroute('**/api/views')
  await page.keyboard.press('Escape')
  await menu('Rename view')
  await page.getByRole('textbox', { name: 'Name' }).fill('My own')
  await page.keyboard.press('Enter')
  await expect.poll(last).toBe('View renamed')
  await menu('Delete view')
  await page.getByRole('button', { name: 'Delete', exact: true }).press('Enter')
  await expect.poll(last).toBe('View deleted')
})

test('a search that is emptied by its button has the focus', async ({ page, agents, openList }) => {
  await openList('/agents?search=garcia')
  await page.getByRole('button', { name: 'Clear search' }).press('Enter')
  await expect(agents.search).toHaveValue('')
  await expect(agents.search).toBeFocused()
})

test('who thinks again about signing out everywhere is where they were', async ({ page, signIn }) => {
  await signIn('/connection')
  const everywhere = page.getByRole('button', { name: 'Sign out everywhere', exact: true })
  await everywhere.press('Enter')
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await expect(page.getByRole('button', { name: 'Sign out everywhere now' })).toHaveAccessibleDescription(
    'This ends every sign-in above, including this one.',
  )
  await page.keyboard.press('Enter')
  await expect(everywhere).toBeFocused()
})

test('a status that a read has taken from the filter, the counts and the table by region leaves the focus there', async ({
  page,
  agents,
  zoom,
  signIn,
}) => {
  await zoom.settings({ agents: 6, odd_agents: false })
  const everyone = await zoom.agents()
  const last = everyone[5]?.user_id ?? ''
  const only = (status_name: string) => zoom.patchAgent(last, { ...READY, status_id: '4', status_name })
  for (const { user_id } of everyone) await zoom.patchAgent(user_id, READY)
  await only('Lunch')
  await signIn()
  await expect(agents.status).toHaveText('All 6 agents')
  const isKept = (group: Locator) => group.evaluate(element => element.contains(document.activeElement))

  await page.getByRole('button', { name: 'Custom statuses' }).press('Enter')
  await agents.toggles.getByRole('button', { name: 'Lunch 1' }).focus()
  await only('Walk')
  await readInBackground(page)
  await expect(agents.toggles.getByRole('button', { name: 'Walk 1' })).toBeVisible({ timeout: 20_000 })
  expect(await isKept(agents.toggles)).toBe(true)

  const filter = await agents.openFilter('Status')
  await filter.getByRole('checkbox', { name: 'Walk' }).focus()
  await only('Lunch')
  await readInBackground(page)
  await expect(filter.getByRole('checkbox', { name: 'Lunch' })).toBeVisible({ timeout: 20_000 })
  expect(await isKept(filter)).toBe(true)
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'By region' }).press('Enter')
  const matrix = page.getByRole('table', { name: 'Status by region' })
  await matrix.getByRole('button', { name: 'Lunch, all regions: 1' }).focus()
  await only('Walk')
  await readInBackground(page)
  await expect(matrix.getByRole('button', { name: 'Walk, all regions: 1' })).toBeVisible({ timeout: 20_000 })
  expect(await isKept(matrix)).toBe(true)
})

test('where nobody is found Enter and Space press what stands in the place of the rows', async ({
  page,
  agents,
  signIn,
}) => {
  await signIn('/agents?search=nobody-at-all&role=Agent&access=inactive')
  await page.getByRole('button', { name: 'Any access' }).press('Enter')
  await expect(page).toHaveURL(/\?search=nobody-at-all&role=Agent$/)
  await page.getByRole('button', { name: 'Any role' }).press('Space')
  await expect(agents.access).toHaveValue('')
  await expect(page).toHaveURL(/\?search=nobody-at-all$/)
  await page.getByRole('button', { name: 'Show all agents' }).press('Enter')
  await expect(agents.row(1)).toBeVisible()
})
