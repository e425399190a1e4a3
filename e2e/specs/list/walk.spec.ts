import type { Page } from 'playwright/test'
import { addressOf } from '../../support/agents-page.ts'
import { expect, type TrueAgent, test, type Zoom } from '../../support/fixtures.ts'
import { listen } from '../../support/heard.ts'

const READY = { status_id: '1', status_name: 'Ready', sub_status_id: null, sub_status_name: null }
const OFFLINE = { status_id: '0', status_name: 'Offline', sub_status_id: null, sub_status_name: null }

/** No reading comes to the page any more. */
const holdStill = (page: Page) => page.route('**/api/roster?*', () => {})

/** The first six of twelve agents are Ready, the others are not. */
async function sixReady(zoom: Zoom): Promise<TrueAgent[]> {
  await zoom.settings({ agents: 12, odd_agents: false })
  const everyone = await zoom.agents()
  for (const [place, { user_id }] of everyone.entries())
    await zoom.patchAgent(user_id, place < 6 ? READY : OFFLINE)
  return everyone.slice(0, 6)
}

test('whose status the profile itself reads as another leaves the narrowed list, and the steps go on around the gap', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  const ready = await sixReady(zoom)
  await openList('/agents?status=Ready')
  await expect(agents.status).toHaveText('6 agents')
  await holdStill(page)
  const profile = page.getByRole('dialog')
  await zoom.patchAgent(ready[2]?.user_id ?? '', OFFLINE)
  await agents.row(3).getByRole('rowheader').click()
  await expect(profile).toContainText('no longer in this list')
  // Since when it was the one before says nothing of this one.
  await expect(profile).not.toContainText(/since \d/)
  await expect(agents.status).toHaveText('5 agents')
  await profile.getByRole('button', { name: 'Next agent' }).click()
  await expect(page).toHaveURL(new RegExp(`${addressOf(ready[3])}\\?`))
  await expect(profile).toContainText('3 of 5')

  await zoom.patchAgent(ready[4]?.user_id ?? '', OFFLINE)
  await page.keyboard.press(']')
  await expect(page).toHaveURL(new RegExp(`${addressOf(ready[4])}\\?`))
  await expect(profile).toContainText('no longer in this list')
  await page.keyboard.press('[')
  await expect(page).toHaveURL(new RegExp(`${addressOf(ready[3])}\\?`))
  await expect(profile).toContainText('3 of 4')
})

test('one reading that takes the open agent and some around away leaves the steps to those who stood around them', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  const ready = await sixReady(zoom)
  // Else Refresh reads a page of Zoom's, and the roster that comes after it was read before.
  const roster = page.waitForResponse(
    async answer => answer.url().includes('/api/roster?') && (await answer.json()).complete,
  )
  await openList('/agents?status=Ready')
  await roster
  await agents.row(3).getByRole('rowheader').click()
  const profile = page.getByRole('dialog')
  await expect(profile).toContainText('3 of 6')
  for (const place of [0, 2, 3]) await zoom.patchAgent(ready[place]?.user_id ?? '', OFFLINE)
  await agents.readAnew()
  await expect(profile).toContainText('no longer in this list')
  await expect(agents.status).toHaveText('3 agents')
  await profile.getByRole('button', { name: 'Next agent' }).click()
  await expect(page).toHaveURL(new RegExp(`${addressOf(ready[4])}\\?`))
  await expect(profile).toContainText('2 of 3')
  await expect(agents.row(2)).toHaveAttribute('aria-current', 'true')
})

test('the steps follow the list as it is narrowed and ordered, tell the place in it, and keep the row in view', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 200, odd_agents: false })
  const emailOf = (agent: TrueAgent) => agent.user_email ?? ''
  const collator = new Intl.Collator('en-GB', { numeric: true })
  const truth = (await zoom.agents())
    .filter(agent => agent.user_access === 'active')
    .sort((a, b) => collator.compare(emailOf(b), emailOf(a)))
  await openList('/agents?access=active&sort=-user_email')
  await expect(agents.status).toHaveText(`${truth.length} agents`)
  await agents.row(5).getByRole('rowheader').click()
  const profile = page.getByRole('dialog')
  const isAt = async (place: number) => {
    await expect(page).toHaveURL(new RegExp(`${addressOf(truth[place - 1])}\\?`))
    await expect(profile).toContainText(`${place} of ${truth.length}`)
    await expect(agents.row(place)).toHaveAttribute('aria-current', 'true')
    await expect(agents.row(place).getByRole('rowheader')).toBeInViewport({ ratio: 1 })
  }
  await isAt(5)
  for (let place = 6; place <= 40; place++) {
    await page.keyboard.press(']')
    await isAt(place)
  }
  const previous = profile.getByRole('button', { name: 'Previous agent' })
  for (let place = 39; place >= 30; place--) {
    await previous.click()
    await isAt(place)
  }
  // Forty steps are one thing that Back takes back.
  await page.goBack()
  await expect(profile).toHaveCount(0)
  await expect(page).toHaveURL(/\/agents\?/)
})

