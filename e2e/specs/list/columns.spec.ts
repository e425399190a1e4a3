import type { Locator, Page } from 'playwright/test'
import { AgentsPage } from '../../support/agents-page.ts'
import { takenOver } from '../../support/fixtures.ts'
import { listen } from '../../support/heard.ts'
import { expect, test } from '../../support/without-scripts.ts'

test.beforeEach(({ zoom }) => zoom.settings({ agents: 300, odd_agents: false }))

const heads = (agents: AgentsPage) =>
  agents.grid.getByRole('columnheader').evaluateAll(all => all.map(head => head.ariaLabel ?? ''))

/** Of each column from where to where it is drawn. */
const edges = (agents: AgentsPage) =>
  agents.grid.getByRole('columnheader').evaluateAll(all =>
    all.map(head => {
      const { left, right } = head.getBoundingClientRect()
      return [head.ariaLabel, left, right]
    }),
  )

const widthOf = (agents: AgentsPage, name: string) =>
  agents.heading(name).evaluate(head => head.getBoundingClientRect().width)

const edgeOf = (agents: AgentsPage, name: string) =>
  agents.grid.getByRole('separator', { name: `Width of ${name}`, exact: true })

async function openColumns(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Columns' }).click()
  return page.getByRole('dialog', { name: 'Columns' })
}

const boxes = (dialog: Locator) =>
  dialog.getByRole('checkbox').evaluateAll(all => all.map(box => box.parentElement?.textContent ?? ''))

async function dragFrom(page: Page, what: Locator, x: number, y: number): Promise<void> {
  const box = await what.boundingBox()
  if (!box) throw new Error('not drawn')
  const [left, top] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(left, top)
  await page.mouse.down()
  for (let step = 1; step <= 8; step++) await page.mouse.move(left + (x * step) / 8, top + (y * step) / 8)
  await page.mouse.up()
}

test('columns chosen, their widths and the density are in the next first paint, and nothing moves after it', async ({
  page,
  agents,
  openList,
  openWithoutScripts,
}) => {
  await openList()
  const dialog = await openColumns(page)
  await dialog.getByRole('checkbox', { name: 'Team', exact: true }).check()
  await dialog.getByRole('checkbox', { name: 'Role', exact: true }).uncheck()
  await page.keyboard.press('Escape')
  await dragFrom(page, edgeOf(agents, 'Status'), 64, 0)
  await page.getByRole('button', { name: 'Density' }).click()
  const chosen = await heads(agents)
  expect(chosen).toContain('Team')
  expect(chosen).not.toContain('Role')
  const drawn = await edges(agents)

  // Kept by the browser, and not only until it is closed.
  const kept = (await page.context().cookies()).find(({ name }) => name === 'rollcall.columns')
  expect(kept?.expires).toBeGreaterThan(Date.now() / 1_000 + 300 * 86_400)

  const arrive = await openWithoutScripts('/agents')
  await expect(agents.row(1)).toBeVisible()
  expect(await heads(agents)).toEqual(chosen)
  await expect(agents.scroller).toHaveAttribute('data-density', 'comfortable')
  expect(await edges(agents)).toEqual(drawn)
  const line = await agents.row(3).boundingBox()
  arrive()
  await takenOver(page)
  await expect(agents.status).toHaveText('All 300 agents')
  expect(await edges(agents)).toEqual(drawn)
  expect(await agents.row(3).boundingBox()).toEqual(line)
})

test('a column is moved by Alt and an arrow, keeps the focus, and says where it is', async ({
  page,
  agents,
  openList,
}) => {
  await openList()
  const before = await heads(agents)
  expect(before.slice(0, 4)).toEqual(['Name', 'Email', 'Status', 'Access'])
  const heard = await listen(page)
  const dialog = await openColumns(page)
  const email = dialog.getByRole('checkbox', { name: 'Email', exact: true })
  await email.focus()
  await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.press('Alt+ArrowDown')
  await expect(email).toBeFocused()
  await expect(email).toBeChecked()
  const places = (await boxes(dialog)).length
  await expect.poll(async () => (await heard()).at(-1)).toBe(`Email, 4 of ${places}`)
  expect((await heads(agents)).slice(0, 4)).toEqual(['Name', 'Status', 'Access', 'Email'])
  await page.keyboard.press('Alt+ArrowUp')
  expect((await heads(agents)).slice(0, 4)).toEqual(['Name', 'Status', 'Email', 'Access'])
  // The name stays the first.
  await dialog.getByRole('checkbox', { name: 'Status', exact: true }).press('Alt+ArrowUp')
  expect((await heads(agents)).slice(0, 2)).toEqual(['Name', 'Status'])
  await page.reload()
  expect((await heads(agents)).slice(0, 4)).toEqual(['Name', 'Status', 'Email', 'Access'])
})

