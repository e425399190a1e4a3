import type { Page } from 'playwright/test'
import { expect, type TrueAgent, test } from '../../support/fixtures.ts'

const commands = (page: Page) => page.getByRole('dialog', { name: 'Commands' })
const box = (page: Page) => commands(page).getByRole('combobox')
const marked = (page: Page) =>
  box(page).evaluate(
    input => document.getElementById(input.getAttribute('aria-activedescendant') ?? '')?.textContent ?? '',
  )

test('everything in the commands is found, chosen and closed by keyboard, the last used first', async ({
  page,
  agents,
  openList,
}) => {
  await openList()
  await agents.refresh.focus()
  await page.keyboard.press('ControlOrMeta+k')
  await expect(box(page)).toBeFocused()
  await page.keyboard.type('dark')
  await expect(commands(page).getByRole('option')).toHaveCount(1)
  expect(await marked(page)).toBe('Theme: Dark')
  await page.keyboard.press('Enter')
  await expect(commands(page)).toHaveCount(0)
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(agents.refresh).toBeFocused()

  const run = async (typed: string) => {
    await page.keyboard.press('ControlOrMeta+k')
    await expect(box(page)).toBeFocused()
    await page.keyboard.type(typed)
    await page.keyboard.press('Enter')
    await expect(commands(page)).toHaveCount(0)
  }
  for (const theme of ['light', 'system', 'dark']) await run(`theme ${theme}`)
  await page.reload()
  await expect(agents.row(1)).toBeVisible()
  for (const typed of ['density', 'density', 'access inactive', 'access all']) await run(typed)
  await page.keyboard.press('ControlOrMeta+k')
  // The last one first, each once, five at most.
  await expect(commands(page).getByRole('group', { name: 'Recent' }).getByRole('option')).toHaveText([
    /^Access: All/,
    /^Access: Inactive/,
    /^Density/,
    'Theme: Dark',
    'Theme: System',
  ])
  await page.keyboard.press('Escape')
  await run('theme dark')
  await page.keyboard.press('ControlOrMeta+k')
  await expect(commands(page).getByRole('option').first()).toHaveText('Theme: Dark')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  expect(await marked(page)).toBe('Theme: Dark')
  await page.keyboard.type('no such thing')
  await expect(commands(page)).toContainText('Nothing found')
  await page.keyboard.press('Enter')
  await expect(commands(page)).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await expect(commands(page)).toHaveCount(0)
})

test('agents, filters and what the list can do are found by who types before the page has come to rest', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 40, odd_agents: false })
  const [first] = await zoom.agents()
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0 // it never does
  })
  await openList()
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type(first?.user_email ?? '')
  await page.keyboard.press('Enter')
  await expect(agents.profile(first?.display_name ?? '')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+k')
  for (const [typed, found] of [
    ['refresh', 'Refresh'],
    ['access: inactive', /^Access: Inactive/],
  ] as const) {
    await box(page).fill(typed)
    await expect(commands(page).getByRole('option', { name: found })).toBeVisible()
  }
})

