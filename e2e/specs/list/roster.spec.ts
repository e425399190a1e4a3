import type { Page } from 'playwright/test'
import { addressOf } from '../../support/agents-page.ts'
import { comeIntoView, readInBackground, setHidden } from '../../support/fixtures.ts'
import { listen } from '../../support/heard.ts'
import { expect, test } from '../../support/often-read.ts'

/** The account's statuses do not change by themselves in these tests. */
const READY = { status_id: '1', status_name: 'Ready', sub_status_id: null, sub_status_name: null }
const MEAL = { status_id: '2', status_name: 'Not Ready', sub_status_id: '21', sub_status_name: 'Meal' }

test('all agents arrive by themselves, and from then on a search and filters ask Zoom nothing', async ({
  page,
  agents,
  zoom,
  openAll,
}) => {
  await openAll()
  const everyone = await zoom.agents()
  const calls = () =>
    zoom.log().then(log => log.filter(({ path }) => /search_key|region_id/.test(path)).length)
  const before = await calls()
  await agents.search.fill('garcia')
  const found = everyone.filter(({ display_name = '', user_email = '' }) =>
    /garcia/i.test(`${display_name}${user_email}`.normalize('NFKD').replace(/\p{M}/gu, '')),
  )
  await expect(agents.status).toHaveText(`${found.length} agents`)
  await expect(agents.grid).toHaveAttribute('aria-rowcount', String(found.length + 1))
  await agents.search.fill('')
  await agents.access.selectOption({ label: 'Inactive' })
  const inactive = everyone.filter(({ user_access }) => user_access === 'inactive')
  await expect(agents.status).toHaveText(`${inactive.length} agents`)
  await expect(page).toHaveURL(/access=inactive/)
  expect(await calls()).toBe(before)
})

test('with all agents held a key is answered at once; what it settles on is one entry in the history', async ({
  page,
  agents,
  zoom,
  openAll,
}) => {
  await openAll()
  const everyone = await zoom.agents()
  const holding = (text: string) =>
    everyone.filter(({ display_name = '', user_email = '' }) =>
      `${display_name} ${user_email}`.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().includes(text),
    ).length
  // From here on nothing that waits for a time goes on by itself.
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 1_000)
  await agents.search.press('g')
  await expect(agents.status).toHaveText(`${holding('g')} agents`)
  await agents.search.pressSequentially('arcia')
  await expect(agents.status).toHaveText(`${holding('garcia')} agents`)
  expect(page.url()).not.toContain('search')
  await page.clock.runFor(1_000)
  await expect(page).toHaveURL(/search=garcia/)
  await page.goBack()
  await expect(agents.search).toHaveValue('')
  await expect(agents.status).toHaveText('All 437 agents')
})

test('two pauses within a second of one word are one entry in the history', async ({
  page,
  agents,
  openAll,
}) => {
  await openAll()
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 1_000)
  for (const typed of ['gar', 'cia']) {
    await agents.search.pressSequentially(typed)
    await page.clock.runFor(500)
    await expect(page).toHaveURL(new RegExp(`search=.*${typed}$`))
  }
  await page.goBack()
  await expect(agents.search).toHaveValue('')
  await expect(page).toHaveURL(/\/agents$/)
})

test('a word that was left before it settled is gone by Back and Forward, and by another page', async ({
  page,
  agents,
  openAll,
}) => {
  await openAll()
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 1_000)
  await agents.access.selectOption('active')
  await expect(agents.status).not.toHaveText('All 437 agents')
  const active = (await agents.status.textContent()) ?? ''
  await agents.search.press('g')
  await expect(agents.status).not.toHaveText(active)
  await page.goBack()
  await expect(agents.status).toHaveText('All 437 agents')
  await page.goForward()
  await expect(page).toHaveURL(/access=active$/)
  await expect(agents.search).toHaveValue('')
  await expect(agents.status).toHaveText(active)
  await agents.search.press('g')
  await expect(agents.status).not.toHaveText(active)
  await page.getByRole('link', { name: 'Connection' }).click()
  await expect(page.getByRole('heading', { name: 'Connection' })).toBeVisible()
  await page.goBack()
  await expect(page).toHaveURL(/access=active$/)
  await expect(agents.search).toHaveValue('')
  await expect(agents.status).toHaveText(active)
})

