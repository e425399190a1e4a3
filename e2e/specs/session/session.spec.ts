import type { Page } from 'playwright/test'
import { AgentsPage, addressOf } from '../../support/agents-page.ts'
import { allowAtZoom, comeIntoView, expect, signInByHttp, signOut, test } from '../../support/fixtures.ts'

/** Counts the calls that a page makes from now on, by the path. */
function countCalls(page: Page, path: string): () => number {
  let calls = 0
  page.on('request', request => {
    if (new URL(request.url()).pathname === path) calls++
  })
  return () => calls
}

const OTHER = { name: 'Somebody else has signed in' }

test('who signs in in a second tab takes over: the first drops every row, names the person and goes on to a bare list', async ({
  page,
  context,
  agents,
  app,
  zoom,
  openList,
}) => {
  // Whoever is signed in is not shown the sign-in page: it is open from before.
  const second = await context.newPage()
  await second.goto('/sign-in')
  await openList('/agents?access=active')
  const email = (await zoom.agents()).find(agent => agent.user_access === 'active')?.user_email ?? ''
  await expect(page.getByText(email).first()).toBeVisible()

  await second.getByRole('button', { name: 'Sign in with Zoom' }).click()
  await allowAtZoom(second, 'bo')
  await expect(new AgentsPage(second).row(1)).toBeVisible()

  const dialog = page.getByRole('dialog', OTHER)
  await expect(dialog).toContainText('Bo Lindqvist is signed in in this browser now')
  await expect(dialog).toContainText('Ana Souza')
  await expect(agents.grid).toHaveCount(0)
  await expect(page.getByText(email)).toHaveCount(0)
  // Nor in the scripts of the document, or in the address.
  expect(await page.content()).not.toContain(email)
  await expect(page).toHaveURL(`${app.url}/agents`)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeVisible()

  await dialog.getByRole('link', { name: 'Continue as Bo Lindqvist' }).click()
  await expect(page).toHaveURL(`${app.url}/agents`)
  await expect(agents.row(1)).toBeVisible()
  await page.getByRole('button', { name: 'Account' }).click()
  await expect(page.getByText('Signed in as Bo Lindqvist')).toBeVisible()
})

test('an answer for another person is not shown, although no other tab has told of the sign-in', async ({
  page,
  agents,
  app,
  openPages,
}) => {
  const regions = page.waitForResponse('**/contact_center/regions*')
  await openPages() // or the reading of all agents would notice first
  await (await regions).finished() // the page asks nothing more by itself
  await signInByHttp(page, app, 'olga')
  await agents.refresh.click()
  await expect(page.getByRole('dialog', OTHER)).toContainText('Olga Petrova')
  await expect(agents.grid).toHaveCount(0)
})

test("a link to another page of a frame that is somebody else's by now shows none of the rows of before", async ({
  page,
  agents,
  app,
  openPages,
}) => {
  const regions = page.waitForResponse('**/contact_center/regions*')
  await openPages() // or the reading of all agents would notice first
  await (await regions).finished() // the page asks nothing more by itself
  await signInByHttp(page, app, 'bo')
  await page.getByRole('link', { name: 'Connection' }).click()
  await expect(page.getByRole('dialog', OTHER)).toContainText('Bo Lindqvist')
  await expect(agents.grid).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Connection' })).toHaveCount(0)
})

for (const way of ['here', 'everywhere'] as const) {
  test(`signing out ${way} in one tab covers the others at once, without their asking Zoom`, async ({
    page,
    context,
    agents,
    openList,
  }) => {
    await openList('/agents?access=inactive')
    const second = await context.newPage()
    await second.goto('/connection')
    const reads = countCalls(page, '/api/zoom/contact_center/users')
    if (way === 'here') await signOut(second)
    else {
      await second.getByRole('button', { name: 'Sign out everywhere' }).click()
      await second.getByRole('button', { name: 'Sign out everywhere now' }).click()
    }
    await expect(page.getByRole('dialog', { name: 'Your session has ended' })).toBeVisible({ timeout: 5_000 })
    await expect(agents.row(1)).toBeVisible()
    expect(reads()).toBe(0)
  })
}

test('a session that ended without a word from any tab is noticed when the page comes into view', async ({
  page,
  context,
  openList,
}) => {
  await openList()
  await context.clearCookies()
  await comeIntoView(page)
  await expect(page.getByRole('dialog', { name: 'Your session has ended' })).toBeVisible()
})

test('a page that the browser has kept and shows again by Back asks for its session', async ({
  page,
  context,
  openPages,
}) => {
  await openPages()
  await comeIntoView(page)
  await context.clearCookies()
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  await expect(page.getByRole('dialog', { name: 'Your session has ended' })).toBeVisible()
})

test('signing out leaves nothing in the tab of what was searched for', async ({ page, agents, openList }) => {
  await openList('/agents?search=garcia')
  await agents.select(1)
  await signOut(page)
  expect(await page.evaluate(() => ({ ...sessionStorage }))).toEqual({})
})

