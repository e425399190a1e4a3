import type { Locator, Page } from 'playwright/test'
import type { AgentsPage } from '../../support/agents-page.ts'
import { expect, test } from '../../support/fixtures.ts'

const hasFocusInside = (element: Element) => element.contains(document.activeElement)

test('the whole way from the top of the page to a profile and back is open to the keyboard', async ({
  page,
  agents,
  app,
  openList,
}) => {
  await openList()
  const inRow = (place: number) => agents.row(place).evaluate(hasFocusInside)

  for (let stops = 0; stops < 30 && !(await agents.grid.evaluate(hasFocusInside)); stops++) {
    await page.keyboard.press('Tab')
  }
  expect(await inRow(1)).toBe(true)
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => inRow(2)).toBe(true)
  await page.keyboard.press('ArrowRight')
  await expect(await agents.cell(agents.row(2), 'Email')).toBeFocused()
  await page.keyboard.press('End')
  await expect(await agents.cell(agents.row(2), 'Last modified')).toBeFocused()
  await page.keyboard.press('Home')
  await expect(agents.row(2).getByRole('link')).toBeFocused()
  await page.keyboard.press('PageDown')
  await expect(agents.row(2).getByRole('link')).not.toBeFocused()
  await expect(agents.grid.locator(':focus')).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('PageUp')
  await expect(agents.row(2).getByRole('link')).toBeFocused()
  await expect(agents.status).toHaveText('All 437 agents')
  await page.keyboard.press('ControlOrMeta+End')
  await expect.poll(() => inRow(437)).toBe(true)
  await expect(agents.row(437)).toBeInViewport()
  await page.keyboard.press('ControlOrMeta+Home')
  await expect.poll(() => inRow(1)).toBe(true)

  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`^${app.url}/agents/.`))
  const dialog = page.getByRole('dialog')
  expect(await dialog.evaluate(hasFocusInside)).toBe(true)
  await page.keyboard.press('Tab')
  expect(await dialog.evaluate(hasFocusInside)).toBe(true)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(agents.row(2).getByRole('link')).toBeFocused()

  await page.keyboard.press('/')
  await expect(agents.search).toBeFocused()
  await page.keyboard.type('garcia')
  await expect(agents.status).toHaveText(/^\d+ agents$/)
  await page.keyboard.press('Escape')
  await expect(agents.search).toHaveValue('')
  await expect(agents.status).toHaveText('All 437 agents')
})

test('on a phone the profile is in front of everything, holds the focus and gives it back', async ({
  page,
  agents,
  signIn,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn()
  await agents.row(2).getByRole('rowheader').click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('heading', { name: 'Skills' })).toBeVisible()
  expect(await dialog.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 })
  for (let stops = 0; stops < 12; stops++) {
    await page.keyboard.press('Tab')
    expect(await agents.grid.evaluate(hasFocusInside)).toBe(false)
  }
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(agents.row(2).getByRole('link')).toBeFocused()
})

/** The main controls are there, and nothing makes the page itself scroll sideways. */
async function expectNoLoss(page: Page, agents: AgentsPage, filters: readonly Locator[]): Promise<void> {
  for (const control of [
    agents.search,
    ...filters,
    agents.refresh,
    agents.status,
    page.getByRole('button', { name: 'Account' }),
    agents.row(1).getByRole('rowheader'),
  ]) {
    await control.scrollIntoViewIfNeeded()
    await expect(control).toBeInViewport({ ratio: 0.9 })
  }
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBe(0)
}

test('at 320 pixels everything is there and the page does not scroll sideways', async ({
  page,
  agents,
  openList,
}) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await openList('/agents?access=active')
  await expectNoLoss(page, agents, [page.getByRole('button', { name: 'Filters', exact: true })])
  await agents.row(1).getByRole('rowheader').click()
  const close = page.getByRole('dialog').getByRole('button', { name: 'Close' })
  await expect(close).toBeInViewport({ ratio: 1 })
})

for (const width of [320, 390, 1440]) {
  test(`at ${width} pixels nothing in the profile is cut off or has to be scrolled to sideways`, async ({
    page,
    agents,
    openList,
  }) => {
    await page.setViewportSize({ width, height: 640 })
    await openList()
    await agents.row(4).getByRole('rowheader').click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('region', { name: 'Skills' }).getByRole('listitem').first()).toBeAttached()
    expect(await dialog.evaluate(listCutOff)).toEqual([])
  })
}

