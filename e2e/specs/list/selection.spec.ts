import { readFile } from 'node:fs/promises'
import type { Locator } from 'playwright/test'
import { AgentsPage } from '../../support/agents-page.ts'
import { readClipboard } from '../../support/clipboard.ts'
import { download } from '../../support/download.ts'
import { expect, signInByHand, signInByHttp, test } from '../../support/fixtures.ts'

test.beforeEach(async ({ context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
})

test('agents are selected by click, with Shift and by key, and the toolbar takes the place of the counts', async ({
  page,
  agents,
  openPages,
}) => {
  await openPages()
  await expect(agents.grid).toHaveAttribute('aria-multiselectable', 'true')
  await agents.select(2)
  await expect(agents.selection).toContainText('1 selected')
  await expect(page.getByRole('list', { name: /Agents by status/ })).toHaveCount(0)
  await expect(agents.status).toHaveText('300 of 437 loaded')
  await expect(agents.refresh).toBeVisible()
  await agents
    .row(5)
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] })
  await expect(agents.selection).toContainText('4 selected')
  await agents.row(7).getByRole('link').focus()
  await page.keyboard.press('Space')
  await expect(agents.selection).toContainText('5 selected')
  await agents.row(3).getByRole('checkbox').click()
  await expect(agents.selection).toContainText('4 selected')
  await expect(agents.row(3)).toHaveAttribute('aria-selected', 'false')
  await expect(page).toHaveURL(/\/agents$/)
})

test('what is pressed just beside a checkbox is pressed as the checkbox, with Shift too, and opens no profile', async ({
  page,
  agents,
  app,
  openList,
}) => {
  await openList()
  const pressBeside = async (checkbox: Locator, modifiers: 'Shift'[] = []) => {
    const { x = 0, y = 0, height = 0 } = (await checkbox.boundingBox()) ?? {}
    for (const key of modifiers) await page.keyboard.down(key)
    await page.mouse.click(x - 5, y + height / 2 - 11)
    for (const key of modifiers) await page.keyboard.up(key)
  }
  await pressBeside(agents.row(2).getByRole('checkbox'))
  await expect(agents.selection).toContainText('1 selected')
  await pressBeside(agents.row(5).getByRole('checkbox'), ['Shift'])
  await expect(agents.selection).toContainText('4 selected')
  await pressBeside(agents.row(3).getByRole('checkbox'))
  await expect(agents.selection).toContainText('3 selected')
  await pressBeside(agents.grid.getByRole('checkbox', { name: 'Select all' }))
  await expect(agents.row(1)).toHaveAttribute('aria-selected', 'true')
  await expect(page).toHaveURL(`${app.url}/agents`)
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('')
})

test('where nothing hovers the checkboxes are seen, on a tablet too', async ({ browser, app }) => {
  const context = await browser.newContext({
    viewport: { width: 844, height: 390 },
    isMobile: true,
    hasTouch: true,
  })
  const page = await context.newPage()
  await signInByHand(page, `${app.url}/agents`)
  const checkbox = new AgentsPage(page).row(2).getByRole('checkbox')
  await expect(checkbox).toHaveCSS('opacity', '1')
  await context.close()
})

test('a selection outlives scrolling, Refresh, narrowing, a profile, other pages and Back, and says who is out of view', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 40, odd_agents: false })
  const [first, second] = await zoom.agents()
  await zoom.patchAgent(first?.user_id ?? '', { user_access: 'inactive', display_name: 'First Agent' })
  await zoom.patchAgent(second?.user_id ?? '', { user_access: 'active' })
  await openList()
  await agents.select(1, 2)
  await agents.scrollTo(400)
  await agents.refresh.click()
  await expect(agents.selection).toContainText('2 selected')
  await agents.access.selectOption('inactive')
  await expect(agents.selection).toContainText('2 selected, 1 not in this list')
  await agents.row(1).getByRole('link').click()
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Connection' }).click()
  await expect(page).toHaveURL(/connection/)
  await page.goBack()
  await expect(agents.selection).toContainText('2 selected, 1 not in this list')
  await agents.selection.getByRole('button', { name: 'Copy emails' }).click()
  await expect(agents.selection).toContainText('2 emails copied')
  expect((await readClipboard(page, zoom)).text).toBe(`${first?.user_email}\n${second?.user_email}`)
  await agents.clearFilters.click()
  await expect(agents.selection).not.toContainText('not in this list')
  await expect(agents.selection).toContainText('2 selected')
})