test('a list is reached by Tab though the column where the keys were has gone', async ({
  page,
  agents,
  openList,
}) => {
  await openList()
  await agents.row(2).getByRole('link').focus()
  await page.keyboard.press('End')
  const last = (await heads(agents)).at(-1) ?? ''
  await expect(agents.row(2).locator(':focus')).toBeVisible()
  const dialog = await openColumns(page)
  await dialog.getByRole('checkbox', { name: last, exact: true }).uncheck()
  await page.keyboard.press('Escape')
  expect(await heads(agents)).not.toContain(last)
  await expect(agents.rows.locator('[tabindex="0"]')).toHaveCount(1)
})

test('a list in a window as narrow as a phone is reached by Tab, wherever the keys have been', async ({
  page,
  agents,
  openList,
}) => {
  await openList()
  await agents.row(2).getByRole('link').focus()
  await page.keyboard.press('End')
  await page.setViewportSize({ width: 320, height: 640 })
  const stop = agents.rows.locator('[tabindex="0"]')
  await expect(stop).toBeVisible()
  await agents.row(2).getByRole('link').focus()
  await page.keyboard.press('End')
  await expect(agents.row(2).locator(':focus')).toHaveAttribute('aria-colindex', '3')
  await page.keyboard.press('ArrowRight')
  await expect(stop).toBeVisible()
})

test('a column is dragged over others to its place, down and up, and never before the name', async ({
  page,
  agents,
  openList,
}) => {
  await openList()
  const dialog = await openColumns(page)
  const handle = (name: string) =>
    dialog
      .getByRole('listitem')
      .filter({ has: page.getByRole('checkbox', { name, exact: true }) })
      .getByText('⠿')
  const height = (await dialog.getByRole('listitem').first().boundingBox())?.height ?? 0
  await dragFrom(page, handle('Email'), 0, 3 * height)
  expect((await boxes(dialog)).slice(0, 6)).toEqual(['Name', 'Status', 'Access', 'Role', 'Email', 'Region'])
  expect((await heads(agents)).slice(0, 6)).toEqual(['Name', 'Status', 'Access', 'Role', 'Email', 'Region'])
  await dragFrom(page, handle('Role'), 0, -5 * height)
  expect((await heads(agents)).slice(0, 4)).toEqual(['Name', 'Role', 'Status', 'Access'])
  // Nothing goes on moving once the button is up.
  await page.mouse.move(0, 0)
  await page.reload()
  expect((await heads(agents)).slice(0, 4)).toEqual(['Name', 'Role', 'Status', 'Access'])
})

test('a column’s edge is dragged and moved by keys, and tells how wide the column is', async ({
  page,
  agents,
  openList,
}) => {
  await openList()
  const edge = edgeOf(agents, 'Email')
  const told = async () => Number(await edge.getAttribute('aria-valuenow'))
  const before = await widthOf(agents, 'Email')
  const areToldRightly = () =>
    agents.grid
      .getByRole('separator')
      .evaluateAll(all =>
        all.every(
          ({ ariaValueNow, parentElement: head }) =>
            Number(ariaValueNow) === Math.round(head?.getBoundingClientRect().width ?? 0),
        ),
      )
  await expect.poll(areToldRightly).toBe(true)
  await dragFrom(page, edge, -40, 0)
  await expect.poll(() => widthOf(agents, 'Email')).toBeCloseTo(before - 40, 0)
  await edge.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => widthOf(agents, 'Email')).toBeCloseTo(before - 32, 0)
  await expect.poll(told).toBe(Math.round(before - 32))
  await expect(edge).toBeFocused()
  await dragFrom(page, edge, -1_000, 0)
  await expect.poll(() => widthOf(agents, 'Email')).toBe(48)
  await expect.poll(told).toBe(Number(await edge.getAttribute('aria-valuemin')))
})

