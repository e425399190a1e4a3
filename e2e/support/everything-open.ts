import { expect, type Locator, type Page } from 'playwright/test'
import type { AgentsPage } from './agents-page.ts'
import { comeIntoView } from './fixtures.ts'
import type { Zoom } from './zoom.ts'

type Screen = { page: Page; agents: AgentsPage; zoom: Zoom }

/** Filters that have controls of their own kind, or lists of what agents tell. */
const FILTERS = [
  'Status',
  'Role',
  'Integration',
  'Country',
  'Team',
  'Package',
  'Message capacity',
  'Max agent load',
  'Last modified',
]

/**
 * Opens everything that a page of agents can show, one thing at a time, and says what is open. It begins at the list
 * of somebody who is signed in, who is signed out at the end.
 */
export async function* openEverything(screen: Screen): AsyncGenerator<string> {
  const { page, agents } = screen
  const isPhone = (page.viewportSize()?.width ?? 0) < 640
  await expect(agents.row(1)).toBeVisible()
  yield 'list'
  yield* openFilters(screen, isPhone)
  yield* openTools(screen, isPhone)
  yield* openSelection(screen)
  yield* openProfile(screen)
  yield* openTrouble(screen)
  await page.goto('/connection')
  await expect(page.getByRole('heading', { name: 'Connection' })).toBeVisible()
  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  yield 'connection'
  await page.goto('/agents')
  await expect(agents.row(1)).toBeVisible()
  await page.context().clearCookies()
  await comeIntoView(page)
  await expect(page.getByRole('dialog', { name: 'Your session has ended' })).toBeVisible()
  yield 'end of the session'
}

/** Closes the uppermost thing that is open. */
async function close(page: Page, opened: Locator): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(opened).toBeHidden()
}

async function* openFilters({ page, agents }: Screen, isPhone: boolean): AsyncGenerator<string> {
  const sheet = page.getByRole('dialog', { name: 'Filters' })
  if (isPhone) {
    await page.getByRole('button', { name: 'Filters', exact: true }).click()
    await expect(sheet).toBeVisible()
    yield 'filters'
  } else {
    await agents.filters.getByRole('button', { name: 'Filter', exact: true }).click()
    yield 'further filters'
    await close(page, agents.group('Filter'))
  }
  for (const name of FILTERS) {
    const group = await agents.openFilter(name)
    await expect(group.locator('input').first()).toBeVisible()
    yield `filter ${name}`
    await close(page, group)
  }
  const status = await agents.openFilter('Status')
  for (const box of await status.getByRole('checkbox').all()) await box.check()
  await close(page, status)
  const load = await agents.openFilter('Max agent load')
  await load.getByLabel('From').fill('9')
  await load.getByLabel('To').fill('3')
  await expect(load.getByRole('alert')).toBeVisible()
  yield 'filter that cannot be'
  await close(page, load)
  if (isPhone) await close(page, sheet)
  await agents.search.fill('nobody is called this')
  await expect(page.getByRole('heading', { name: 'No agents found' })).toBeVisible()
  yield 'nobody found'
  await page.getByRole('button', { name: 'Show all agents' }).click()
  await expect(agents.row(1)).toBeVisible()

  await page.getByRole('button', { name: 'Custom statuses' }).click()
  await page.getByRole('button', { name: 'By region' }).click()
  await expect(page.getByRole('table', { name: 'Status by region' })).toBeVisible()
  yield 'matrix'
  await close(page, agents.group('By region'))
}