test('a status that changes at Zoom is on screen by itself, marked, and says what it was; place and focus stay', async ({
  page,
  agents,
  zoom,
  openAll,
}) => {
  const [, , third] = await zoom.agents()
  const id = third?.user_id ?? ''
  await zoom.patchAgent(id, READY)
  await openAll()
  const row = agents.row(3)
  await row.getByRole('link').focus()
  const cell = await agents.cell(row, 'Status')
  await expect(cell).toHaveText('Ready')
  await expect(cell).toHaveAttribute('title', /Ready, at least since \d\d:\d\d/)
  await zoom.patchAgent(id, MEAL)
  await expect(cell).toContainText('Not Ready · Meal')
  await expect(cell).toContainText('was Ready')
  await expect(cell).toHaveAttribute('data-changed', '')
  await expect(cell).toHaveAttribute('title', /Not Ready · Meal, since \d\d:\d\d/)
  await expect(row.getByRole('link')).toBeFocused()
  await expect(cell).not.toHaveAttribute('data-changed')
  await expect(cell).toHaveText('Not Ready · Meal')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('of a status that was not told before the mark says that', async ({ page, agents, zoom, openAll }) => {
  const [, , third] = await zoom.agents()
  const id = third?.user_id ?? ''
  await zoom.patchAgent(id, { ...READY, status_id: null, status_name: null })
  await openAll()
  const cell = await agents.cell(agents.row(3), 'Status')
  await expect(cell).toHaveText('Unknown')
  await zoom.patchAgent(id, READY)
  await readInBackground(page)
  await expect(cell).toHaveText('Ready · was Unknown')
})

test('a reading in the background moves nothing: not the place, what is open, what is selected or the focus, and says nothing', async ({
  page,
  agents,
  zoom,
  openAll,
}) => {
  const everyone = await zoom.agents()
  await openAll()
  await agents.select(2)
  await agents.scrollTo(4_000)
  const shown = agents.rows.nth(15)
  await expect(shown).toBeInViewport()
  const place = Number(await shown.getAttribute('aria-rowindex')) - 1
  const cell = await agents.cell(agents.row(place), 'Status')
  const heard = await listen(page)

  /** Another status at Zoom, until a reading has brought it. */
  const change = async (status_name: string) => {
    await zoom.patchAgent(everyone[place - 1]?.user_id ?? '', { status_id: '4', status_name })
    await readInBackground(page)
    await expect(cell).toContainText(status_name)
  }
  const expectAsBefore = async () => {
    expect(await agents.scrollTop()).toBe(4_000)
    await expect(agents.selection).toContainText('1 selected')
    expect(await heard()).toEqual([])
  }

  const statuses = await agents.openFilter('Status')
  const box = statuses.getByRole('checkbox').first()
  await box.focus()
  await change('Gone fishing')
  await expect(box).toBeFocused()
  await expectAsBefore()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Views' }).click()
  const item = page.getByRole('menuitem', { name: 'Inactive' })
  await item.focus()
  await change('Fishing again')
  await expect(item).toBeFocused()
  await expectAsBefore()
  await page.keyboard.press('Escape')
  await expect(item).toHaveCount(0)
})

test('a tab that is hidden asks for nothing, and at once when it is looked at again', async ({
  page,
  openAll,
}) => {
  await page.clock.install()
  await openAll()
  const asked = countQuestions(page)
  await page.clock.runFor(30_000)
  await expect.poll(asked).toBeGreaterThan(0)
  await setHidden(page, true)
  const before = asked()
  await page.clock.runFor(300_000)
  // From here on no question comes by itself.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1_000))
  expect(asked()).toBe(before)
  await setHidden(page, false)
  await expect.poll(asked).toBe(before + 1)
})

test('a tab that wants no readings asks for none when it is looked at again', async ({
  page,
  agents,
  openAll,
}) => {
  await openAll()
  await page.getByRole('combobox', { name: 'Refresh every' }).selectOption({ label: 'Off' })
  await agents.readAnew()
  const asked = countQuestions(page)
  await setHidden(page, true)
  await setHidden(page, false)
  await comeIntoView(page) // by then it has asked for its session
  expect(asked()).toBe(0)
})

/** From now on: how often a tab has asked for what has changed. */
function countQuestions(page: Page): () => number {
  let asked = 0
  page.on('request', request => {
    if (request.url().includes('/api/roster?')) asked++
  })
  return () => asked
}

test('a status that changes while its profile is open changes there too', async ({
  agents,
  page,
  zoom,
  openAll,
}) => {
  const [, second] = await zoom.agents()
  await zoom.patchAgent(second?.user_id ?? '', READY)
  await openAll()
  await agents.row(2).getByRole('link').click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Ready')
  await zoom.patchAgent(second?.user_id ?? '', MEAL)
  await readInBackground(page)
  await expect(dialog).toContainText('Meal')
})

test('an agent whom nobody here knows yet is found by Zoom', async ({ page, agents, zoom, openAll }) => {
  const [first] = await zoom.agents()
  await openAll()
  await page.getByRole('combobox', { name: 'Refresh every' }).selectOption({ label: 'Off' })
  await zoom.patchAgent(first?.user_id ?? '', { display_name: 'Quirin Neuling' })
  await agents.search.fill('Quirin')
  await expect(page.getByText('Found by Zoom')).toBeVisible()
  await expect(agents.row(1)).toContainText('Quirin Neuling')
  await expect(agents.status).toHaveText('1 agent')
  // The counts are of the one who is shown.
  const counts = (await agents.toggles.getByRole('button', { pressed: false }).allTextContents()).map(text =>
    Number(/\d+/.exec(text)?.[0] ?? 0),
  )
  expect(counts.reduce((sum, count) => sum + count)).toBe(1)
  await page.getByRole('button', { name: 'By region' }).click()
  const cells = page.getByRole('table', { name: 'Status by region' }).getByRole('button', { name: /: 1$/ })
  await expect(cells).toHaveCount(2) // in the region and in all
  await page.keyboard.press('Escape')
  // The commands find all the others as before.
  const [, second] = await zoom.agents()
  await page.keyboard.press('ControlOrMeta+k')
  await page
    .getByRole('dialog', { name: 'Commands' })
    .getByRole('combobox')
    .fill(second?.user_email ?? '')
  await expect(page.getByRole('option', { name: second?.user_email })).toBeVisible()
})

test('whom Zoom alone finds are as old as its answer, and are found anew by Refresh', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 5, odd_agents: false })
  const [first] = await zoom.agents()
  await openList()
  await expect(agents.status).toHaveText('All 5 agents')
  const finds = async (status: object) => {
    await zoom.clearFaults()
    const newcomer = { ...first, ...status, user_id: 'newcomer', display_name: 'Quirin Neuling' }
    const set = { users: [newcomer, newcomer], total_records: 1 }
    await zoom.fault({ path: 'search_key=', times: null, set })
  }
  await finds(READY)
  await agents.search.fill('Quirin')
  await expect(page.getByText('Found by Zoom')).toBeVisible()
  await expect(agents.status).toHaveText('1 agent')
  const readAt = page.locator('[data-read-at]')
  const found_at = (await readAt.getAttribute('data-read-at')) ?? ''
  const told = page.waitForResponse('**/api/roster?*')
  await readInBackground(page)
  await (await told).finished()
  await expect(readAt).toHaveAttribute('data-read-at', found_at)
  await finds(MEAL)
  await agents.refresh.click()
  await expect(agents.row(1)).toContainText('Meal')
  await expect(readAt).not.toHaveAttribute('data-read-at', found_at)
})