test('a check of the session that does not get through is made again', async ({
  page,
  context,
  openPages,
}) => {
  await openPages()
  await comeIntoView(page)
  await context.clearCookies()
  await page.route('**/api/auth/session', route => route.abort(), { times: 1 })
  const failed = page.waitForEvent('requestfailed', request => request.url().includes('/api/auth/session'))
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await failed
  await expect(page.getByRole('dialog', { name: 'Your session has ended' })).toBeVisible()
})

test('signing in again as the same person brings back filters and profile, and frees the other tabs too', async ({
  page,
  context,
  agents,
  app,
  zoom,
  openList,
}) => {
  const truth = (await zoom.agents()).find(agent => agent.user_access === 'inactive')
  const address = `${addressOf(truth)}?access=inactive`
  await openList(address)
  const second = await context.newPage()
  await second.goto('/agents?search=a')
  await context.clearCookies()
  for (const tab of [page, second]) await comeIntoView(tab)
  const over = { name: 'Your session has ended' }
  await expect(second.getByRole('dialog', over)).toBeVisible()

  await page.getByRole('dialog', over).getByRole('button', { name: 'Sign in again' }).click()
  await allowAtZoom(page)
  await expect(page).toHaveURL(app.url + address)
  await expect(agents.profile(truth?.display_name ?? '')).toBeVisible()
  await expect(agents.row(1)).toBeVisible()
  await expect(second.getByRole('dialog', over)).toHaveCount(0)
  await expect(new AgentsPage(second).row(1)).toBeVisible()
})

test('signing in again as the same person brings back the order, the place in the list and the selection', async ({
  page,
  context,
  agents,
  app,
  openList,
}) => {
  const address = '/agents?access=active&sort=-user_email'
  await openList(address)
  await expect(agents.status).toHaveText(/^\d+ agents$/)
  await agents.select(2)
  const selected = await agents.row(2).getAttribute('data-id')
  await agents.scrollTo(3_000)
  await context.clearCookies()
  await comeIntoView(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in again' }).click()
  await allowAtZoom(page)
  await expect(page).toHaveURL(app.url + address)
  await expect(agents.heading('Email')).toHaveAttribute('aria-sort', 'descending')
  await expect.poll(() => agents.scrollTop()).toBe(3_000)
  await expect(agents.selection).toContainText('1 selected')
  await agents.scrollTo(0)
  await expect(agents.row(2)).toHaveAttribute('data-id', selected ?? '')
  await expect(agents.row(2)).toHaveAttribute('aria-selected', 'true')
})

test('signing in as another person after the end opens a bare list: nothing of the first', async ({
  page,
  context,
  agents,
  app,
  openList,
}) => {
  for (const path of ['/agents?search=garcia&access=active', '/connection']) {
    await context.clearCookies()
    await openList()
    await page.goto(path)
    await context.clearCookies()
    await comeIntoView(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Sign in again' }).click()
    await allowAtZoom(page, 'bo')
    await expect(page).toHaveURL(`${app.url}/agents`)
    await expect(agents.row(1)).toBeVisible()
    await expect(agents.search).toHaveValue('')
  }
})

test('a dead grant is not forgotten because the session itself still lives', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await openList()
  await zoom.killGrants()
  await agents.refresh.dispatchEvent('click')
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' })
  await expect(dialog).toBeVisible()
  await comeIntoView(page)
  await expect(dialog).toBeVisible()
})

test('Back leads nobody to what another person has searched for, nor down to where that one was', async ({
  page,
  context,
  agents,
  app,
  openList,
}) => {
  await openList()
  await agents.search.fill('garcia')
  await expect(page).toHaveURL(/search=garcia/)
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Connection' }).click()
  await expect(page).toHaveURL(/connection/)
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Agents' }).click()
  await expect(agents.search).toHaveValue('garcia')
  await agents.clearFilters.click()
  await expect(page).toHaveURL(`${app.url}/agents`)
  await agents.scrollTo(400)
  await context.clearCookies()
  await comeIntoView(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in again' }).click()
  await allowAtZoom(page, 'bo')
  await expect(page).toHaveURL(`${app.url}/agents`)
  await expect(agents.row(1)).toBeVisible()

  expect(await agents.scrollTop()).toBe(0)

  // What the page shows at any moment, its first one included.
  const searched = new Set<string>()
  await page.exposeFunction('tell', (value: string) => searched.add(value))
  await page.addInitScript(() => {
    const look = () => {
      const search = document.querySelector<HTMLInputElement>('input[type=search]')
      if (search?.checkVisibility())
        (window as unknown as { tell: (value: string) => void }).tell(search.value)
      requestAnimationFrame(look)
    }
    look()
  })
  const history = await context.newCDPSession(page)
  const { entries } = await history.send('Page.getNavigationHistory')
  const ofTheFirst = entries.filter(({ url }) => url.includes('garcia'))
  expect(ofTheFirst.length).toBeGreaterThanOrEqual(2)
  for (const { id } of ofTheFirst) {
    await history.send('Page.navigateToHistoryEntry', { entryId: id })
    await expect(page).toHaveURL(`${app.url}/agents`)
    await expect(agents.row(1)).toBeVisible()
    await expect(agents.search).toHaveValue('')
  }
  expect([...searched]).toEqual([''])
})
