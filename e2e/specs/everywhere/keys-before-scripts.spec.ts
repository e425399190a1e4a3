import { expect, test } from '../../support/without-scripts.ts'

test.describe('before the scripts have arrived', () => {
  test('the key of the commands opens them, with what was typed after it', async ({
    page,
    agents,
    openEarly,
  }) => {
    const letArrive = await openEarly()
    await agents.search.focus()
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('DarkL')
    await page.keyboard.press('Backspace')
    letArrive()
    await expect(page.getByRole('dialog', { name: 'Commands' }).getByRole('combobox')).toHaveValue('Dark')
    await expect(page.getByRole('option', { name: 'Theme: Dark' })).toBeVisible()
    await expect(agents.search).toHaveValue('')
  })

  test('a command called, typed and entered is done', async ({ page, openEarly }) => {
    const letArrive = await openEarly()
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('theme: dark')
    await page.keyboard.press('Enter')
    letArrive()
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  })

  test('commands that were called and given up again stay away', async ({ page, agents, openEarly }) => {
    const letArrive = await openEarly()
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('dark')
    await page.keyboard.press('Escape')
    await agents.row(3).getByRole('checkbox').click()
    letArrive()
    await expect(agents.selection).toContainText('1 selected')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  test('the key of the search leads there at once, and what is typed after it is searched for', async ({
    page,
    agents,
    openEarly,
  }) => {
    const letArrive = await openEarly()
    await page.keyboard.press('/')
    await expect(agents.search).toBeFocused()
    await page.keyboard.type('garcia?')
    await page.keyboard.press('Backspace')
    letArrive()
    await expect(page).toHaveURL(/\?search=garcia$/)
    await expect(agents.search).toHaveValue('garcia')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  test('the key of the keys opens them', async ({ page, openEarly }) => {
    const letArrive = await openEarly()
    await page.keyboard.press('?')
    letArrive()
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  })

  test('a key that goes on from a profile opened by its address goes on', async ({
    page,
    agents,
    signIn,
    openWithoutScripts,
  }) => {
    await signIn('/agents')
    const [second, third] = await Promise.all(
      [2, 3].map(place => agents.row(place).getByRole('link').getAttribute('href')),
    )
    const letArrive = await openWithoutScripts(second ?? '')
    await expect(agents.row(4)).toBeVisible()
    await page.keyboard.press(']')
    letArrive()
    await expect.poll(() => new URL(page.url()).pathname).toBe(third)
  })

  test('keys of one character that are switched off do nothing', async ({
    page,
    agents,
    signIn,
    openWithoutScripts,
  }) => {
    await signIn('/connection')
    await page.keyboard.press('?')
    await page.getByRole('switch', { name: 'Single-key shortcuts' }).click()
    const letArrive = await openWithoutScripts('/agents')
    await expect(agents.row(4)).toBeVisible()
    await page.keyboard.press('?')
    await page.keyboard.press('/')
    await page.keyboard.type('garcia')
    await agents.row(3).getByRole('checkbox').click()
    letArrive()
    await expect(agents.selection).toContainText('1 selected')
    await expect(agents.search).toHaveValue('')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  test('keys that were called and given up again stay away', async ({ page, agents, openEarly }) => {
    const letArrive = await openEarly()
    await page.keyboard.press('?')
    await page.keyboard.press('Escape')
    await agents.row(4).getByRole('checkbox').click()
    letArrive()
    await expect(agents.selection).toContainText('1 selected')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })
})
