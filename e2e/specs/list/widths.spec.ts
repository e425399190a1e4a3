import { expect, readInBackground, test } from '../../support/fixtures.ts'

/** Letters are estimated before they are drawn, so that a column may be a little wider than its texts. */
const NEAR = 40

type Column = { key: string; cut: number; free: number }

/** Of each column, as far as it is drawn: how many of its cells are cut, and how many pixels none of its texts needs. */
function measureColumns(): Column[] {
  const found = new Map<string, Column>()
  for (const cell of document.querySelectorAll<HTMLElement>('[data-index] > [data-key]')) {
    const key = cell.dataset.key as string
    const column = found.get(key) ?? { key, cut: 0, free: Number.POSITIVE_INFINITY }
    const text = document.createRange()
    text.selectNodeContents(cell)
    const end = cell.getBoundingClientRect().right - Number.parseFloat(getComputedStyle(cell).paddingRight)
    column.free = Math.min(column.free, end - text.getBoundingClientRect().right)
    if (cell.scrollWidth > cell.clientWidth) column.cut++
    found.set(key, column)
  }
  return [...found.values()]
}

for (const width of [1440, 1920]) {
  test(`in ${width} pixels no column has room to spare while another one is cut`, async ({
    page,
    agents,
    openList,
  }) => {
    await page.setViewportSize({ width, height: 1000 })
    await openList()
    await expect(agents.row(20)).toBeVisible()
    const columns = await page.evaluate(measureColumns)
    expect(columns.length).toBeGreaterThan(10)
    const isCut = columns.some(({ cut }) => cut > 1)
    if (isCut) expect(columns.filter(({ cut, free }) => cut === 0 && free > NEAR)).toEqual([])
    const heads = await agents.grid
      .getByRole('columnheader')
      .evaluateAll(cells =>
        cells.filter(cell => cell.scrollWidth > cell.clientWidth).map(cell => cell.textContent),
      )
    expect(heads).toEqual([])
  })
}

test('in 2560 pixels nothing of anybody is cut', async ({ page, agents, openList }) => {
  await page.setViewportSize({ width: 2560, height: 1000 })
  await openList()
  await expect(agents.row(20)).toBeVisible()
  const columns = await page.evaluate(measureColumns)
  expect(columns.filter(({ cut }) => cut > 0)).toEqual([])
})

test('in 1920 pixels every column that agents tell anything in fits, beside a scrollbar', async ({
  page,
  agents,
  openList,
}) => {
  await page.setViewportSize({ width: 1920 - 15, height: 1000 })
  await openList()
  await expect(agents.row(20)).toBeVisible()
  const beyond = await agents.scroller.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
  expect(beyond).toBe(0)
})

test('whoever comes by a link to one agent has columns for everybody once the link is left', async ({
  page,
  agents,
  openAll,
}) => {
  const widths = () =>
    agents.grid
      .getByRole('columnheader')
      .evaluateAll(cells => cells.map(cell => Math.round(cell.getBoundingClientRect().width)))
  await openAll()
  const forEverybody = await widths()
  const email = await agents.row(1).getByRole('gridcell').first().textContent()
  await page.goto(`/agents?${new URLSearchParams({ search: email ?? '' })}`)
  await expect(agents.status).toHaveText('1 agent')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(agents.status).toHaveText('All 437 agents')
  await expect.poll(widths).toEqual(forEverybody)
})

test('of a long name the end is cut, also where it is written from right to left', async ({
  agents,
  zoom,
  signIn,
}) => {
  await zoom.settings({ agents: 3, odd_agents: false })
  const names = ['عبد الرحمن بن محمد '.repeat(10).trim(), 'Maximiliana Theodora '.repeat(10).trim()]
  const told = await zoom.agents()
  for (const [place, display_name] of names.entries())
    await zoom.patchAgent(told[place]?.user_id ?? '', { display_name })
  await signIn()
  for (const name of names) {
    const link = agents.grid.getByRole('link', { name })
    const firstLetter = await link.evaluate(element => {
      const letter = document.createRange()
      const text = element.firstChild as Text
      letter.setStart(text, 0)
      letter.setEnd(text, 1)
      const { left, right } = letter.getBoundingClientRect()
      const box = element.getBoundingClientRect()
      return {
        isCut: element.scrollWidth > element.clientWidth,
        isSeen: left >= box.left && right <= box.right,
      }
    })
    expect(firstLetter).toEqual({ isCut: true, isSeen: true })
  }
})

test('columns keep their widths when a reading brings longer texts', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 30, odd_agents: false })
  const widths = () =>
    agents.grid
      .getByRole('columnheader')
      .evaluateAll(cells => cells.map(cell => Math.round(cell.getBoundingClientRect().width)))
  await openList()
  await expect(agents.status).toHaveText('All 30 agents')
  const before = await widths()
  const role_name = 'Deputy head of the night shift'
  for (const { user_id } of await zoom.agents()) await zoom.patchAgent(user_id, { role_name })
  await readInBackground(page)
  await expect(await agents.cell(agents.row(1), 'Role')).toContainText(role_name)
  expect(await widths()).toEqual(before)
})
