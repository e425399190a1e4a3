import type { Locator, Page } from 'playwright/test'
import { expect, test } from '../../support/fixtures.ts'

/** A picture of a corner of something, to be compared with another one. */
async function pictureOf(page: Page, part: Locator, width: number, height: number, fromBottom = false) {
  const box = await part.boundingBox()
  if (!box) throw new Error('It is not there')
  const y = fromBottom ? box.y + box.height - height : box.y
  return (await page.screenshot({ clip: { x: box.x, y, width, height } })).toString('base64')
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`with forced colours what is marked keeps a mark, ${colorScheme}`, async ({
    page,
    agents,
    zoom,
    signIn,
  }) => {
    await zoom.settings({ agents: 6, odd_agents: false })
    for (const [place, { user_id }] of (await zoom.agents()).entries())
      await zoom.patchAgent(user_id, {
        display_name: 'Same name',
        status_id: '0',
        status_name: 'Offline',
        sub_status_name: null,
        user_access: place === 0 ? 'inactive' : 'active',
      })
    await page.emulateMedia({ forcedColors: 'active', colorScheme, reducedMotion: 'reduce' })
    await signIn()
    await expect(agents.status).toHaveText('All 6 agents')

    // Only the mark itself: a picture of the box that holds it would differ by the word.
    const mark = async (column: string) => {
      const cell = await agents.cell(agents.row(1), column)
      const drawn = column === 'Access' ? cell.locator('.tag') : cell
      const inset = column === 'Access' ? 7 : 13
      const box = await drawn.boundingBox()
      if (!box) throw new Error('It is not there')
      const clip = { x: box.x + inset, y: box.y + box.height / 2 - 6, width: 12, height: 12 }
      return (await page.screenshot({ clip })).toString('base64')
    }
    expect(await mark('Access')).not.toBe(await mark('Status'))

    const [current, other] = ['Agents', 'Connection'].map(name =>
      page.getByRole('navigation').getByRole('link', { name }),
    ) as [Locator, Locator]
    expect(await pictureOf(page, current, 30, 3, true)).not.toBe(await pictureOf(page, other, 30, 3, true))

    const edge = (place: number) => pictureOf(page, agents.row(place), 6, 20)
    expect(await edge(2)).toBe(await edge(3))
    await agents.row(2).getByRole('rowheader').click()
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await edge(2)).not.toBe(await edge(3))
    await page.keyboard.press('Escape')

    await page.keyboard.press('ControlOrMeta+k')
    const commands = page.getByRole('dialog', { name: 'Commands' })
    const option = (place: number) => pictureOf(page, commands.getByRole('option').nth(place), 6, 20)
    await expect(commands.getByRole('option').nth(2)).toBeVisible()
    expect(await option(0)).not.toBe(await option(1))
    const outside = await commands.evaluate(dialog => getComputedStyle(dialog).borderTopWidth)
    expect(Number.parseFloat(outside)).toBeGreaterThan(0)
  })
}

/** WCAG's contrast of the colour of a property with the page's background. */
function contrastOf(element: Element, property: 'color' | 'borderBottomColor'): number {
  const context = document.createElement('canvas').getContext('2d')
  const luminance = (colour: string) => {
    if (!context) throw new Error('The browser draws nothing')
    context.fillStyle = colour
    context.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map(value => {
      const part = value / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const one = luminance(getComputedStyle(element)[property])
  const other = luminance(getComputedStyle(document.body).backgroundColor)
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`who asks for more contrast gets stronger lines and texts, ${colorScheme}`, async ({
    page,
    agents,
    openList,
  }) => {
    await page.emulateMedia({ colorScheme })
    await openList()
    const textOf = (part: Locator) => part.evaluate(contrastOf, 'color' as const)
    const contrasts = async () => ({
      line: await agents.row(1).evaluate(contrastOf, 'borderBottomColor' as const),
      cell: await textOf(await agents.cell(agents.row(1), 'Email')),
      heading: await textOf(agents.heading('Email')),
    })
    const usual = await contrasts()
    await page.emulateMedia({ contrast: 'more', colorScheme })
    const more = await contrasts()
    expect(more.line).toBeGreaterThan(Math.max(3, usual.line))
    expect(more.cell).toBeGreaterThan(Math.max(7, usual.cell))
    expect(more.heading).toBeGreaterThan(Math.max(7, usual.heading))
  })
}

test('whatever is ticked has the same accent, that of the focus', async ({ page, agents, openList }) => {
  await openList()
  await agents.search.focus()
  const accent = await agents.search.evaluate(element => getComputedStyle(element).outlineColor)
  const accents = (part: Locator) =>
    part
      .locator('input:is([type=checkbox], [type=radio])')
      .evaluateAll(inputs => [...new Set(inputs.map(input => getComputedStyle(input).accentColor))])
  expect(await accents(agents.grid), 'list').toEqual([accent])
  for (const name of ['Status', 'Last modified']) {
    const group = await agents.openFilter(name)
    await expect(group.locator('input').first()).toBeVisible()
    expect(await accents(group), name).toEqual([accent])
    await page.keyboard.press('Escape')
  }
  for (const name of ['Columns', 'Export', 'Keys']) {
    if (name === 'Keys') await page.keyboard.press('?')
    else await page.getByRole('button', { name, exact: true }).click()
    const dialog = page.getByRole('dialog', { name })
    await expect(dialog.locator('input').first()).toBeVisible()
    expect(await accents(dialog), name).toEqual([accent])
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
  }
})
