import type { Page } from 'playwright/test'
import { AgentsPage } from '../../support/agents-page.ts'
import { expect, type TrueAgent, test, type Zoom } from '../../support/fixtures.ts'

/** What is said here holds until all agents have arrived: page by page from Zoom. */
test.beforeEach(({ pagesOnly }) => pagesOnly())

const matches = (text: string) => (agent: TrueAgent) =>
  [agent.display_name, agent.user_email].some(field => field?.toLowerCase().includes(text.toLowerCase()))

const count = (number: number) => (number === 1 ? '1 agent' : `${number} agents`)

/** What Zoom was searched for, in order. */
async function searches(zoom: Zoom): Promise<string[]> {
  const paths = (await zoom.log()).map(call => new URL(call.path, 'http://zoom'))
  return paths
    .filter(({ pathname }) => pathname.endsWith('/contact_center/users'))
    .flatMap(({ searchParams }) => searchParams.get('search_key') ?? [])
}

const parametersOf = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams)

test('searching for a part of a name in any case or script, or of an email, shows those agents and no others', async ({
  page,
  agents,
  zoom,
  signIn,
}) => {
  await zoom.settings({ agents: 1037 }) // or as many are found of one as of another
  await signIn()
  for (const text of ['mÜLLER', 'Παπαδόπουλος', 'customer-experience.international']) {
    const found = (await zoom.agents()).filter(matches(text))
    expect(found.length, text).toBeGreaterThan(0)
    await agents.search.fill(text)
    await expect(agents.status).toHaveText(count(found.length))
    await expect(agents.grid).toHaveAttribute('aria-rowcount', String(found.length + 1))
    const seen = await agents.readToEnd('Email', found.length)
    expect([...seen.values()].flatMap(texts => [...texts])).toEqual(
      found.map(agent => agent.user_email ?? 'Unknown'),
    )
    expect(parametersOf(page)).toEqual({ search: text })
  }
})

test('signs that mean something in an address reach Zoom as they were typed, and come back from the address', async ({
  page,
  agents,
  zoom,
  signIn,
}) => {
  const names = ['R+D & "QA" 100% #1', 'a=b?c/d\\e', '50%25', '𠮷野 é̀ ß', '<i>']
  const ids = (await zoom.agents()).slice(100).map(agent => agent.user_id)
  for (const [index, display_name] of names.entries())
    await zoom.patchAgent(ids[index] ?? '', { display_name })
  await signIn()
  for (const name of names) {
    await agents.search.fill(name)
    await expect(agents.grid.getByRole('rowheader', { name, exact: true })).toBeVisible()
    await expect(agents.status).toHaveText('1 agent')
    expect(parametersOf(page)).toEqual({ search: name })
  }
  expect(await searches(zoom)).toEqual(names)
  await page.reload()
  await expect(agents.search).toHaveValue('<i>')
  await expect(agents.status).toHaveText('1 agent')
})

test('typing without a pause asks Zoom once for the whole word', async ({ page, agents, zoom, openList }) => {
  await page.clock.install()
  await openList()
  await page.clock.pauseAt(Date.now() + 3_600_000)
  for (const key of 'garcia') {
    await agents.search.press(key)
    await page.clock.runFor(60)
  }
  await page.clock.resume()
  await expect(agents.status).toHaveText(count((await zoom.agents()).filter(matches('garcia')).length))
  const asked = await searches(zoom)
  expect(asked.length).toBeLessThanOrEqual(2)
  expect(asked.at(-1)).toBe('garcia')
})

test('a late answer to an earlier search does not replace the answer to the later one', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  const found = (await zoom.agents()).filter(matches('kowalski'))
  await openList()
  await zoom.fault({ path: 'search_key=garcia', delay_ms: 2_500 })
  const isFirst = (request: { url(): string }) => request.url().includes('search_key=garcia')
  const first = page.waitForRequest(isFirst)
  const over = Promise.race([
    page.waitForEvent('requestfinished', isFirst),
    page.waitForEvent('requestfailed', isFirst),
  ])
  await agents.search.fill('garcia')
  await agents.search.press('Enter')
  await first
  await agents.search.fill('kowalski')
  await agents.search.press('Enter')
  await expect(agents.status).toHaveText(count(found.length))
  await over
  await expect(agents.search).toHaveValue('kowalski')
  await expect(agents.status).toHaveText(count(found.length))
  await expect(agents.grid.getByRole('rowheader').first()).toHaveText(found[0]?.display_name ?? '')
  expect(parametersOf(page)).toEqual({ search: 'kowalski' })
})

test('a region is chosen by its name and asked for by its id', async ({ page, agents, zoom, signIn }) => {
  const here = (await zoom.agents()).filter(agent => agent.region_name === '東京・大阪')
  await signIn()
  await expect(agents.region).toHaveText(/Europe – Lisboa & Zürich/)
  await agents.region.selectOption({ label: '東京・大阪' })
  await expect(agents.status).toHaveText(count(here.length))
  await expect(agents.row(1)).toContainText('東京・大阪')
  expect(parametersOf(page)).toEqual({ region: '-q9PfYc1TDO4hUa6GmVw2w' })
})