test('a double click on an edge fits the column to the longest text of all agents, in its own letters', async ({
  agents,
  zoom,
  signIn,
}) => {
  const last = (await zoom.agents()).at(-1)
  await zoom.patchAgent(last?.user_id ?? '', { role_name: 'WM'.repeat(18) })
  await signIn()
  await expect(agents.status).toHaveText('All 300 agents')
  await edgeOf(agents, 'Role').dblclick()
  await agents.search.fill(last?.user_id ?? '')
  await expect(agents.status).toHaveText('1 agent')
  const cell = await agents.cell(agents.row(1), 'Role')
  await expect.poll(() => cell.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
  // And is no wider than that.
  const free = await cell.evaluate(element => {
    const text = document.createRange()
    text.selectNodeContents(element)
    const end =
      element.getBoundingClientRect().right - Number.parseFloat(getComputedStyle(element).paddingRight)
    return end - text.getBoundingClientRect().right
  })
  expect(free).toBeLessThan(8)
})

test('a column that is fitted to endless text is as wide as one may be, also after a reload', async ({
  page,
  agents,
  zoom,
  signIn,
}) => {
  const [first] = await zoom.agents()
  await zoom.patchAgent(first?.user_id ?? '', { display_name: 'Nomen '.repeat(40).trim() })
  await signIn()
  await expect(agents.row(1)).toBeVisible()
  await edgeOf(agents, 'Name').dblclick()
  await expect.poll(() => widthOf(agents, 'Name')).toBe(48 * 16)
  await expect(edgeOf(agents, 'Name')).toHaveAttribute('aria-valuemax', String(48 * 16))
  await page.reload()
  expect(await widthOf(agents, 'Name')).toBe(48 * 16)
})

test('a name made narrow is so beside its email as well, where that is the second line', async ({
  page,
  agents,
  openList,
}) => {
  await openList()
  await page.getByRole('button', { name: 'Density' }).click()
  const before = await widthOf(agents, 'Name')
  await dragFrom(page, edgeOf(agents, 'Name'), 160 - before, 0)
  await expect.poll(() => widthOf(agents, 'Name')).toBeCloseTo(160, 0)
})

test('another density leaves the first row in view where it is, and the last one can be reached', async ({
  page,
  agents,
  openList,
}) => {
  await openList()
  await expect(agents.status).toHaveText('All 300 agents')
  // So near the end that a lower list does not reach as far down.
  for (const density of ['comfortable', 'compact']) {
    const height = (await agents.rows.first().boundingBox())?.height ?? 0
    await agents.scroller.evaluate((element, top) => {
      element.scrollTop = top
    }, height * 250)
    await expect(agents.row(251)).toBeInViewport()
    const before = await agents.row(251).boundingBox()
    await page.getByRole('button', { name: 'Density' }).click()
    await expect(agents.scroller).toHaveAttribute('data-density', density)
    await expect.poll(async () => (await agents.row(251).boundingBox())?.y).toBe(before?.y)
    await agents.rows.first().getByRole('rowheader').getByRole('link').focus()
    await page.keyboard.press('Control+End')
    await expect(agents.row(300).locator(':focus')).toBeInViewport({ ratio: 0.9 })
  }
})

test('one Reset brings back columns, widths and density, and forgets them', async ({
  page,
  agents,
  openList,
}) => {
  await openList()
  await expect(agents.status).toHaveText('All 300 agents')
  const [delivered, drawn] = [await heads(agents), await edges(agents)]
  await dragFrom(page, edgeOf(agents, 'Status'), 80, 0)
  await page.getByRole('button', { name: 'Density' }).click()
  let dialog = await openColumns(page)
  await dialog.getByRole('checkbox', { name: 'Email', exact: true }).press('Alt+ArrowDown')
  await dialog.getByRole('checkbox', { name: 'Role', exact: true }).uncheck()
  expect(await heads(agents)).not.toEqual(delivered)
  await dialog.getByRole('button', { name: 'Reset' }).click()
  await expect(dialog).toHaveCount(0)
  expect(await heads(agents)).toEqual(delivered)
  await expect(agents.scroller).toHaveAttribute('data-density', 'compact')
  expect(await edges(agents)).toEqual(drawn)
  await page.reload()
  expect(await heads(agents)).toEqual(delivered)
  await expect(agents.scroller).toHaveAttribute('data-density', 'compact')
  dialog = await openColumns(page)
  expect((await boxes(dialog)).slice(0, 3)).toEqual(['Name', 'Email', 'Status'])
})

test('what one tab changes of the look leaves what another one has changed since', async ({
  page,
  agents,
  context,
  openList,
}) => {
  await openList()
  const second = new AgentsPage(await context.newPage())
  await second.page.goto('/agents')
  await takenOver(second.page)
  const dialog = await openColumns(page)
  await dialog.getByRole('checkbox', { name: 'Role', exact: true }).uncheck()
  const chosen = await heads(agents)
  expect(chosen).not.toContain('Role')
  await second.page.getByRole('button', { name: 'Density' }).click()
  await expect(second.scroller).toHaveAttribute('data-density', 'comfortable')
  await second.page.reload()
  expect(await heads(second)).toEqual(chosen)
  await expect(second.scroller).toHaveAttribute('data-density', 'comfortable')
})