test('where what the list offers does not arrive, the commands of the page are there', async ({
  page,
  agents,
  openList,
}) => {
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0
  })
  await openList()
  await page.getByRole('link', { name: 'Connection' }).click()
  await expect(page.getByRole('heading', { name: 'Connection' })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await expect(commands(page).getByRole('option', { name: 'Theme: Dark' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.route('**/_next/static/**/*.js', route => route.abort())
  await page.getByRole('link', { name: 'Agents' }).click()
  await expect(agents.row(1)).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await expect(commands(page).getByRole('option', { name: 'Theme: Dark' })).toBeVisible()
})

test('a command leads to another page', async ({ page, openList, app }) => {
  await openList()
  await page.getByRole('button', { name: 'Commands' }).click()
  await expect(box(page)).toBeFocused()
  await page.keyboard.type('connection')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${app.url}/connection`)
})

test('a view opens by its name', async ({ page, openList, app }) => {
  await openList()
  await page.keyboard.press('ControlOrMeta+k')
  await expect(box(page)).toBeFocused()
  await page.keyboard.type('ready now')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${app.url}/agents?status=Ready`)
})

test('filters are found with the number of agents that they would show, and set', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 40, odd_agents: false })
  const everyone = await zoom.agents()
  const count = (some: Partial<TrueAgent>) =>
    everyone.filter(agent =>
      Object.entries(some).every(([key, value]) => agent[key as keyof TrueAgent] === value),
    ).length
  const option = (name: string) => commands(page).getByRole('option', { name, exact: true })
  await openList('/agents?access=active')
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('ready')
  const ready = count({ user_access: 'active', status_name: 'Ready' })
  expect(ready).toBeGreaterThan(0)
  await expect(option(`Status: Ready ${ready}`)).toBeVisible()
  await box(page).fill('inactive')
  await expect(option(`Access: Inactive ${count({ user_access: 'inactive' })}`)).toBeVisible()
  const { region_id, region_name } = everyone.find(agent => agent.user_access === 'active') as TrueAgent
  await box(page).fill(`region ${region_name}`)
  await option(`Region: ${region_name} ${count({ user_access: 'active', region_id })}`).click()
  await expect(page).toHaveURL(/\/agents\?region=[^&]+&access=active$/)
  await expect(agents.status).toHaveText(
    new RegExp(`^${count({ user_access: 'active', region_id })} agents?$`),
  )
  // There is something to clear only where something is set.
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('clear filters')
  await option('Clear filters').click()
  await expect(page).toHaveURL(/\/agents$/)
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('clear filters')
  await expect(commands(page)).toContainText('Nothing found')
})