test('access narrows the list together with the search, and Clear filters brings everybody back', async ({
  page,
  agents,
  zoom,
  signIn,
}) => {
  await zoom.settings({ agents: 1037 })
  const out = (await zoom.agents()).filter(agent => agent.user_access === 'inactive')
  await signIn()
  await expect(agents.clearFilters).toBeHidden()
  await agents.access.selectOption({ label: 'Inactive' })
  await expect(agents.status).toHaveText(count(out.length))
  await agents.search.fill('maria')
  await expect(agents.status).toHaveText(count(out.filter(matches('maria')).length))
  expect(parametersOf(page)).toEqual({ search: 'maria', access: 'inactive' })

  await agents.clearFilters.click()
  await expect(agents.status).toHaveText('300 of 1,037 loaded')
  await expect(agents.search).toHaveValue('')
  await expect(agents.access.locator(':checked')).toHaveText('All')
  await expect(agents.clearFilters).toBeHidden()
  expect(parametersOf(page)).toEqual({})
})

test('a filter chosen while a search is still being typed is kept together with it', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  const found = (await zoom.agents()).filter(
    agent => matches('ma')(agent) && agent.user_access === 'inactive',
  )
  await page.clock.install()
  await openList()
  await page.clock.pauseAt(Date.now() + 3_600_000)
  await agents.search.fill('ma')
  await agents.access.selectOption({ label: 'Inactive' })
  await page.clock.runFor(1_000)
  await page.clock.resume()
  await expect(agents.status).toHaveText(count(found.length))
  expect(parametersOf(page)).toEqual({ search: 'ma', access: 'inactive' })
})

test('a reload and a copied link show the same list with the same filters', async ({
  page,
  agents,
  context,
  zoom,
  signIn,
}) => {
  const found = (await zoom.agents()).filter(
    agent =>
      matches('ma')(agent) && agent.user_access === 'active' && agent.region_id === '8f71O6rWT8KFUGQmJIFAdQ',
  )
  await signIn()
  await agents.search.fill('ma')
  await expect(agents.status).toHaveText(count((await zoom.agents()).filter(matches('ma')).length))
  await agents.region.selectOption({ label: 'Main Region' })
  await agents.access.selectOption({ label: 'Active' })
  const other = await context.newPage()
  await expect(agents.status).toHaveText(count(found.length))
  await page.reload()
  await other.goto(page.url())
  for (const view of [agents, new AgentsPage(other)]) {
    await expect(view.status).toHaveText(count(found.length))
    await expect(view.search).toHaveValue('ma')
    await expect(view.region.locator(':checked')).toHaveText('Main Region')
    await expect(view.access.locator(':checked')).toHaveText('Active')
    await expect(view.grid.getByRole('rowheader').first()).toHaveText(found[0]?.display_name ?? '')
  }
})

test('Back takes back one change at a time, a whole typed word being one, and Forward brings it again', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  const everyone = await zoom.agents()
  const maria = everyone.filter(matches('maria'))
  const active = maria.filter(agent => agent.user_access === 'active')
  await openList()
  await agents.search.pressSequentially('maria')
  await expect(agents.status).toHaveText(count(maria.length))
  await agents.access.selectOption({ label: 'Active' })
  await expect(agents.status).toHaveText(count(active.length))

  await page.goBack()
  await expect(agents.status).toHaveText(count(maria.length))
  await expect(agents.access.locator(':checked')).toHaveText('All')
  await expect(agents.search).toHaveValue('maria')
  await page.goBack()
  await expect(agents.status).toHaveText('300 of 437 loaded')
  await expect(agents.search).toHaveValue('')
  await page.goForward()
  await expect(agents.search).toHaveValue('maria')
  await expect(agents.status).toHaveText(count(maria.length))
})

test('bad values in an address become "not set": the whole list is shown, not an error', async ({
  page,
  agents,
  haveSession,
}) => {
  await haveSession()
  for (const query of [
    'access=suspended',
    'access=ACTIVE&access=',
    'region=%00',
    `region=${'r'.repeat(300)}`,
    'search=%20%20',
    'page_size=5&next_page_token=x&sort=name',
  ]) {
    await page.goto(`/agents?${query}`)
    await expect(agents.status, query).toHaveText('300 of 437 loaded')
    await expect(agents.search).toHaveValue('')
    await expect(agents.region.locator(':checked')).toHaveText('All')
    await expect(agents.access.locator(':checked')).toHaveText('All')
    await expect(agents.alert).toHaveCount(0)
  }
})

test('when nobody is found the page says what was asked for and leads back to everybody', async ({
  page,
  agents,
  signIn,
}) => {
  await signIn()
  await agents.search.fill('nobody is called <this>')
  await expect(agents.status).toHaveText('No agents')
  await expect(page.getByRole('main')).toContainText('“nobody is called <this>”')
  await expect(agents.rows).toHaveCount(0)
  await expect(agents.alert).toHaveCount(0)
  await agents.clearFilters.click()
  await expect(agents.status).toHaveText('300 of 437 loaded')
  await expect(agents.row(1)).toBeVisible()
})

test('an account without agents is told so, and there are no filters to clear', async ({
  page,
  agents,
  zoom,
  signIn,
}) => {
  await zoom.settings({ agents: 0 })
  await signIn()
  await expect(agents.status).toHaveText('No agents')
  await expect(agents.rows).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Zoom lists no agents for this account' })).toBeVisible()
  await expect(agents.heading('Status')).toBeVisible()
  await expect(agents.clearFilters).toBeHidden()
  await expect(agents.alert).toHaveCount(0)
})
