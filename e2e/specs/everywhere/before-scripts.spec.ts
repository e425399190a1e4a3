import type { Locator, Page } from 'playwright/test'
import type { AgentsPage } from '../../support/agents-page.ts'
import { signInByHttp, takenOver } from '../../support/fixtures.ts'
import { expect, test } from '../../support/without-scripts.ts'

/** For what nothing announces. */
const often = { intervals: [50] }

type Press = {
  what: string
  /** Of the window, where it matters; in pixels. */
  width?: number
  on: (page: Page, agents: AgentsPage) => Locator
  /** In it, where it is not the middle. */
  position?: { x: number; y: number }
  does: (page: Page, agents: AgentsPage) => Promise<void>
}

const button = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name, exact: true })
const shows = (role: 'dialog' | 'menu' | 'group', name: string) => (page: Page) =>
  expect(page.getByRole(role, { name, exact: true })).toBeVisible()

const PRESSES: Press[] = [
  {
    what: 'a count by status',
    on: (_, agents) => agents.toggles.getByRole('button', { name: /^Ready/ }),
    does: page => expect(page).toHaveURL(/\?status=Ready$/),
  },
  { what: 'By region', on: button('By region'), does: shows('group', 'By region') },
  { what: 'Views', on: button('Views'), does: shows('menu', 'Views') },
  { what: 'Columns', on: button('Columns'), does: shows('dialog', 'Columns') },
  {
    what: 'Density',
    on: button('Density'),
    does: page => expect(button('Density')(page)).toHaveAttribute('aria-pressed', 'true'),
  },
  { what: 'Export', on: button('Export'), does: shows('dialog', 'Export') },
  {
    what: 'the filter Status',
    on: (_, agents) => agents.filters.getByRole('button', { name: 'Status', exact: true }),
    does: shows('group', 'Status'),
  },
  { what: 'Filter', on: button('Filter'), does: shows('group', 'Filter') },
  {
    what: 'the head of a column',
    on: (_, agents) => agents.heading('Email').getByRole('button'),
    does: page => expect(page).toHaveURL(/\?sort=user_email$/),
  },
  {
    what: 'the checkbox of a row',
    on: (_, agents) => agents.row(3).getByRole('checkbox'),
    does: (_, agents) => expect(agents.selection).toContainText('1 selected'),
  },
  {
    what: 'what is beside that checkbox',
    on: (_, agents) => agents.row(3).getByRole('rowheader'),
    position: { x: 4, y: 4 },
    does: (_, agents) => expect(agents.selection).toContainText('1 selected'),
  },
  { what: 'Commands', on: button('Commands'), does: shows('dialog', 'Commands') },
  { what: 'Filters on a phone', width: 390, on: button('Filters'), does: shows('dialog', 'Filters') },
  { what: 'Menu on a phone', width: 390, on: button('Menu'), does: shows('group', 'Menu') },
  { what: 'Account', on: button('Account'), does: shows('menu', 'Account') },
]