test('a filter and an agent that were used lead the next time, are not kept by the browser, and are offered only where the list is', async ({
  page,
  agents,
  zoom,
  openList,
  app,
}) => {
  await zoom.settings({ agents: 40, odd_agents: false })
  const everyone = await zoom.agents()
  for (const [place, { user_id }] of everyone.entries())
    await zoom.patchAgent(user_id, { display_name: `Agent ${place + 1}`, role_name: `Line ${place + 1}` })
  const options = commands(page).getByRole('option')
  const open = async () => {
    await page.keyboard.press('ControlOrMeta+k')
    await expect(box(page)).toBeFocused()
  }
  await openList()
  // As another version may have kept one of somebody else's.
  await page.evaluate(() => localStorage.setItem('rollcall.recent_commands', '["filter:role:Line 5"]'))
  await page.reload()
  await expect(agents.row(1)).toBeVisible()
  await open()
  await page.keyboard.type('line 5')
  await expect(options.filter({ hasText: 'Role: Line 5' })).toBeVisible()
  await box(page).fill('')
  await expect(options.filter({ hasText: 'Refresh' })).toBeVisible()
  await expect(options.filter({ hasText: 'Line 5' })).toHaveCount(0)
  await page.keyboard.type('role line 37')
  await expect(options).toHaveText([/^Role: Line 37/])
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${app.url}/agents?role=Line+37`)
  await open()
  await page.keyboard.type('agent 33')
  await page.keyboard.press('Enter')
  await expect(agents.profile('Agent 33')).toBeVisible()
  await page.keyboard.press('Escape')

  await open()
  await expect(options.nth(0)).toHaveText(/^Agent 33/)
  await expect(options.nth(1)).toHaveText(/^Role: Line 37 ?1$/)
  // Far more fit than are shown of each kind.
  await page.keyboard.type('line')
  await expect(options.first()).toHaveText(/^Role: Line 37/)
  await box(page).fill('agent')
  await expect(options.first()).toHaveText(/^Agent 33/)
  await page.keyboard.press('Escape')
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
  expect(kept).not.toContain('filter:role:Line 37')
  expect(kept).not.toContain('agent:')

  await page.getByRole('link', { name: 'Connection' }).click()
  await expect(page.getByRole('heading', { name: 'Connection' })).toBeVisible()
  await open()
  await expect(options.first()).toBeVisible()
  await expect(options.filter({ hasText: /Agent 33|Line 37/ })).toHaveCount(0)
})

test('agents are selected, copied and compared, the table by region opens and a view is saved by commands', async ({
  page,
  context,
  agents,
  zoom,
  openList,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await zoom.settings({ agents: 3, odd_agents: false })
  await openList()
  await expect(agents.status).toHaveText('All 3 agents')
  const command = async (typed: string, name: string) => {
    await page.keyboard.press('ControlOrMeta+k')
    await expect(box(page)).toBeFocused()
    await page.keyboard.type(typed)
    await expect.poll(() => marked(page)).toBe(name)
    await page.keyboard.press('Enter')
    await expect(commands(page)).toHaveCount(0)
  }
  await command('by region', 'By region')
  await expect(page.getByRole('table', { name: 'Status by region' })).toBeVisible()
  await expect(page.getByRole('group', { name: 'By region' }).locator(':focus')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await command('select all', 'Select all that match')
  await expect(agents.selection).toContainText('3 selected')
  await command('copy emails', 'Copy emails')
  await expect(agents.selection).toContainText('3 emails copied')
  await command('copy rows', 'Copy rows')
  await expect(agents.selection).toContainText('3 rows copied')
  await command('compare', 'Compare')
  const comparison = page.getByRole('dialog', { name: 'Compare agents' })
  await expect(comparison.getByRole('columnheader')).toHaveCount(3)
  await page.keyboard.press('Escape')
  await expect(comparison).toHaveCount(0)
  await command('clear sel', 'Clear selection')
  await expect(agents.selection).toHaveCount(0)
  await command('save view', 'Save view')
  await expect(page.getByRole('dialog', { name: 'Save view' }).getByLabel('Name')).toBeFocused()
})

test('columns and density are among the commands; on a phone, where it changes nothing, density is not', async ({
  page,
  agents,
  openList,
}) => {
  await openList()
  const command = async (typed: string, name: string) => {
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type(typed)
    await expect(commands(page).getByRole('option')).toHaveText([name])
    await page.keyboard.press('Enter')
  }
  await command('density', 'Density: Comfortable')
  await expect(agents.scroller).toHaveAttribute('data-density', 'comfortable')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('density')
  await expect(commands(page)).toContainText('Nothing found for “density”')
  await page.keyboard.press('Escape')
  await command('columns', 'Columns')
  await expect(page.getByRole('dialog', { name: 'Columns' }).getByRole('checkbox').first()).toBeVisible()
})

test('Help says what shapes, rulers, "at least since" and "among" mean, and leads to all keys', async ({
  page,
  openList,
}) => {
  await openList()
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('guide')
  await page.keyboard.press('Enter')
  const help = page.getByRole('dialog', { name: 'Help' })
  for (const word of ['Not Ready', 'Occupied', 'Offline', 'Your own statuses', 'Unknown'])
    await expect(help.getByRole('term').filter({ hasText: word }).first()).toBeVisible()
  for (const heading of [/ruler is a limit/, /at least since/, /among/, /How old/, /Finding people/])
    await expect(help.getByRole('heading', { name: heading })).toBeVisible()
  await help.getByRole('button', { name: 'All keys' }).click()
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await expect(help).toHaveCount(0)
})

test('an agent is found by name, email or id, and is not kept by the browser', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await openList()
  const agent = (await zoom.agents())[4]
  for (const typed of [agent?.user_email, agent?.user_id, agent?.display_name]) {
    await page.keyboard.press('ControlOrMeta+k')
    await expect(box(page)).toBeFocused()
    await page.keyboard.type(typed ?? '')
    const option = commands(page).getByRole('option', { name: agent?.user_email }).first()
    await expect(option).toContainText(agent?.status_name ?? '')
    await expect(option.locator('.status')).toBeVisible()
    await option.click()
    await expect(agents.profile(agent?.display_name ?? '')).toContainText(agent?.user_id ?? '')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }))
  expect(kept).not.toContain(agent?.user_id)
  expect(kept).not.toContain(agent?.display_name)
})

test('of many that fit eight are shown, and their heading says of how many', async ({
  page,
  zoom,
  openList,
}) => {
  await openList()
  const fitting = (await zoom.agents()).filter(({ user_email }) => user_email?.includes('@rollcall.example'))
  const found = (shown: number) =>
    commands(page)
      .getByRole('group', {
        name: `Agents · ${shown} of ${fitting.length.toLocaleString('en-US')}`,
        exact: true,
      })
      .getByRole('option')
  await page.keyboard.press('ControlOrMeta+k')
  await box(page).fill('@rollcall.example')
  await expect(found(8)).toHaveCount(8)
  await box(page).fill(fitting.at(-1)?.user_id ?? '')
  await expect(commands(page).getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  // Who was used last is shown besides.
  await page.keyboard.press('ControlOrMeta+k')
  await box(page).fill('@rollcall.example')
  await expect(found(9)).toHaveCount(9)
})

test('the Account menu is a menu by keyboard, stands clear of its button and gives the focus back', async ({
  page,
  openList,
}) => {
  await openList()
  const button = page.getByRole('button', { name: 'Account' })
  await button.focus()
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'Help' })).toBeFocused()
  await page.keyboard.press('k')
  await expect(page.getByRole('menuitem', { name: 'Keys' })).toBeFocused()
  const [top, bottom] = await Promise.all([
    page
      .getByRole('menu')
      .boundingBox()
      .then(box => box?.y ?? 0),
    button.boundingBox().then(box => (box?.y ?? 0) + (box?.height ?? 0)),
  ])
  expect(top).toBeGreaterThanOrEqual(bottom)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(button).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Help' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(button).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Help' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('menu')).toHaveCount(0)
})

test('a part that cannot be loaded says so, and comes when asked again', async ({ page, agents, signIn }) => {
  // Otherwise the part may be there by the time it is wanted.
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } })
  })
  let isAway = false
  await page.route('**/_next/static/**', route => (isAway ? route.abort() : route.continue()))
  await signIn()
  await expect(agents.row(1)).toBeVisible()
  isAway = true
  await page.getByRole('button', { name: 'Account' }).click()
  await page.getByRole('menuitem', { name: 'Help' }).click()
  const help = page.getByRole('dialog', { name: 'Help' })
  await expect(help.getByRole('alert')).toContainText('did not load')
  isAway = false
  await help.getByRole('button', { name: 'Try again' }).click()
  await expect(help.getByRole('heading', { name: 'Unknown' })).toBeVisible()
})

test('a sign-out that fails says so, wherever it was asked for', async ({ page, openList }) => {
  await openList()
  await page.route('**/api/auth/**', route => route.abort())
  await page.keyboard.press('ControlOrMeta+k')
  await expect(box(page)).toBeFocused()
  await page.keyboard.type('sign out')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'You are still signed in' })
  await expect(dialog.getByRole('alert')).toBeVisible()
  await page.unroute('**/api/auth/**')
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await expect(page).toHaveURL(/\/sign-in\?reason=signed_out$/)
})

test('on a phone the commands stand under Menu', async ({ page, signIn, agents }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn()
  await expect(agents.row(1)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Commands' })).toHaveCount(0)
  const menu = page.getByRole('button', { name: 'Menu' })
  await menu.click()
  await page.getByRole('group', { name: 'Menu' }).getByRole('button', { name: 'Commands' }).click()
  await expect(box(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(menu).toBeFocused()
})