test('all that match are selected at once, and the head of the column takes only them away again', async ({
  agents,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 40, odd_agents: false })
  const everyone = await zoom.agents()
  for (const [place, { user_id }] of everyone.entries())
    await zoom.patchAgent(user_id, { user_access: place < 3 ? 'inactive' : 'active' })
  await openList()
  await agents.select(10)
  await agents.access.selectOption('inactive')
  await expect(agents.selection).toContainText('1 selected, 1 not in this list')
  const all = agents.grid.getByRole('checkbox', { name: 'Select all' })
  await expect(all).toBeChecked({ indeterminate: true })
  await agents.selection.getByRole('button', { name: 'Select all that match' }).click()
  await expect(agents.selection).toContainText('4 selected, 1 not in this list')
  await expect(all).toBeChecked()
  await all.click()
  await expect(agents.selection).toContainText('1 selected, 1 not in this list')
})

test('where more match than are loaded, selecting all says so', async ({ agents, openPages }) => {
  await openPages()
  await agents.select(1)
  await agents.selection.getByRole('button', { name: 'Select all that match' }).click()
  await expect(agents.selection).toContainText('300 selected, all that are loaded so far')
})

test('all that match means those who are still to come, in the selection and in its file', async ({
  page,
  agents,
  zoom,
  openPages,
}) => {
  await openPages()
  await zoom.fault({ path: 'users', times: null, delay_ms: 60_000 })
  await agents.select(1)
  await agents.selection.getByRole('button', { name: 'Select all that match' }).click()
  await agents.selection.getByRole('button', { name: 'Export' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await expect(dialog).toContainText('300 agents among 300 of 437 loaded')
  expect((await download(dialog, 'Download the part loaded')).suggestedFilename()).toContain('PARTIAL')

  await zoom.clearFaults()
  const file = await download(dialog)
  expect(file.suggestedFilename()).not.toContain('PARTIAL')
  expect((await readFile(await file.path(), 'utf8')).trim().split('\r\n')).toHaveLength(1 + 437)
  await page.keyboard.press('Escape')
  await expect(agents.selection).toContainText('437 selected')
  await expect(agents.selection).not.toContainText('loaded so far')
})

test('taking one out of all that match leaves those who are selected, and no others come', async ({
  page,
  zoom,
  agents,
  openPages,
}) => {
  await zoom.settings({ agents: 1037 })
  await openPages()
  await agents.select(1)
  await agents.selection.getByRole('button', { name: 'Select all that match' }).click()
  await agents.row(2).getByRole('checkbox').click()
  await expect(agents.selection).toContainText('299 selected')
  await agents.scrollTo(300 * 32 - 2_000)
  await expect(agents.status).toHaveText('600 of 1,037 loaded')
  await expect(agents.selection).toContainText('299 selected')
  await agents.selection.getByRole('button', { name: 'Export' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await expect(dialog).toContainText('299 agents')
  await expect(dialog.getByRole('listitem')).toHaveText(['Those you have selected'])
  await expect(dialog.getByRole('button', { name: 'Download the part loaded' })).toHaveCount(0)
})

test('who is selected and has not come yet after a reload is counted, told of what is copied, and waited for by the file', async ({
  page,
  agents,
  zoom,
  openPages,
}) => {
  await zoom.settings({ agents: 1037 })
  const everyone = await zoom.agents()
  await openPages()
  await agents.select(1)
  await agents.scrollTo(300 * 32 - 2_000)
  await expect(agents.status).toHaveText('600 of 1,037 loaded')
  await agents.scrollTo(320 * 32)
  await agents.select(330)
  await agents.scrollTo(0)
  await page.reload()
  await expect(agents.status).toHaveText('300 of 1,037 loaded')
  await expect(agents.selection).toContainText('2 selected, 1 not loaded yet')
  await agents.selection.getByRole('button', { name: 'Copy emails' }).click()
  await expect(agents.selection).toContainText('1 email copied, 1 not loaded yet')
  await agents.selection.getByRole('button', { name: 'Export' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await expect(dialog).toContainText('1 agent among 1 of 2 loaded')
  const text = await readFile(await (await download(dialog)).path(), 'utf8')
  for (const agent of [everyone[0], everyone[329]]) expect(text).toContain(agent?.user_email)
  await page.keyboard.press('Escape')
  await expect(agents.selection).not.toContainText('not loaded yet')
})

test('a reload keeps who is selected, those not in the list included, and another person finds nobody selected', async ({
  page,
  agents,
  app,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 12, odd_agents: false })
  const [first] = await zoom.agents()
  await openList()
  await agents.select(1, 4, 6)
  await agents.search.fill(String(first?.user_email))
  await expect(agents.selection).toContainText('3 selected, 2 not in this list')
  await expect(page).toHaveURL(/search=/) // the address follows at the pause
  await page.reload()
  await expect(agents.selection).toContainText('3 selected, 2 not in this list')
  await expect(agents.row(1)).toHaveAttribute('aria-selected', 'true')
  await agents.selection.getByRole('button', { name: 'Copy emails' }).click()
  await expect(agents.selection).toContainText('3 emails copied')
  const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))
  expect(kept).toContain(first?.user_id)
  expect(kept).not.toContain(first?.display_name)

  await page.getByRole('link', { name: 'Connection' }).click()
  await expect(page.getByRole('heading', { name: 'Connection' })).toBeVisible()
  await page.reload()
  await page.getByRole('link', { name: 'Agents' }).click()
  await expect(agents.selection).toContainText('3 selected')

  await signInByHttp(page, app, 'bo')
  await page.goto('/agents')
  await expect(agents.toggles).toBeVisible()
  await expect(agents.row(1)).toHaveAttribute('aria-selected', 'false')
  await signInByHttp(page, app, 'ana')
  await page.goto('/agents')
  await expect(agents.status).toHaveText('All 12 agents')
  await expect(agents.selection).toHaveCount(0)
})

test('who has left the account while the page was away is no longer selected', async ({
  page,
  agents,
  app,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 5, odd_agents: false })
  await openList()
  await agents.select(5)
  await page.goto('/connection')
  // Another account to Rollcall, which would otherwise wait for a second reading without the agent.
  await zoom.settings({ agents: 4, odd_agents: false, account_suffix: '-without-the-fifth' })
  await signInByHttp(page, app, 'ana')
  await page.goto('/agents')
  await expect(agents.status).toHaveText('All 4 agents')
  await expect(agents.toggles).toBeVisible()
  await expect(agents.selection).toHaveCount(0)
})

test('who leaves the account is no longer selected once two readings have not brought them', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 5, odd_agents: false })
  const everyone = await zoom.agents()
  await openList()
  await expect(agents.status).toHaveText('All 5 agents')
  await agents.select(2, 4)
  await agents.search.fill(String(everyone[3]?.user_email))
  await expect(agents.selection).toContainText('2 selected, 1 not in this list')
  await zoom.removeAgent(everyone[1]?.user_id ?? '')
  await expect
    .poll(async () => {
      await agents.refresh.click()
      return agents.selection.textContent()
    })
    .toMatch(/^1 selected(?!, )/)
  await agents.selection.getByRole('button', { name: 'Copy emails' }).click()
  expect((await readClipboard(page, zoom)).text).toBe(everyone[3]?.user_email)
  await zoom.removeAgent(everyone[3]?.user_id ?? '')
  await agents.search.fill('')
  await expect
    .poll(async () => {
      await agents.refresh.click()
      return agents.status.textContent()
    })
    .toBe('All 3 agents')
  await expect(agents.selection).toHaveCount(0)
})

