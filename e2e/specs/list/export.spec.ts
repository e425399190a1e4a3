import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import type { Download, Locator, Page } from 'playwright/test'
import { download } from '../../support/download.ts'
import { expect, test } from '../../support/fixtures.ts'

const open = async (page: Page) => {
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await page.getByRole('search').getByRole('button', { name: 'Export' }).click()
  await expect(dialog.getByRole('radio', { name: 'All fields' })).toBeVisible()
  return dialog
}

/** Prints until the sheet is on the paper: what prints comes once the page is at rest. */
async function printed(page: Page, sheet: Locator): Promise<void> {
  await expect(async () => {
    await page.emulateMedia({ media: 'screen' })
    await page.emulateMedia({ media: 'print' })
    await expect(sheet).toBeVisible({ timeout: 1_000 })
  }).toPass()
}

const emailsOf = (table: Locator) =>
  table
    .getByRole('row')
    .evaluateAll(rows => rows.slice(1).map(row => row.querySelectorAll('td')[1]?.textContent ?? ''))

async function readRecords(download: Download): Promise<Record<string, string>[]> {
  const text = await readFile(await download.path(), 'utf8')
  expect(text).toMatch(/^\ufeff/)
  return parse(text, { bom: true, columns: true, record_delimiter: '\r\n' })
}

test('the file holds exactly what is narrowed and ordered, in the columns shown', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 30 })
  const [first] = await zoom.agents()
  await zoom.patchAgent(first?.user_id ?? '', { display_name: '=1+1', user_access: 'active' })
  const truth = (await zoom.agents()).filter(agent => agent.user_access === 'active')
  await openList('/agents?access=active&sort=-user_email')
  await expect(agents.status).toHaveText(`${truth.length} agents`)
  const dialog = await open(page)
  await expect(dialog).toContainText(`${truth.length} agents`)
  await expect(dialog).toContainText('Access: Active')
  await expect(dialog).toContainText('Ordered by Email (descending)')
  await expect(dialog.getByRole('radio', { name: 'Columns shown' })).toBeChecked()
  const file = await download(dialog)
  expect(file.suggestedFilename()).toMatch(/^Rollcall agents \d{4}-\d\d-\d\d \d{4}\.csv$/)
  await expect(dialog).toContainText(`Saved as ${file.suggestedFilename()}`)
  const records = await readRecords(file)
  const shown = await agents.readToEnd('Email', truth.length)
  expect(records.map(record => record.Email || 'Unknown')).toEqual(
    [...shown.values()].flatMap(texts => [...texts]),
  )
  expect(records.map(record => record.Email).sort()).toEqual(
    truth.map(agent => agent.user_email ?? '').sort(),
  )
  const heads = await agents.grid
    .getByRole('columnheader')
    .evaluateAll(all => all.map(head => head.ariaLabel))
  expect(Object.keys(records[0] ?? {})).toEqual([...heads, 'Read at'])
  expect(records.find(record => record.Email === first?.user_email)?.Name).toBe("'=1+1")
  for (const record of records) expect(record['Read at']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
})

test('a file is named after the true time, though the clock of the computer is days off', async ({
  page,
  openAll,
}) => {
  await page.clock.setFixedTime(new Date(Date.now() - 3 * 86_400_000))
  await openAll()
  const dialog = await open(page)
  const file = await download(dialog)
  const [, named] = file.suggestedFilename().match(/^Rollcall agents (\d{4}-\d\d-\d\d) \d{4}\.csv$/) ?? []
  const [record] = await readRecords(file)
  expect(named).toBe(record?.['Read at']?.slice(0, 10))
})

