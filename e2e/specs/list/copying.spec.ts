import { parse } from 'csv-parse/sync'
import { readClipboard } from '../../support/clipboard.ts'
import { expect, test } from '../../support/fixtures.ts'

test.beforeEach(async ({ context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
})

test('emails are copied one a line in the order of the list, and those without one are counted', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 4, odd_agents: false })
  const everyone = await zoom.agents()
  await zoom.patchAgent(everyone[1]?.user_id ?? '', { user_email: null })
  await openList()
  await agents.select(4, 1, 2)
  await agents.selection.getByRole('button', { name: 'Copy emails' }).click()
  await expect(agents.selection).toContainText('2 emails copied, 1 without one')
  expect((await readClipboard(page, zoom)).text).toBe(
    `${everyone[0]?.user_email}\n${everyone[3]?.user_email}`,
  )
})

test('where nobody has an email, or the browser refuses, nothing is called copied', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 2, odd_agents: false })
  const [, second] = await zoom.agents()
  await zoom.patchAgent(second?.user_id ?? '', { user_email: null })
  await openList()
  await agents.select(2)
  const { selection } = agents
  await selection.getByRole('button', { name: 'Copy emails' }).click()
  await expect(selection.getByRole('alert')).toHaveText('None of these agents has an email')
  await agents.select(1)
  await expect(selection.getByRole('alert')).toHaveCount(0)
  await page.evaluate(() => {
    const refuse = () => Promise.reject(new Error('refused'))
    Object.assign(navigator.clipboard, { writeText: refuse, write: refuse })
  })
  for (const name of ['Copy emails', 'Copy rows']) {
    await selection.getByRole('button', { name }).click()
    await expect(selection.getByRole('alert')).toHaveText('Your browser did not allow copying')
  }
  await expect(selection).not.toContainText('copied')
})

test('rows are copied as rows and columns that a spreadsheet takes, without formulas', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 3, odd_agents: false })
  const [first, second, third] = await zoom.agents()
  await zoom.patchAgent(first?.user_id ?? '', { display_name: '=HYPERLINK("x")', role_name: 'A\tB' })
  await zoom.patchAgent(second?.user_id ?? '', {
    display_name: '<b>Two</b>',
    channel_settings: { concurrent_message_capacity: -3 },
  })
  await zoom.patchAgent(third?.user_id ?? '', { display_name: '"Bob', user_email: 'bob\n@example.com' })
  await openList()
  await agents.select(1, 2, 3)
  await agents.selection.getByRole('button', { name: 'Copy rows' }).click()
  await expect(agents.selection).toContainText('3 rows copied')
  const { text, table } = await readClipboard(page, zoom)
  const heads = await agents.grid.getByRole('columnheader').count()
  const lines: string[][] = parse(text, { delimiter: '\t', record_delimiter: '\n', relax_quotes: false })
  expect(lines.map(cells => cells.length)).toEqual([heads, heads, heads])
  expect(lines.map(([name]) => name)).toEqual([`'=HYPERLINK("x")`, '<b>Two</b>', '"Bob'])
  expect(lines[0]).toContain('A B')
  expect(lines[1]).toContain('-3')
  expect(table).toEqual(lines)

  await agents.selection.getByRole('button', { name: 'Copy emails' }).click()
  await expect(agents.selection).toContainText('3 emails copied')
  expect((await readClipboard(page, zoom)).text.split('\n')).toEqual([
    first?.user_email,
    second?.user_email,
    'bob @example.com',
  ])
})

test('text selected by hand over several rows is copied as these rows, text of one row as it is', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 5, odd_agents: false })
  const everyone = await zoom.agents()
  await openList()
  await agents.select(5) // the scripts are there
  const drag = async (from: number, to: number) => {
    const start = await (await agents.cell(agents.row(from), 'Email')).boundingBox()
    const end = await (await agents.cell(agents.row(to), 'Email')).boundingBox()
    if (!start || !end) throw new Error('The cells are not there')
    await page.mouse.move(start.x + 3, start.y + start.height / 2)
    await page.mouse.down()
    await page.mouse.move(end.x + 60, end.y + end.height / 2, { steps: 5 })
    await page.mouse.up()
  }
  await drag(2, 4)
  // What copies them comes once text is selected.
  const isCopied = () => {
    const clipboardData = new DataTransfer()
    return !document.dispatchEvent(new ClipboardEvent('copy', { clipboardData, cancelable: true }))
  }
  await expect.poll(() => page.evaluate(isCopied)).toBe(true)
  await page.keyboard.press('ControlOrMeta+c')
  const rows = await readClipboard(page, zoom)
  expect(rows.text.split('\n').map(line => line.split('\t').slice(0, 2))).toEqual(
    everyone.slice(1, 4).map(agent => [agent.display_name, agent.user_email]),
  )
  expect(rows.table).toHaveLength(3)
  await drag(1, 1)
  await page.keyboard.press('ControlOrMeta+c')
  const { text } = await readClipboard(page, zoom)
  expect(text.length).toBeGreaterThan(0)
  expect(everyone[0]?.user_email).toContain(text.trim())
})