test('whom a read brings into a whole list that was selected is not selected with it', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 5, odd_agents: false })
  const everyone = await zoom.agents()
  for (const { user_id } of everyone)
    await zoom.patchAgent(user_id ?? '', { status_id: '1', status_name: 'Ready', sub_status_id: null })
  await zoom.patchAgent(everyone[4]?.user_id ?? '', { status_id: '0', status_name: 'Offline' })
  await openList('/agents?status=Ready')
  await expect(agents.status).toHaveText('4 agents')
  // As soon as it is pressed: what presses it by itself looks at once whether it has changed.
  const press = (box: HTMLElement) => {
    box.click()
    return (box as HTMLInputElement).checked
  }
  expect(await agents.row(2).getByRole('checkbox').evaluate(press)).toBe(true)
  expect(await agents.row(2).getByRole('checkbox').evaluate(press)).toBe(false)
  expect(await page.getByRole('checkbox', { name: 'Select all' }).evaluate(press)).toBe(true)
  await expect(agents.selection).toContainText('4 selected')
  await zoom.patchAgent(everyone[4]?.user_id ?? '', { status_id: '1', status_name: 'Ready' })
  await agents.readAnew()
  await expect(agents.status).toHaveText('5 agents')
  await expect(agents.row(5)).toHaveAttribute('aria-selected', 'false')
  await expect(agents.selection).toContainText('4 selected')
})