test.describe('before the scripts have arrived', () => {
  for (const { what, width = 1440, on, position, does } of PRESSES) {
    test(`a press on ${what} is done once they have, and no more than once`, async ({
      page,
      agents,
      openEarly,
    }) => {
      await page.setViewportSize({ width, height: 844 })
      const letArrive = await openEarly()
      await on(page, agents).click({ position })
      await on(page, agents).click({ position })
      letArrive()
      await does(page, agents)
    })
  }

  test('the page listens before any of it can be seen', async ({ page, haveSession }) => {
    await haveSession()
    const html = await (await page.request.get('/agents')).text()
    expect(html.slice(0, html.indexOf('<body'))).toContain('rollcallEarly')
  })

  test('they are not even asked for before the rows are painted', async ({ page, haveSession }) => {
    await haveSession()
    await page.addInitScript(() => {
      const look = () =>
        document.querySelector('[data-index]') ? performance.mark('rows') : requestAnimationFrame(look)
      requestAnimationFrame(look)
    })
    await page.goto('/agents')
    await takenOver(page)
    const [rows = 0, ...scripts] = await page.evaluate(() => {
      const isScript = ({ name }: PerformanceEntry) => new URL(name).pathname.endsWith('.js')
      const asked = performance.getEntriesByType('resource').filter(isScript)
      return [...performance.getEntriesByName('rows'), ...asked].map(({ startTime }) => startTime)
    })
    expect(scripts.length).toBeGreaterThan(2)
    expect(Math.min(...scripts)).toBeGreaterThanOrEqual(rows)
  })

  test('they come also where nothing is ever painted', async ({ page, haveSession }) => {
    await haveSession()
    await page.addInitScript(() => {
      window.requestAnimationFrame = () => 0
    })
    await page.goto('/agents')
    await takenOver(page)
  })

  for (const [which, pattern] of [
    ['all of them', '**/_next/static/**/*.js'],
    ['the one that starts the others', '**/turbopack-*.js'],
  ] as const)
    test(`where they cannot be had, ${which}, the page says so and takes over once they can`, async ({
      page,
      haveSession,
    }) => {
      await haveSession()
      await page.route(pattern, route => route.abort())
      await page.goto('/agents')
      const notice = page.getByRole('alert').filter({ hasText: 'Part of this page has not arrived.' })
      await expect(notice).toBeVisible()
      const anew = page.waitForRequest(request => request.isNavigationRequest())
      await notice.getByRole('link', { name: 'reload the page' }).click()
      await anew
      await expect(notice).toBeVisible()
      await button('By region')(page).click()
      await page.unroute(pattern)
      await expect(page.getByRole('group', { name: 'By region', exact: true })).toBeVisible()
      await expect(notice).toBeHidden()
    })

  test('several presses are done in their order, also where a browser extension has put something in between', async ({
    page,
    agents,
    openEarly,
  }) => {
    const letArrive = await openEarly()
    await agents.toggles.getByRole('button', { name: /^Ready/ }).click()
    await agents.heading('Email').getByRole('button').click()
    await agents.row(3).getByRole('checkbox').click()
    await agents.search.evaluate(box => box.insertAdjacentHTML('afterend', '<div>a password manager</div>'))
    letArrive()
    await expect(page).toHaveURL(/\?status=Ready&sort=user_email$/)
    await expect(agents.selection).toContainText('1 selected')
  })

  test('a press on another page is done as well', async ({ page, signIn, openWithoutScripts }) => {
    await signIn('/agents')
    const letArrive = await openWithoutScripts('/connection')
    await button('Sign out everywhere')(page).click()
    letArrive()
    await expect(button('Cancel')(page)).toBeVisible()
  })

  test('a click on the way in is not lost', async ({ page, zoom: _, openWithoutScripts }) => {
    const letArrive = await openWithoutScripts('/sign-in')
    await page.getByRole('button', { name: 'Sign in with Zoom' }).click()
    letArrive()
    await expect(page.getByRole('button', { name: 'Allow' })).toBeVisible()
  })

  test('a click on a row opens its profile', async ({ page, agents, openEarly }) => {
    const letArrive = await openEarly()
    const name = String(await agents.row(4).getByRole('rowheader').textContent())
    await agents.row(4).getByRole('gridcell').first().click()
    await expect(page).toHaveURL(/\/agents$/)
    letArrive()
    await expect(agents.profile(name)).toBeVisible()
  })

  test('a word typed is searched for', async ({ page, agents, openEarly }) => {
    const letArrive = await openEarly()
    await agents.search.pressSequentially('garcia')
    letArrive()
    await expect(page).toHaveURL(/\?search=garcia$/)
    await expect(agents.search).toHaveValue('garcia')
    await expect(agents.row(1)).toContainText(/garcia/i)
  })

  test('a word typed over a link in the reader’s own columns is one step, which Back takes back', async ({
    page,
    agents,
    app,
    signIn,
    openWithoutScripts,
  }) => {
    const columns = 'display_name,user_email'
    const value = encodeURIComponent(`${columns};;compact`)
    await page.context().addCookies([{ name: 'rollcall.columns', value, url: app.url }])
    // All agents are held, so that each key is answered from the first on.
    await signIn('/agents')
    await expect(agents.status).toHaveText('All 437 agents')
    await page.goto('/connection')
    const letArrive = await openWithoutScripts(`/agents?columns=${columns}`)
    await agents.search.pressSequentially('garcia')
    letArrive()
    await expect(page).toHaveURL(/\/agents\?search=garcia$/)
    await page.goBack()
    await expect(page).toHaveURL(/\/agents$/)
    await expect(agents.search).toHaveValue('')
    await expect(agents.status).toHaveText('All 437 agents')
  })

  test('a filter chosen is set', async ({ page, agents, openEarly }) => {
    const letArrive = await openEarly()
    await agents.access.selectOption({ label: 'Inactive' })
    letArrive()
    await expect(page).toHaveURL(/\?access=inactive$/)
    await expect(agents.row(1)).toContainText('Inactive')
  })

  test('what was entered is kept where a browser extension has put something beside it', async ({
    page,
    agents,
    openEarly,
  }) => {
    const letArrive = await openEarly()
    await agents.access.selectOption({ label: 'Active' })
    await agents.search.pressSequentially('garcia')
    await agents.search.evaluate(box => box.insertAdjacentHTML('afterend', '<div>a password manager</div>'))
    letArrive()
    await expect(page).toHaveURL(/\?search=garcia&access=active$/)
    await expect(agents.search).toHaveValue('garcia')
    await expect(agents.search).toBeFocused()
    await expect(agents.access.locator(':checked')).toHaveText('Active')
  })

  test('a page left without them is shown to nobody else by Back', async ({
    page,
    agents,
    app,
    haveSession,
    openWithoutScripts,
  }) => {
    await haveSession()
    await openWithoutScripts('/agents?search=garcia')
    await expect(agents.row(1)).toContainText(/garcia/i)
    await expect.poll(() => page.evaluate(() => window.history.state?.person), often).toBeTruthy()
    // Its scripts are kept from arriving as well, and with them its load.
    await page.goto('/connection', { waitUntil: 'commit' })
    await expect(page.getByRole('heading', { name: 'Connection' })).toBeVisible()
    await page.context().clearCookies()
    await signInByHttp(page, app, 'bo')
    await page.goBack({ waitUntil: 'commit' })
    await expect(page).toHaveURL(`${app.url}/agents`)
    await expect(agents.search).toHaveValue('')
  })

  test('a list that was scrolled stays where it is', async ({ agents, openEarly }) => {
    const letArrive = await openEarly()
    await expect(agents.row(24)).toBeAttached()
    await agents.scrollTo(20)
    letArrive()
    // React takes over once there is room for all that are loaded.
    await expect
      .poll(() => agents.scroller.evaluate(element => element.scrollHeight), often)
      .toBeGreaterThan(150 * 32)
    expect(await agents.scrollTop()).toBe(20)
  })
})