async function* openTools({ page }: Screen, isPhone: boolean): AsyncGenerator<string> {
  const menu = page.getByRole('group', { name: 'Menu' })
  const tool = async (name: string) => {
    if (isPhone && !(await menu.isVisible())) await page.getByRole('button', { name: 'Menu' }).click()
    return page.getByRole('button', { name, exact: true })
  }
  await page.getByRole('button', { name: 'Last 30 minutes' }).click()
  const past = page.getByRole('table', { name: 'Agents by status, last 30 minutes' })
  await expect(past).toBeVisible()
  yield 'the last 30 minutes'
  await close(page, past)
  const views = page.getByRole('menu', { name: 'Views' })
  await (await tool('Views')).click()
  await expect(views).toBeVisible()
  yield 'views'
  await views.getByRole('menuitem', { name: 'Save view' }).click()
  const saving = page.getByRole('dialog', { name: 'Save view' })
  await expect(saving.getByRole('textbox', { name: 'Name' })).toBeVisible()
  yield 'a view to be saved'
  await close(page, saving)
  for (const name of ['Columns', 'Export', 'Commands']) {
    await (await tool(name)).click()
    const dialog = page.getByRole('dialog', { name })
    await expect(dialog.locator('input').first()).toBeVisible()
    yield name.toLowerCase()
    await close(page, dialog)
    if (isPhone && (await menu.isVisible())) await close(page, menu)
  }
  await page.keyboard.press('ControlOrMeta+k')
  const commands = page.getByRole('dialog', { name: 'Commands' })
  await commands.getByRole('combobox').fill('a')
  await expect(commands.getByRole('group', { name: 'Agents' })).toBeVisible()
  await expect(commands.getByRole('group', { name: 'Filters' })).toBeVisible()
  yield 'commands that were found'
  await commands.getByRole('combobox').fill('zzzz')
  await expect(commands.getByRole('option')).toHaveCount(0)
  yield 'no command'
  await close(page, commands)

  const account = page.getByRole('menu', { name: 'Account' })
  await page.getByRole('button', { name: 'Account' }).click()
  await expect(account).toBeVisible()
  yield 'account'
  await close(page, account)
  for (const name of ['Help', 'Keys']) {
    await page.getByRole('button', { name: 'Account' }).click()
    await account.getByRole('menuitem', { name }).click()
    const dialog = page.getByRole('dialog', { name })
    await expect(dialog.getByRole('heading', { level: 3 }).first()).toBeVisible()
    yield name.toLowerCase()
    await close(page, dialog)
  }
}

async function* openSelection({ page, agents }: Screen): AsyncGenerator<string> {
  await agents.select(1, 2, 3)
  await expect(agents.selection).toBeVisible()
  yield 'selection'
  await agents.selection.getByRole('button', { name: 'Compare' }).click()
  const comparison = page.getByRole('dialog', { name: 'Compare agents' })
  await comparison.getByRole('checkbox', { name: 'Only what differs' }).uncheck()
  await expect(comparison.getByRole('rowheader', { name: 'Skills', exact: true })).toBeVisible()
  await expect(comparison).not.toContainText('Loading')
  yield 'comparison'
  await comparison.getByRole('button', { name: 'Add agent' }).click()
  const adding = comparison.getByRole('group', { name: 'Add agent' })
  await expect(adding.getByRole('option').first()).toBeVisible()
  yield 'adding to a comparison'
  await close(page, adding)
  await close(page, comparison)
  await agents.select(4, 5)
  await agents.selection.getByRole('button', { name: 'Compare' }).click()
  await expect(agents.selection.getByRole('alert')).toBeVisible()
  yield 'too many to compare'
  await agents.selection.getByRole('button', { name: 'Clear selection' }).click()
}

async function* openProfile({ page, agents }: Screen): AsyncGenerator<string> {
  const dialog = page.getByRole('dialog')
  await agents.row(3).getByRole('rowheader').click()
  for (const name of ['Queues', 'Skills'])
    await expect(dialog.getByRole('region', { name }).getByRole('listitem').first()).toBeVisible()
  await expect(dialog).toContainText('Emergency calling')
  yield 'profile'
  await close(page, dialog)
  await page.goto('/agents/NoSuchAgent')
  await expect(agents.profile('No such agent')).toBeVisible()
  yield 'no such agent'
  await close(page, dialog)
}

async function* openTrouble({ page, agents, zoom }: Screen): AsyncGenerator<string> {
  const dialog = page.getByRole('dialog')
  for (const path of ['user', 'queues']) await zoom.fault({ preset: 'server_error', path, times: null })
  await agents.row(6).getByRole('rowheader').click()
  await expect(dialog.getByRole('alert')).toHaveCount(2)
  yield 'trouble with a profile'
  await zoom.clearFaults()
  await close(page, dialog)
  await zoom.fault({ preset: 'rate_limited_daily', times: null })
  // A reading that is asked for within two seconds of another is that one, which Zoom may have answered.
  await expect(async () => {
    const answered = page.waitForResponse(/\/api\/roster\?.*refresh=1/)
    await agents.refresh.click()
    await answered
    expect((await zoom.faults())[0]?.struck).toBeGreaterThan(0)
  }).toPass()
  await expect(agents.alert).toHaveCount(1)
  yield 'trouble with the list'
  await zoom.clearFaults()
}