test('whom Zoom has found stay while they are ordered: the same search is not put to Zoom again', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  const [first] = await zoom.agents()
  await openList()
  await expect(agents.status).toHaveText('All 437 agents')
  await page.getByRole('combobox', { name: 'Refresh every' }).selectOption({ label: 'Off' })
  await zoom.patchAgent(first?.user_id ?? '', { display_name: 'Quirin Neuling' })
  await agents.search.fill('Quirin')
  await expect(page.getByText('Found by Zoom')).toBeVisible()
  // From here on what waits for a pause waits for ever.
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 1_000)
  await agents.heading('Role').getByRole('button', { name: 'Role' }).click()
  await expect(agents.heading('Role')).toHaveAttribute('aria-sort', 'ascending')
  await expect(agents.status).toHaveText('1 agent')
  await expect(agents.row(1)).toContainText('Quirin Neuling')
})

test('a search that is still to be put to Zoom is not called nobody, and what Zoom says to it is heard', async ({
  page,
  agents,
  zoom,
  openAll,
}) => {
  const [first] = await zoom.agents()
  await openAll()
  await page.getByRole('combobox', { name: 'Refresh every' }).selectOption({ label: 'Off' })
  await zoom.patchAgent(first?.user_id ?? '', { display_name: 'Quirin Neuling' })
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 1_000)
  await agents.search.fill('Quirin')
  await expect(agents.status).toHaveText('Searching…')
  // Not each key's word is put to Zoom, but what the typing has come to.
  const before = await zoom.count('users')
  await page.clock.runFor(100)
  await agents.search.press('x')
  await page.clock.runFor(350)
  expect(await zoom.count('users')).toBe(before)
  await agents.search.press('Backspace')
  await expect(async () => {
    await page.clock.runFor(500)
    await expect(agents.status).toHaveText('1 agent', { timeout: 500 })
  }).toPass()
  await expect(agents.status).not.toHaveAttribute('aria-live')
})

test('with Refresh every Off the list stays as it is until Refresh is pressed, twice in a moment too, and the choice is kept', async ({
  page,
  agents,
  zoom,
  openAll,
}) => {
  const [first] = await zoom.agents()
  await openAll()
  const every = page.getByRole('combobox', { name: 'Refresh every' })
  await every.selectOption({ label: 'Off' })
  await zoom.patchAgent(first?.user_id ?? '', { display_name: 'Renamed By Hand' })
  await agents.readAnew()
  await expect(agents.row(1)).toContainText('Renamed By Hand')
  await zoom.patchAgent(first?.user_id ?? '', { display_name: 'Renamed At Once' })
  await agents.refresh.click()
  await expect(agents.row(1)).toContainText('Renamed At Once')
  await page.reload()
  await expect(every).toHaveValue('0')
})