test('whom Zoom alone has found stays selected when all agents are read again', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 5, odd_agents: false })
  const [first] = await zoom.agents()
  await openList()
  await expect(agents.status).toHaveText('All 5 agents')
  const users = [{ ...first, user_id: 'newcomer', display_name: 'Quirin Neuling' }]
  await zoom.fault({ path: 'search_key=', times: null, set: { users, total_records: 1 } })
  await agents.search.fill('Quirin')
  await expect(page.getByText('Found by Zoom')).toBeVisible()
  await agents.select(1)
  await agents.search.fill('')
  await expect(agents.status).toHaveText('All 5 agents')
  await agents.readAnew()
  await expect(agents.selection).toContainText('1 selected, 1 not in this list')
})

test('the toolbar is one stop of Tab, its buttons are reached by arrows, and clearing leads back to the list', async ({
  page,
  agents,
  openList,
}) => {
  await openList()
  await agents.select(3)
  const tool = (name: string) => agents.selection.getByRole('button', { name })
  await tool('Select all that match').focus()
  await page.keyboard.press('ArrowRight')
  await expect(tool('Copy emails')).toBeFocused()
  await page.keyboard.press('Home')
  await expect(tool('Select all that match')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(tool('Clear selection')).toBeFocused()
  await page.keyboard.press('Home')
  await page.keyboard.press('End')
  await expect(tool('Clear selection')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('combobox', { name: 'Refresh every' })).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(tool('Clear selection')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(agents.selection).toHaveCount(0)
  await expect(agents.row(3).getByRole('link')).toBeFocused()
})

for (const [width, height] of [
  [1440, 900],
  [820, 1180],
  [390, 844],
] as const) {
  test(`selecting moves no row, ${width} pixels wide, and what is said of it is in view while its button stays in place`, async ({
    page,
    agents,
    openAll,
  }) => {
    await page.setViewportSize({ width, height })
    await openAll()
    const topOf = () => agents.row(1).evaluate(row => row.getBoundingClientRect().top)
    const before = await topOf()
    await agents.select(1, 2, 3, 4, 5)
    await expect(agents.selection).toContainText('5 selected')
    expect(await topOf()).toBe(before)
    const compare = agents.selection.getByRole('button', { name: 'Compare' })
    await compare.scrollIntoViewIfNeeded()
    const place = await compare.boundingBox()
    await compare.click()
    await expect(agents.selection.getByRole('alert')).toBeInViewport({ ratio: 1 })
    expect(await compare.boundingBox()).toEqual(place)
  })
}