test('the place in the list is told as far as the list is held', async ({
  page,
  agents,
  zoom,
  openPages,
}) => {
  const everyone = await zoom.agents()
  await openPages()
  const profile = page.getByRole('dialog')
  await agents.row(1).getByRole('rowheader').click()
  await expect(profile).toContainText('1 of 300 loaded')
  await expect(profile.getByRole('button', { name: 'Previous agent' })).toBeDisabled()
  await expect(profile.getByRole('button', { name: 'Next agent' })).toBeEnabled()
  await page.goto(addressOf(everyone[400]))
  await expect(profile).toContainText('not among those loaded')
  await expect(profile.getByRole('button', { name: 'Next agent' })).toBeDisabled()
})

test('with a profile open another order or filter keeps its row in view; without one the list starts at its top', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 400, odd_agents: false })
  const everyone = await zoom.agents()
  const truth = everyone.filter(agent => agent.user_access === 'active')
  const open = everyone.find((agent, place) => place >= 195 && agent.user_access === 'active')
  await openList()
  await expect(agents.status).toHaveText('All 400 agents')
  await agents.scrollTo(6_000)
  const row = agents.rowWith(open?.user_email ?? '').getByRole('rowheader')
  await row.click()
  await expect(page.getByRole('dialog')).toBeVisible()

  await agents.heading('Name').getByRole('button').click()
  await expect(agents.heading('Name')).toHaveAttribute('aria-sort', 'ascending')
  await expect(row).toBeInViewport({ ratio: 1 })
  await agents.heading('Name').getByRole('button').click()
  await expect(agents.heading('Name')).toHaveAttribute('aria-sort', 'descending')
  await expect(row).toBeInViewport({ ratio: 1 })
  await agents.access.selectOption('active')
  await expect(agents.status).toHaveText(`${truth.length} agents`)
  await expect(row).toBeInViewport({ ratio: 1 })
  await page.goBack()
  await expect(agents.status).toHaveText('All 400 agents')
  await expect(row).toBeInViewport({ ratio: 1 })

  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await agents.scrollTo(6_000)
  await agents.heading('Email').getByRole('button').click()
  await expect(agents.heading('Email')).toHaveAttribute('aria-sort', 'ascending')
  await expect(agents.row(1)).toBeInViewport()
  expect(await agents.scrollTop()).toBe(0)
})

test('Refresh and each step through the profiles are heard once, and no second is', async ({
  page,
  agents,
  zoom,
  openPages,
}) => {
  const everyone = await zoom.agents()
  await openPages()
  const heard = await listen(page)
  await agents.refresh.click()
  await expect.poll(heard).toEqual(['Agents refreshed'])
  await agents.row(1).getByRole('rowheader').click()
  await page.getByRole('button', { name: 'Next agent' }).click()
  await expect.poll(heard).toHaveLength(2)
  await page.getByRole('button', { name: 'Next agent' }).click()
  await expect.poll(heard).toHaveLength(3)
  await page.getByRole('button', { name: 'Previous agent' }).click()
  await expect.poll(heard).toHaveLength(4)
  const name = (place: number) => everyone[place - 1]?.display_name ?? 'No name'
  expect((await heard()).slice(1)).toEqual([
    `${name(2)}, 2 of 300`,
    `${name(3)}, 3 of 300`,
    `${name(2)}, 2 of 300`,
  ])
  // A page that is translated leaves the name as it is.
  await expect(page.getByText(`${name(2)}, 2 of 300`)).toHaveAttribute('translate', 'no')
  await page.clock.install()
  await page.clock.runFor(10_000)
  expect(await heard()).toHaveLength(4)
})