test('all fields stand under their names at Zoom, for the selection alone', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 6, odd_agents: false })
  const [first, , third] = await zoom.agents()
  await openList()
  await agents.select(3, 1)
  await agents.selection.getByRole('button', { name: 'Export' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await expect(dialog).toContainText('2 agents')
  await dialog.getByRole('radio', { name: 'All fields' }).check()
  const records = await readRecords(await download(dialog))
  expect(records.map(({ user_id }) => user_id?.replace(/^'/, ''))).toEqual([first?.user_id, third?.user_id])
  const settings = first?.channel_settings as { concurrent_message_capacity?: number } | undefined
  expect(records[0]).toMatchObject({
    status_id: first?.status_id,
    role_id: first?.role_id,
    'channel_settings.concurrent_message_capacity': String(settings?.concurrent_message_capacity ?? ''),
    read_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
  })
  await page.keyboard.press('Escape')
  await expect(agents.selection.getByRole('button', { name: 'Export' })).toBeFocused()
})

test('regions of one name are told apart in the list, in the file and in print', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 5, odd_agents: false })
  const [one, other] = await zoom.agents()
  await zoom.patchAgent(one?.user_id ?? '', { region_id: 'north-1', region_name: 'Twin' })
  await zoom.patchAgent(other?.user_id ?? '', { region_id: 'south-1', region_name: 'Twin' })
  await openList()
  await expect(await agents.cell(agents.row(1), 'Region')).toHaveText('Twin · north-')
  await expect(await agents.cell(agents.row(2), 'Region')).toHaveText('Twin · south-')
  const dialog = await open(page)
  const records = await readRecords(await download(dialog))
  expect(records.slice(0, 2).map(({ Region }) => Region)).toEqual(['Twin · north-', 'Twin · south-'])
  await page.keyboard.press('Escape')

  await agents.region.selectOption({ label: 'Twin · south-' })
  await expect(agents.status).toHaveText('1 agent')
  await expect(await open(page)).toContainText('Region: Twin · south-')
  await page.keyboard.press('Escape')
  const sheet = page.locator('.print-sheet')
  await printed(page, sheet)
  await expect(sheet).toContainText('Region: Twin · south-')
  await expect(sheet.getByRole('cell', { name: 'Twin · south-' })).toBeVisible()
})

test('while the list is not complete the file waits for the rest, with progress', async ({
  page,
  zoom,
  openPages,
}) => {
  const truth = await zoom.agents()
  await openPages()
  const dialog = await open(page)
  await expect(dialog).toContainText('300 agents among 300 of 437 loaded')
  await expect(dialog).toContainText('Download CSV waits for the other 137.')
  const file = await download(dialog)
  expect(file.suggestedFilename()).not.toContain('PARTIAL')
  expect((await readRecords(file)).map(({ Email }) => Email)).toEqual(
    truth.map(agent => agent.user_email ?? ''),
  )
})

test('waiting can be given up, and the part loaded is called PARTIAL', async ({ page, zoom, openPages }) => {
  await openPages()
  await zoom.fault({ path: 'users', times: null, delay_ms: 60_000 })
  const dialog = await open(page)
  await dialog.getByRole('button', { name: 'Download CSV' }).click()
  const progress = dialog.getByRole('progressbar', { name: 'Waiting for the rest of the list' })
  await expect(progress).toHaveAttribute('value', '300')
  await expect(progress).toHaveAttribute('max', '437')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog.getByRole('progressbar')).toHaveCount(0)
  await expect(dialog.getByRole('button', { name: 'Download CSV' })).toBeFocused()
  const file = await download(dialog, 'Download the part loaded')
  expect(file.suggestedFilename()).toMatch(/^Rollcall agents .* PARTIAL\.csv$/)
  expect(await readRecords(file)).toHaveLength(300)
})

test('a file waits for the rest also where Zoom has forgotten the place in its list', async ({
  page,
  zoom,
  openPages,
}) => {
  await openPages()
  const dialog = await open(page)
  await zoom.expirePageTokens()
  expect(await readRecords(await download(dialog))).toHaveLength(437)
})

test('who takes the part while waiting for the rest waits no longer', async ({ page, zoom, openPages }) => {
  await openPages()
  await zoom.fault({ path: 'users', times: null, delay_ms: 60_000 })
  const dialog = await open(page)
  await dialog.getByRole('button', { name: 'Download CSV' }).click()
  await expect(dialog.getByRole('progressbar')).toBeVisible()
  await dialog.getByRole('button', { name: 'Download the part loaded' }).click()
  await expect(dialog).toContainText(/Saved as .* PARTIAL\.csv/)
  await expect(dialog.getByRole('progressbar')).toHaveCount(0)
})