test('a page that opens while all agents are held asks Zoom for no list', async ({
  page,
  agents,
  zoom,
  openAll,
}) => {
  await openAll()
  const filtered = async () =>
    (await zoom.log()).filter(({ name, path }) => name === 'users' && !path.includes('next_page_token'))
      .length
  await page.getByRole('combobox', { name: 'Refresh every' }).selectOption({ label: '60 seconds' })
  const before = await filtered()
  await page.reload()
  await expect(agents.row(1)).toBeVisible()
  await expect(agents.status).toHaveText('All 437 agents')
  // A walk of the server's own may begin meanwhile; the page itself adds none.
  expect((await filtered()) - before).toBeLessThanOrEqual(1)
})

test('trouble with the reading keeps the rows and says so, and heals by itself', async ({
  agents,
  zoom,
  openAll,
}) => {
  await openAll()
  await zoom.fault({ preset: 'server_error', times: null })
  await expect(agents.alert).toBeVisible()
  await expect(agents.row(1)).toBeVisible()
  await zoom.clearFaults()
  await expect(agents.alert).toHaveCount(0)
})

test('a Refresh that is refused for too many requests is tried again by itself, which is nobody’s doing', async ({
  page,
  agents,
  openAll,
}) => {
  await openAll()
  const error = { code: 'rate_limited', message: 'Zoom has had too many requests.', retry_after: 16 }
  await page.route('**/api/roster?*refresh=1', route => route.fulfill({ status: 429, json: { error } }), {
    times: 1,
  })
  await page.clock.install()
  await agents.refresh.click()
  await expect(page.getByText(/^Trying again in 0:1\d$/)).toBeVisible()
  const refresh = page.waitForRequest('**/api/roster?*refresh=1')
  await page.clock.runFor(17_000)
  expect((await refresh).headers()).toMatchObject({ 'x-rollcall-background': '1' })
  await expect(agents.alert).toHaveCount(0)
})

test('a search that Zoom leaves unanswered is not called nobody, and is put to Zoom again once it is back', async ({
  agents,
  zoom,
  openAll,
}) => {
  const [first] = await zoom.agents()
  await openAll()
  await zoom.fault({ path: 'users', hang: true, times: null })
  // Told without the list, which goes on as it was read last: Zoom alone knows this name.
  await zoom.patchAgent(first?.user_id ?? '', { display_name: 'Quirin Neuling' })
  await agents.search.fill('Quirin')
  await expect(agents.status).toHaveText('Searching…')
  await expect(agents.alert.filter({ hasText: "Zoom couldn't be searched" })).toBeVisible()
  await expect(agents.alert.filter({ hasText: "The list couldn't be refreshed" })).toBeVisible({
    timeout: 40_000,
  })
  await zoom.clearFaults()
  await expect(agents.row(1)).toContainText('Quirin Neuling', { timeout: 40_000 })
  await expect(agents.alert).toHaveCount(0)
})

test('what a profile was refused stays so when Zoom has answered for the list', async ({
  page,
  agents,
  zoom,
  signIn,
}) => {
  const listed = Promise.withResolvers<void>()
  await page.route('**/api/roster?*', async route => {
    await listed.promise
    await route.continue()
  })
  const [first] = await zoom.agents()
  await signIn(addressOf(first), 'kim')
  await expect(page.getByRole('dialog').getByRole('region', { name: 'Queues' })).toContainText('scope')
  const asked: string[] = []
  page.on('request', request => asked.push(request.url()))
  listed.resolve()
  await expect(agents.status).toHaveText('All 437 agents')
  await comeIntoView(page) // by then it has asked for what it wants
  expect(asked.filter(url => url.includes('/queues'))).toEqual([])
})

test('a profile that Zoom left unanswered fills itself once Zoom answers for the list again', async ({
  page,
  agents,
  zoom,
  openAll,
}) => {
  await openAll()
  await zoom.fault({ path: '/contact_center/', preset: 'server_error', times: null })
  await agents.row(1).click()
  await expect(agents.alert.filter({ hasText: "The queues couldn't be loaded" })).toBeVisible()
  await expect(agents.alert.filter({ hasText: "The list couldn't be refreshed" })).toBeVisible({
    timeout: 40_000,
  })
  await zoom.clearFaults()
  await expect(agents.alert).toHaveCount(0, { timeout: 40_000 })
  await expect(page.getByRole('dialog').getByRole('heading', { name: 'Queues' })).toBeVisible()
})
