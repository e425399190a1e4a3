import type { Page } from 'playwright/test'
import { type AgentsPage, addressOf } from '../../support/agents-page.ts'
import { readClipboard } from '../../support/clipboard.ts'
import { expect, test, type Zoom } from '../../support/fixtures.ts'

test.beforeEach(async ({ context, zoom }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await zoom.settings({ agents: 30, odd_agents: false })
})

const heads = (agents: AgentsPage) =>
  agents.grid.getByRole('columnheader').evaluateAll(all => all.map(head => head.ariaLabel))

async function openColumns(page: Page) {
  await page.getByRole('button', { name: 'Columns' }).click()
  return page.getByRole('dialog', { name: 'Columns' })
}

/** What the menu Views copies, as path and query. */
async function copyLink(page: Page, zoom: Zoom): Promise<string> {
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Copy link' }).click()
  await expect(page.getByRole('menuitem', { name: 'Link copied' })).toBeFocused()
  return readCopied(page, zoom)
}

/** The address in the clipboard, as path and query. */
async function readCopied(page: Page, zoom: Zoom): Promise<string> {
  const { pathname, search } = new URL((await readClipboard(page, zoom)).text)
  return decodeURIComponent(pathname + search)
}

const LINK = '/agents?columns=display_name,role_name,user_email&density=comfortable'

test('a link has its columns and its density from the first paint, and leaves the own ones as they are', async ({
  page,
  agents,
  haveSession,
}) => {
  await haveSession()
  await page.route('**/_next/static/**/*.js', route => route.abort())
  await page.goto(LINK)
  expect(await heads(agents)).toEqual(['Name', 'Role', 'Email'])
  await expect(agents.scroller).toHaveAttribute('data-density', 'comfortable')
  await page.unroute('**/_next/static/**/*.js')

  await page.goto(LINK)
  await expect(agents.status).toHaveText('All 30 agents')
  const title = page.getByRole('button', { name: 'Views' }).locator('[data-name]')
  await expect(title).toHaveAttribute('data-name', 'All agents')
  await agents.toggles.getByRole('button', { name: /^Ready/ }).click()
  await expect(page).toHaveURL(
    /\?status=Ready&columns=display_name%2Crole_name%2Cuser_email&density=comfortable$/,
  )
  expect(await heads(agents)).toEqual(['Name', 'Role', 'Email'])
  await page.goto('/agents')
  expect(await heads(agents)).toContain('Status')
  await expect(agents.scroller).toHaveAttribute('data-density', 'compact')
})

test('columns changed while a link has its own change the link’s, and Reset brings the person’s back', async ({
  page,
  agents,
  openList,
}) => {
  await openList(LINK)
  const dialog = await openColumns(page)
  await expect(dialog).toContainText('These columns came with the link')
  await dialog.getByRole('checkbox', { name: 'Role' }).uncheck()
  await expect(page).toHaveURL(/\?columns=display_name%2Cuser_email&density=comfortable$/)
  expect(await heads(agents)).toEqual(['Name', 'Email'])
  await dialog.getByRole('button', { name: 'Reset' }).click()
  await expect(page).toHaveURL(/\/agents$/)
  await expect(agents.scroller).toHaveAttribute('data-density', 'compact')
  expect(await heads(agents)).toContain('Status')
})

test('Density leads back from a link’s density to one’s own, and leaves the link’s columns', async ({
  page,
  agents,
  openList,
}) => {
  await openList(LINK)
  await page.getByRole('button', { name: 'Density' }).click()
  await expect(page).toHaveURL(/\?columns=display_name%2Crole_name%2Cuser_email$/)
  await expect(agents.scroller).toHaveAttribute('data-density', 'compact')
  expect(await heads(agents)).toEqual(['Name', 'Role', 'Email'])
})

test('a link’s columns can be kept, and are then in no address any more', async ({
  page,
  agents,
  openList,
}) => {
  await openList(LINK)
  const dialog = await openColumns(page)
  await dialog.getByRole('button', { name: 'Keep as my columns' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page).toHaveURL(/\/agents\?density=comfortable$/)
  await page.goto(LINK)
  await expect(page).toHaveURL(/\/agents\?density=comfortable$/)
  expect(await heads(agents)).toEqual(['Name', 'Role', 'Email'])
})

test('a density of a link that is one’s own is in no address', async ({ page, agents, openList }) => {
  await openList('/agents?columns=display_name,user_email&density=compact')
  await expect(page).toHaveURL(/\/agents\?columns=display_name%2Cuser_email$/)
  await expect(agents.scroller).toHaveAttribute('data-density', 'compact')
})

test('a copied link carries columns and density only where they are not as delivered', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await openList('/agents?access=active')
  await expect(agents.status).toHaveText(/^\d+ agents$/)
  expect(await copyLink(page, zoom)).toBe('/agents?access=active')
  const dialog = await openColumns(page)
  for (const name of await heads(agents))
    if (name !== 'Name' && name !== 'Email')
      await dialog.getByRole('checkbox', { name: name ?? '', exact: true }).uncheck()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Density' }).click()
  await expect(page).toHaveURL(/\?access=active$/)
  const link = await copyLink(page, zoom)
  expect(link).toBe('/agents?access=active&columns=display_name,user_email&density=comfortable')

  const other = await page
    .context()
    .browser()
    ?.newContext({ storageState: await page.context().storageState() })
  await other?.clearCookies({ name: 'rollcall.columns' })
  const reader = await other?.newPage()
  await reader?.goto(new URL(link, page.url()).href)
  await expect(reader?.getByRole('columnheader') ?? page.locator('none')).toHaveCount(2)
  await other?.close()
})