test('a rest that does not come is said, and comes when it is tried again', async ({
  page,
  zoom,
  openPages,
}) => {
  await openPages()
  const dialog = await open(page)
  await zoom.fault({ preset: 'rate_limited_daily', times: null })
  await dialog.getByRole('button', { name: 'Download CSV' }).click()
  await expect(dialog.getByRole('alert')).toContainText('The rest did not come.')
  await zoom.clearFaults()
  expect(await readRecords(await download(dialog))).toHaveLength(437)
})

test('of a list that Zoom ends early there is a file of the part alone', async ({
  page,
  agents,
  zoom,
  openPages,
}) => {
  await zoom.fault({ preset: 'next_token_missing', times: null })
  await openPages()
  await expect(agents.status).toContainText('Zoom sent no more')
  const dialog = await open(page)
  await expect(dialog).toContainText('Zoom sent no more than these')
  await expect(dialog.getByRole('button', { name: 'Download CSV' })).toHaveCount(0)
  expect((await download(dialog, 'Download the part loaded')).suggestedFilename()).toContain('PARTIAL')
})

test('a file that was saved is let go of by the page', async ({ page, zoom, openList }) => {
  await zoom.settings({ agents: 3, odd_agents: false })
  await openList()
  await page.evaluate(() => {
    const { createObjectURL, revokeObjectURL } = URL
    const held = new Set<string>()
    URL.createObjectURL = made => {
      const url = createObjectURL.call(URL, made)
      held.add(url)
      return url
    }
    URL.revokeObjectURL = url => {
      held.delete(url)
      revokeObjectURL.call(URL, url)
    }
    Object.assign(window, { held })
  })
  const held = () => page.evaluate(() => (window as unknown as { held: Set<string> }).held.size)
  const dialog = await open(page)
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 1_000)
  await (await download(dialog)).path()
  expect(await held()).toBe(1)
  await page.clock.runFor(60_000)
  expect(await held()).toBe(0)
})

test('a print is there as soon as the browser says that it prints, and gone after it', async ({
  page,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 3, odd_agents: false })
  await openList()
  const sheet = page.locator('.print-sheet')
  /** Whether the sheet is there once the listeners have returned. */
  const isThereAt = (event: string) =>
    page.evaluate(name => {
      window.dispatchEvent(new Event(name))
      return document.querySelector('.print-sheet') !== null
    }, event)
  await expect.poll(() => isThereAt('beforeprint')).toBe(true)
  expect(await isThereAt('afterprint')).toBe(false)
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', '')
  })
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('print')
  await page.getByRole('option', { name: 'Print' }).click()
  await expect(page.locator('body')).toHaveAttribute('data-printed')
  await expect(sheet).toHaveCount(0)
})

for (const sort of ['display_name', '-display_name'])
  test(`a print is in the order of the screen, sort=${sort}`, async ({ page, agents, zoom, openList }) => {
    await zoom.settings({ agents: 60 })
    await openList(`/agents?sort=${sort}`)
    await expect(agents.status).toHaveText('All 60 agents')
    const shown = [...(await agents.readToEnd('Email', 60)).values()].flatMap(texts => [...texts])
    expect(shown).not.toEqual((await zoom.agents()).map(agent => agent.user_email ?? 'Unknown'))
    const table = page.locator('.print-sheet table')
    await printed(page, table)
    expect(await emailsOf(table)).toEqual(shown)
  })

test('a print of a list that is not complete says so, and holds what is loaded', async ({
  page,
  zoom,
  openPages,
}) => {
  const truth = await zoom.agents()
  await openPages()
  const sheet = page.locator('.print-sheet')
  await printed(page, sheet)
  await expect(sheet.getByRole('heading')).toHaveText('300 agents among 300 of 437 loaded: not all')
  expect(await emailsOf(sheet.getByRole('table'))).toEqual(
    truth.slice(0, 300).map(agent => agent.user_email ?? 'Unknown'),
  )
})

test('a file and a print tell how many of the entries could not be read', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 60, odd_agents: false })
  await zoom.fault({ preset: 'malformed_rows', times: null })
  await openList()
  await expect(agents.status).toHaveText(/could not be read/)
  const [, skipped] = ((await agents.status.textContent()) ?? '').match(/· (\d+) could not be read/) ?? []
  await expect(await open(page)).toContainText(`Without ${skipped} that could not be read`)
  await page.keyboard.press('Escape')
  const sheet = page.locator('.print-sheet')
  await printed(page, sheet)
  await expect(sheet).toContainText(`${skipped} could not be read and are not here`)
})