/** What reaches beyond something around it that clips or scrolls. Texts that end in an ellipsis mean to. */
function listCutOff(root: Element): string[] {
  return [root, ...root.querySelectorAll('*')]
    .filter(element => {
      const { overflowX, textOverflow } = getComputedStyle(element)
      const isClipped = overflowX !== 'visible' && textOverflow !== 'ellipsis'
      return isClipped && element.clientWidth > 1 && element.scrollWidth > element.clientWidth
    })
    .map(element => `${element.className}: ${element.scrollWidth} of ${element.clientWidth}`)
}

test('with text twice as large everything is there and the page does not scroll sideways', async ({
  page,
  agents,
  signIn,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await signIn('/agents?access=active')
  const height = (await agents.row(1).boundingBox())?.height ?? 0
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%'
  })
  await expect.poll(async () => (await agents.row(1).boundingBox())?.height).toBeGreaterThan(height * 1.4)
  await expectNoLoss(page, agents, [agents.region, agents.access, agents.clearFilters])
  await agents.scrollTo(3_000)
  await expect(agents.rows.last()).toBeAttached()
  await agents.scrollTo(0)
  await agents.row(1).getByRole('rowheader').click()
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Close' })).toBeInViewport({ ratio: 1 })
})

test('the focus is never lost when the row that has it scrolls out of view', async ({
  page,
  agents,
  signIn,
}) => {
  await signIn()
  await agents.row(2).getByRole('link').focus()
  await agents.scrollTo(6_400)
  await expect(agents.row(205)).toBeVisible()
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => agents.grid.evaluate(hasFocusInside)).toBe(true)
  await expect(agents.grid.locator(':focus')).toBeInViewport({ ratio: 1 })
})

test('with forced colours each kind of status keeps a shape of its own', async ({
  page,
  agents,
  zoom,
  signIn,
}, testInfo) => {
  await zoom.settings({ agents: 6, odd_agents: false })
  const statuses = [
    ['1', 'Ready'],
    ['2', 'Not Ready'],
    ['3', 'Occupied'],
    ['0', 'Offline'],
    ['4', 'Lunch'],
    [null, null],
  ]
  for (const [index, { user_id }] of (await zoom.agents()).entries()) {
    const [status_id, status_name] = statuses[index] ?? []
    await zoom.patchAgent(user_id, {
      status_id,
      status_name,
      sub_status_id: null,
      sub_status_name: null,
      user_access: 'active',
    })
  }
  await page.emulateMedia({ forcedColors: 'active' })
  await signIn()
  await expect(agents.status).toHaveText('All 6 agents')
  await testInfo.attach('forced-colours', { body: await page.screenshot(), contentType: 'image/png' })
  const picture = async (x: number, y: number) =>
    (await page.screenshot({ clip: { x, y, width: 20, height: 20 } })).toString('base64')
  const shapes = new Set<string>()
  for (const place of statuses.keys()) {
    const cell = await (await agents.cell(agents.row(place + 1), 'Status')).boundingBox()
    if (!cell) throw new Error('The cell is not there')
    const y = cell.y + cell.height / 2 - 10
    const shape = await picture(cell.x + 8, y)
    expect(shape).not.toBe(await picture(cell.x + cell.width - 40, y))
    shapes.add(shape)
  }
  expect(shapes.size).toBe(6)
})

test('with forced colours a limit keeps its scale and its pointer', async ({ page, openList }) => {
  await openList()
  await page.emulateMedia({ forcedColors: 'active' })
  const drawn = await page
    .locator('.agents-cell.ruler')
    .first()
    .evaluate(cell => ({
      scale: getComputedStyle(cell).backgroundImage.split('linear-gradient').length - 1,
      colours: new Set(
        ['Top', 'Left', 'Right'].map(
          side => getComputedStyle(cell, '::after')[`border${side}Color` as 'borderTopColor'],
        ),
      ).size,
    }))
  expect(drawn).toEqual({ scale: 2, colours: 2 })
})
