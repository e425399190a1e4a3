import type { Page } from 'playwright/test'
import type { AgentsPage } from '../../support/agents-page.ts'
import { expect, test } from '../../support/fixtures.ts'

const toggle = (agents: AgentsPage, status: string) =>
  agents.toggles.getByRole('button', { name: new RegExp(`^${status} \\d`) })
const cell = (page: Page, status: string, region: string) =>
  page
    .getByRole('table', { name: 'Status by region' })
    .getByRole('button', { name: new RegExp(`^${status}, ${region}: `) })

const MAIN_REGION = '8f71O6rWT8KFUGQmJIFAdQ'

test('the counts by status are toggles, several at once', async ({ page, agents, everybody, openList }) => {
  const count = (...names: string[]) => everybody.filter(a => names.includes(a.status_name ?? '')).length
  const customs = ['Lunch', 'Away until Monday', 'Wrap-up']
  await openList()
  await expect(toggle(agents, 'Ready')).toHaveAccessibleName(`Ready ${count('Ready')}`)
  await toggle(agents, 'Ready').click()
  await expect(toggle(agents, 'Ready')).toHaveAttribute('aria-pressed', 'true')
  await expect(agents.status).toHaveText(`${count('Ready')} agents`)
  // Of how many the counts are, where the status line does not say so.
  await expect(page.getByText('among 240', { exact: true })).toBeVisible()
  await expect(toggle(agents, 'Offline')).toHaveAccessibleName(`Offline ${count('Offline')}`)
  await toggle(agents, 'Offline').click()
  await expect(agents.status).toHaveText(`${count('Ready', 'Offline')} agents`)
  expect(new URL(page.url()).search).toBe('?status=Ready&status=Offline')
  await toggle(agents, 'Ready').click()
  await toggle(agents, 'Offline').click()
  await expect(agents.status).toHaveText('All 240 agents')
  await expect(page.getByText(/^among/)).toHaveCount(0)

  await toggle(agents, 'Custom').click()
  await expect(agents.status).toHaveText(`${count(...customs)} agents`)
  const opener = agents.toggles.getByRole('button', { name: 'Custom statuses' })
  await expect(opener).toHaveAttribute('aria-expanded', 'false')
  await opener.click()
  await expect(opener).toHaveAttribute('aria-expanded', 'true')
  await toggle(agents, 'Lunch').click()
  await expect(toggle(agents, 'Custom')).toHaveAttribute('aria-pressed', 'mixed')
  await expect(agents.status).toHaveText(`${count(...customs) - count('Lunch')} agents`)
})

test('a cell of the table of statuses by region narrows to both, and back', async ({
  page,
  agents,
  everybody,
  openList,
}) => {
  const count = (region_id: string, status: string) =>
    everybody.filter(a => a.region_id === region_id && a.status_name === status).length
  const ready = (region_id: string) => count(region_id, 'Ready')
  await openList()
  await page.getByRole('button', { name: 'By region' }).click()
  await expect(cell(page, 'Ready', 'Main Region')).toHaveText(String(ready(MAIN_REGION)))
  await cell(page, 'Ready', 'Main Region').click()
  await expect(cell(page, 'Ready', 'Main Region')).toHaveAttribute('aria-pressed', 'true')
  await expect(agents.status).toHaveText(`${ready(MAIN_REGION)} agents`)
  expect(new URL(page.url()).search).toBe(`?region=${MAIN_REGION}&status=Ready`)
  await expect(cell(page, 'Ready', '東京・大阪')).toHaveText(String(ready('-q9PfYc1TDO4hUa6GmVw2w')))
  await expect(cell(page, 'Offline', 'Main Region')).toHaveText(String(count(MAIN_REGION, 'Offline')))
  await cell(page, 'Ready', 'Main Region').click()
  await expect(agents.status).toHaveText('All 240 agents')
  await cell(page, 'Ready', 'Main Region').focus()
  await page.keyboard.press('ArrowDown')
  await expect(cell(page, 'Not Ready', 'Main Region')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'By region' })).toBeFocused()
})

test('agents whose region Zoom does not tell are in a column of their own, which asks for them as the filter does', async ({
  page,
  agents,
  zoom,
  everybody,
  openList,
}) => {
  const untold = everybody.filter(a => a.status_name === 'Ready').slice(0, 3)
  for (const { user_id } of untold) await zoom.patchAgent(user_id, { region_id: '', region_name: '' })
  await openList()
  await page.getByRole('button', { name: 'By region' }).click()
  await expect(cell(page, 'Ready', 'Unknown')).toHaveText('3')
  await cell(page, 'Ready', 'Unknown').click()
  await expect(agents.status).toHaveText('3 agents')
  expect(new URL(page.url()).search).toBe('?status=Ready&region=')
  await page.reload()
  await expect(agents.status).toHaveText('3 agents')
  const region = page.getByRole('combobox', { name: 'Region' })
  await expect(region.locator('option:checked')).toHaveText('Not told')
  await region.selectOption({ label: 'Main Region' })
  await expect(agents.status).not.toHaveText('3 agents')
  expect(new URL(page.url()).search).toBe(`?region=${MAIN_REGION}&status=Ready`)
  await region.selectOption({ label: 'Not told' })
  await expect(agents.status).toHaveText('3 agents')
  await page.getByRole('button', { name: 'Remove Region' }).click()
  await expect(page).toHaveURL(/\?status=Ready$/)
})

test('while Zoom has been asked for one region the table does not call the others empty', async ({
  page,
  everybody: _,
  openPages,
}) => {
  await openPages(`/agents?region=${MAIN_REGION}`)
  await page.getByRole('button', { name: 'By region' }).click()
  await expect(cell(page, 'Ready', '東京・大阪')).toHaveText('–')
  await expect(cell(page, 'Ready', 'all regions')).toHaveText('–')
  await expect(cell(page, 'Ready', 'Main Region')).not.toHaveText('–')
})

test('while agents are still to come the table says among how many it counts', async ({
  page,
  openPages,
}) => {
  await openPages()
  await page.getByRole('button', { name: 'By region' }).click()
  const table = page.getByRole('table', { name: 'Status by region' })
  await expect(table.getByRole('cell', { name: 'among 300 loaded' })).toBeVisible()
})