test('each row of a file has the time of its own page, and that of its profile where this was newer', async ({
  page,
  agents,
  zoom,
  openPages,
}) => {
  await zoom.settings({ agents: 1037 })
  await openPages()
  const first = await page.locator('[data-read-at]').getAttribute('data-read-at')
  const answer = page.waitForResponse('**/api/zoom/contact_center/users?*')
  await agents.scrollTo(300 * 32 - 2_000)
  const second: string = (await (await answer).json()).meta.fetched_at
  expect(second > (first ?? '')).toBe(true)
  await expect(agents.status).toHaveText('600 of 1,037 loaded')
  const [truth] = await zoom.agents()
  await zoom.patchAgent(truth?.user_id ?? '', { status_id: '4', status_name: 'Gone fishing' })
  await agents.scrollTo(0)
  const reading = page.waitForResponse('**/api/zoom/contact_center/users/*')
  await agents.row(1).getByRole('rowheader').click()
  const profile: string = (await (await reading).json()).meta.fetched_at
  await expect(await agents.cell(agents.row(1), 'Status')).toHaveText('Gone fishing')
  await page.keyboard.press('Escape')

  const dialog = await open(page)
  await dialog.getByRole('radio', { name: 'All fields' }).check()
  const times = (await readRecords(await download(dialog, 'Download the part loaded'))).map(
    ({ read_at }) => read_at,
  )
  expect(times).toEqual([profile, ...Array(299).fill(first), ...Array(300).fill(second)])
  await page.keyboard.press('Escape')

  // A print has one time for all: the oldest.
  const sheet = page.locator('.print-sheet')
  await printed(page, sheet)
  const oldest = await page.evaluate(
    at => new Date(at ?? '').toLocaleTimeString('en-GB', { timeZone: 'Europe/Berlin' }),
    first,
  )
  await expect(sheet).toContainText(oldest)
})

test('the file of whom Zoom has found has the time of that search', async ({
  page,
  agents,
  zoom,
  openAll,
}) => {
  const [truth] = await zoom.agents()
  await openAll()
  await page.route('**/api/roster?*', () => {}) // or a reading would bring the new name
  await zoom.patchAgent(truth?.user_id ?? '', { display_name: 'Quirin Neuling' })
  const answer = page.waitForResponse('**/api/zoom/contact_center/users?*')
  await agents.search.fill('Quirin')
  const found: string = (await (await answer).json()).meta.fetched_at
  await expect(page.getByText('Found by Zoom')).toBeVisible()
  const dialog = await open(page)
  await dialog.getByRole('radio', { name: 'All fields' }).check()
  expect((await readRecords(await download(dialog))).map(({ read_at }) => read_at)).toEqual([found])
})

test('printing prints every agent as narrowed and ordered, whole, with filters, count and time', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 200 })
  await openList('/agents?access=active&sort=display_name')
  const truth = (await zoom.agents()).filter(agent => agent.user_access === 'active')
  await expect(agents.status).toHaveText(`${truth.length} agents`)
  const table = page.locator('.print-sheet table')
  await printed(page, table)
  await expect(table.getByRole('row')).toHaveCount(truth.length + 1)
  expect((await emailsOf(table)).sort()).toEqual(truth.map(agent => agent.user_email ?? 'Unknown').sort())
  await expect(page.locator('.print-sheet')).toContainText(`${truth.length} agents`)
  await expect(page.locator('.print-sheet')).toContainText('Access: Active · Ordered by Name')
  await expect(page.locator('.print-sheet')).toContainText(/Read from Zoom on .*\d\d:\d\d:\d\d/)
  await expect(agents.scroller).toBeHidden()
  expect(await table.evaluate(element => element.scrollWidth - element.clientWidth)).toBe(0)
  expect(
    await table
      .locator('td')
      .evaluateAll(cells => cells.filter(cell => cell.scrollWidth > cell.clientWidth + 1).length),
  ).toBe(0)
  await page.emulateMedia({ media: 'screen' })
  await expect(table).toHaveCount(0)
  await expect(agents.scroller).toBeVisible()
})
