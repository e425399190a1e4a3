import type { Page } from 'playwright/test'
import { takenOver } from '../../support/fixtures.ts'
import { expect, test } from '../../support/without-scripts.ts'

const dialogs = (page: Page) => page.getByRole('dialog')

test.describe('a row pressed before the scripts have arrived', () => {
  for (const [where, width] of [
    ['beside the list', 1440],
    ['over a narrow list', 800],
    ['in front of everything on a phone', 390],
  ] as const)
    test(`says at once whose profile is on its way, where that then opens: ${where}`, async ({
      page,
      agents,
      openEarly,
    }) => {
      const errors: string[] = []
      page.on('console', message => message.type() === 'error' && errors.push(message.text()))
      await page.setViewportSize({ width, height: 844 })
      const letArrive = await openEarly()
      const name = String(await agents.row(4).getByRole('rowheader').getAttribute('aria-label'))
      await agents.row(4).getByRole('rowheader').click()
      const early = agents.profile(name)
      await expect(early.getByRole('heading', { name, exact: true })).toBeVisible()
      await expect(early).toContainText('Loading…')
      await expect(early).toBeFocused()
      const place = await early.boundingBox()
      const heading = await early.getByRole('heading').boundingBox()
      const close = await early.getByRole('button', { name: 'Close' }).boundingBox()
      letArrive()
      await expect(page.getByRole('region', { name: 'General' })).toBeVisible()
      await expect(dialogs(page)).toHaveCount(1)
      await expect(agents.profile(name)).toBeFocused()
      expect(await agents.profile(name).boundingBox()).toEqual(place)
      expect(await agents.profile(name).getByRole('button', { name: 'Close' }).boundingBox()).toEqual(close)
      expect((await agents.profile(name).getByRole('heading', { name, exact: true }).boundingBox())?.y).toBe(
        heading?.y,
      )
      expect(errors).toEqual([])
    })

  for (const [how, close] of [
    ['Escape', (page: Page) => page.keyboard.press('Escape')],
    ['its button', (page: Page) => dialogs(page).getByRole('button', { name: 'Close' }).click()],
  ] as const)
    test(`and let go again with ${how} opens nothing later`, async ({ page, agents, openEarly }) => {
      const letArrive = await openEarly()
      await agents.row(4).getByRole('gridcell').first().click()
      await expect(dialogs(page)).toHaveCount(1)
      await close(page)
      await expect(dialogs(page)).toHaveCount(0)
      await expect(agents.row(4).getByRole('link')).toBeFocused()
      await agents.toggles.getByRole('button', { name: /^Ready/ }).click()
      letArrive()
      await expect(page).toHaveURL(/\/agents\?status=Ready$/)
      await expect(dialogs(page)).toHaveCount(0)
      // What is pressed from here on is React's alone.
      await agents.row(2).getByRole('gridcell').first().click()
      await expect(dialogs(page)).toHaveCount(1)
      await page.keyboard.press('Escape')
      await expect(dialogs(page)).toHaveCount(0)
    })

  test('gives way to the next one pressed', async ({ page, agents, openEarly }) => {
    const letArrive = await openEarly()
    const name = String(await agents.row(2).getByRole('rowheader').getAttribute('aria-label'))
    for (const place of [4, 2]) await agents.row(place).getByRole('rowheader').click()
    await expect(dialogs(page)).toHaveAccessibleName(name)
    letArrive()
    await expect(page.getByRole('region', { name: 'General' })).toBeVisible()
    await expect(dialogs(page)).toHaveAccessibleName(name)
  })

  test('shows no profile where the press ends a selection of its text', async ({
    page,
    agents,
    openEarly,
  }) => {
    const letArrive = await openEarly()
    const { x, y, height } = (await (await agents.cell(agents.row(4), 'Email')).boundingBox()) ?? {
      x: 0,
      y: 0,
      height: 0,
    }
    await page.mouse.move(x + 14, y + height / 2)
    await page.mouse.down()
    await page.mouse.move(x + 80, y + height / 2, { steps: 5 })
    await page.mouse.up()
    expect(await page.evaluate(() => getSelection()?.isCollapsed)).toBe(false)
    await expect(dialogs(page)).toHaveCount(0)
    letArrive()
    await takenOver(page)
    await expect(dialogs(page)).toHaveCount(0)
    await expect(page).toHaveURL(/\/agents$/)
  })

  test('shows no profile where it is its checkbox that was pressed', async ({ page, agents, openEarly }) => {
    const letArrive = await openEarly()
    await agents.row(4).getByRole('checkbox').click()
    await expect(dialogs(page)).toHaveCount(0)
    letArrive()
    await expect(agents.selection).toContainText('1 selected')
    await expect(dialogs(page)).toHaveCount(0)
  })
})
