import type { Page } from 'playwright/test'
import { expect, test } from '../../support/fixtures.ts'

const READY = { status_id: '1', status_name: 'Ready', sub_status_id: null, sub_status_name: null }
const OFFLINE = { status_id: '0', status_name: 'Offline', sub_status_id: null, sub_status_name: null }

/** The agent in whose row the focus is. */
const focusedId = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('[data-id]')?.getAttribute('data-id'))

test('an agent that a read takes out of the list leaves the focus to whoever stands there then', async ({
  page,
  agents,
  zoom,
  signIn,
}) => {
  await zoom.settings({ agents: 30, odd_agents: false })
  const everyone = await zoom.agents()
  for (const { user_id } of everyone) await zoom.patchAgent(user_id, READY)
  await signIn('/agents?status=Ready')
  await expect(agents.status).toHaveText('30 agents')
  await agents.row(1).getByRole('link').focus()
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key)
  expect(await focusedId(page)).toBe(everyone[2]?.user_id)
  await zoom.patchAgent(everyone[2]?.user_id ?? '', OFFLINE)
  await expect(agents.status).toHaveText('29 agents', { timeout: 20_000 })
  expect(await focusedId(page)).toBe(everyone[3]?.user_id)
  await expect(agents.row(3).locator(':focus')).toHaveAttribute('aria-colindex', '2')
  await page.keyboard.press('ArrowDown')
  expect(await focusedId(page)).toBe(everyone[4]?.user_id)
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
  await expect.poll(() => focusedId(page), { timeout: 20_000 }).toBe(everyone[2]?.user_id)
  await page.goto(`/agents?search=${everyone[0]?.user_id}&status=Ready`)
  await expect(agents.status).toHaveText('1 agent')
  await agents.row(1).getByRole('link').focus()
  await zoom.patchAgent(everyone[0]?.user_id ?? '', OFFLINE)
  await expect(agents.status).toHaveText('No agents', { timeout: 20_000 })
  await page.keyboard.press('Tab')
  expect(await agents.scroller.evaluate(element => element.contains(document.activeElement))).toBe(true)
})

test('a range and everybody are selected by key', async ({ page, agents, openList }) => {
  await openList()
  await expect(agents.status).toHaveText('All 1,037 agents')
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