test('a link that the browser does not let copy is not called copied', async ({ page, openList }) => {
  await openList()
  await page.evaluate(() => {
    Object.assign(navigator.clipboard, { writeText: () => Promise.reject(new Error('refused')) })
  })
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Copy link' }).click()
  await expect(page.getByRole('menuitem', { name: 'Could not be copied' })).toBeFocused()
})

test('a link copied in a profile shows its reader that profile over the same list', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await openList('/agents?sort=display_name')
  await (await openColumns(page)).getByRole('checkbox', { name: 'Role' }).uncheck()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Density' }).click()
  const shown = await heads(agents)
  const name = await agents.row(2).getByRole('link').textContent()
  expect(shown).not.toContain('Role')
  await agents.row(2).getByRole('rowheader').click()
  await page.getByRole('button', { name: 'Copy link' }).click()
  await expect(page.getByText('Copied', { exact: true })).toBeAttached()
  const link = await readCopied(page, zoom)

  await page.context().clearCookies({ name: 'rollcall.columns' })
  await page.goto(link)
  await expect(agents.profile(name ?? '')).toBeVisible()
  expect(await heads(agents)).toEqual(shown)
  await expect(agents.scroller).toHaveAttribute('data-density', 'comfortable')
})

test('all agents have an address where a bare list opens another view, which no profile does', async ({
  page,
  agents,
  zoom,
  signIn,
}) => {
  // The server keeps a person's views from test to test.
  await signIn('/agents?status=Ready', 'bo')
  const choose = async (item: string) => {
    await page.getByRole('button', { name: 'Views' }).click()
    const saved = page.waitForResponse(answer => answer.request().method() === 'PUT')
    await page.getByRole('menuitem', { name: item }).click()
    await (await saved).finished()
  }
  await choose('Open with this view')
  const known = Promise.withResolvers<void>()
  await page.route('**/api/views', async route => {
    await known.promise
    await route.continue()
  })
  await page.goto('/agents')
  await expect(page).toHaveURL(/\?status=Ready$/)
  await agents.clearFilters.click()
  await expect(agents.status).toHaveText('All 30 agents')
  // Asked for before the page knows which view a bare list opens.
  await expect(page).toHaveURL(/\/agents$/)
  known.resolve()
  await expect(page).toHaveURL(/\/agents\?view=all$/)
  await page.unroute('**/api/views')
  await page.reload()
  await expect(agents.status).toHaveText('All 30 agents')
  const [first] = await zoom.agents()
  await page.goto(addressOf(first))
  await expect(page.getByRole('dialog')).toContainText(first?.user_email ?? '')
  await expect(agents.status).toHaveText('All 30 agents')
  await page.goto('/agents?view=all')
  const link = await copyLink(page, zoom)
  await page.goto(link)
  await expect(agents.status).toHaveText('All 30 agents')
  await page.goto('/agents')
  await choose('Stop opening with this view')
})

test('a status of many letters narrows like any other, and what no address can hold is said and changes nothing', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  const told = await zoom.agents()
  for (const [place, { user_id }] of told.entries())
    await zoom.patchAgent(user_id, {
      status_id: `own-${place}`,
      status_name: `${place} ${'at the other desk '.repeat(20)}`,
      sub_status_name: null,
    })
  await openList()
  await expect(agents.status).toHaveText('All 30 agents')
  const group = await agents.openFilter('Status')
  await group.getByRole('checkbox', { name: /^7 at the other desk/ }).check()
  await expect(agents.status).toHaveText('1 agent')
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(agents.status).toHaveText('1 agent')
  const address = page.url()
  await agents.toggles.getByRole('button', { name: 'Custom 30' }).click()
  const dialog = page.getByRole('dialog', { name: 'Too much for one address' })
  await expect(dialog).toContainText('Choose fewer of them')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  expect(page.url()).toBe(address)
  await expect(agents.status).toHaveText('1 agent')
  await expect(agents.toggles.getByRole('button', { name: 'Custom 30' })).toBeFocused()
})
