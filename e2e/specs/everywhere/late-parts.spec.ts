import type { Page } from 'playwright/test'
import { test as base, expect } from '../../support/fixtures.ts'

type Fixtures = {
  /** The list, none of whose further scripts arrive before the function that this resolves with is called. */
  openWithoutParts: (path?: string) => Promise<() => void>
}

const test = base.extend<Fixtures>({
  openWithoutParts: async ({ page, agents, signIn }, use) => {
    await use(async path => {
      // Otherwise a part may be there by the time it is wanted.
      await page.addInitScript(() => {
        Object.defineProperty(navigator, 'connection', { value: { saveData: true } })
      })
      const arrived = Promise.withResolvers<void>()
      await signIn(path)
      await page.waitForLoadState('load')
      await page.route('**/_next/static/**/*.js', async route => {
        await arrived.promise
        await route.continue()
      })
      await expect(agents.row(1)).toBeVisible()
      return arrived.resolve
    })
  },
})

const commands = (page: Page) => page.getByRole('dialog', { name: 'Commands' })

test('what is typed while the commands load is in their box, and typing goes on behind it', async ({
  page,
  openWithoutParts,
}) => {
  const letArrive = await openWithoutParts()
  const box = commands(page).getByRole('combobox')
  await page.getByRole('button', { name: 'Commands' }).focus()
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('theme: d')
  await expect(box).toHaveValue('theme: d')
  letArrive()
  await expect(commands(page).getByRole('option', { name: 'Theme: Dark' })).toBeVisible()
  await page.keyboard.type('ark')
  await expect(box).toHaveValue('theme: dark')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.getByRole('button', { name: 'Commands' })).toBeFocused()
})

test('what an input method writes while the commands load is not cut short as they come', async ({
  page,
  openWithoutParts,
}) => {
  const letArrive = await openWithoutParts()
  await page.keyboard.press('ControlOrMeta+k')
  const box = commands(page).getByRole('combobox')
  await expect(box).toBeFocused()
  const method = await page.context().newCDPSession(page)
  await method.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 })
  await expect(box).toHaveValue('に')
  const came = page.waitForEvent('requestfinished')
  letArrive()
  await came
  await page.evaluate(() => new Promise(requestAnimationFrame))
  await method.send('Input.insertText', { text: '日' })
  await expect(commands(page)).toContainText('Nothing found for “日”')
  await expect(box).toHaveValue('日')
})

test('Enter pressed while the commands load does what was typed once they have', async ({
  page,
  openWithoutParts,
}) => {
  const letArrive = await openWithoutParts()
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('theme: dark')
  // What opens with this key may have the focus before the browser has done with the key.
  await page.evaluate(() => {
    const note = (event: Event) =>
      document.body.setAttribute('data-is-prevented', String(event.defaultPrevented))
    window.addEventListener('keydown', note)
  })
  await page.keyboard.press('Enter')
  await expect(page.locator('body')).toHaveAttribute('data-is-prevented', 'true')
  await expect(commands(page)).toBeVisible()
  letArrive()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(commands(page)).toHaveCount(0)
})

test('commands that are still loading close by their key and by Escape', async ({
  page,
  openWithoutParts,
}) => {
  await openWithoutParts()
  for (const key of ['ControlOrMeta+k', 'Escape']) {
    await page.keyboard.press('ControlOrMeta+k')
    await expect(commands(page).getByRole('combobox')).toBeFocused()
    await page.keyboard.press(key)
    await expect(commands(page)).toHaveCount(0)
  }
})

test('a filter whose controls come late has the focus on them, not on the way back', async ({
  page,
  agents,
  openWithoutParts,
}) => {
  const letArrive = await openWithoutParts()
  await agents.filters.getByRole('button', { name: 'Filter', exact: true }).click()
  await agents.group('Filter').getByRole('button', { name: 'Role', exact: true }).press('Enter')
  await expect(agents.group('Role')).toContainText('Loading…')
  letArrive()
  await expect(agents.group('Role').getByRole('checkbox').first()).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(agents.filters.getByRole('button', { name: 'Filter', exact: true })).toBeFocused()
})

test('a filter opened by its button, and the table of regions, have the focus on what comes late', async ({
  page,
  agents,
  openWithoutParts,
}) => {
  const letArrive = await openWithoutParts()
  await page.getByRole('button', { name: 'By region' }).press('Enter')
  await expect(agents.group('By region')).toContainText('Loading…')
  letArrive()
  await expect(agents.group('By region').getByRole('button').first()).toBeFocused()
})

test('whoever has left what comes late is not called back', async ({ page, agents, openWithoutParts }) => {
  const letArrive = await openWithoutParts()
  await agents.filters.getByRole('button', { name: 'Status', exact: true }).press('Enter')
  await expect(agents.group('Status')).toContainText('Loading…')
  await agents.search.focus()
  letArrive()
  await expect(agents.group('Status').getByRole('checkbox').first()).toBeVisible()
  await page.keyboard.type('garcia')
  await expect(page).toHaveURL(/search=garcia$/)
  await expect(agents.search).toBeFocused()
})

test('a profile whose scripts come late says at once whose it is, and has the focus before and after', async ({
  page,
  agents,
  openWithoutParts,
}) => {
  const letArrive = await openWithoutParts()
  const name = String(await agents.row(3).getByRole('link').textContent())
  await agents.row(3).getByRole('link').press('Enter')
  const profile = page.getByRole('dialog', { name })
  await expect(profile).toContainText('Loading…')
  await expect(profile).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(profile).toHaveCount(0)
  await agents.row(3).getByRole('link').press('Enter')
  letArrive()
  await expect(profile.getByRole('region', { name: 'General' })).toBeVisible()
  await expect(profile).not.toContainText('Loading…')
  await expect(profile).toBeFocused()
})

test('the focus in a profile that comes late stays there as it comes', async ({
  page,
  agents,
  openWithoutParts,
}) => {
  const letArrive = await openWithoutParts()
  await agents.row(3).getByRole('link').press('Enter')
  const profile = page.getByRole('dialog')
  await expect(profile).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(profile.getByRole('button', { name: 'Close' })).toBeFocused()
  letArrive()
  await expect(profile.getByRole('region', { name: 'General' })).toBeVisible()
  await expect(profile).toBeFocused()
})

test('a profile whose scripts cannot be had says so, closes, and comes with Try again', async ({
  page,
  agents,
  signIn,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } })
  })
  await signIn()
  await page.route('**/_next/static/**/*.js', route => route.abort())
  await agents.row(3).getByRole('link').press('Enter')
  const profile = page.getByRole('dialog')
  await expect(profile.getByRole('alert')).toContainText('did not load')
  await profile.getByRole('button', { name: 'Close' }).click()
  await expect(profile).toHaveCount(0)
  await agents.row(3).getByRole('link').press('Enter')
  await expect(profile.getByRole('alert')).toBeVisible()
  await page.unroute('**/_next/static/**/*.js')
  await profile.getByRole('button', { name: 'Try again' }).click()
  await expect(profile.getByRole('region', { name: 'General' })).toBeVisible()
})

test('a press in a profile that the address opens is done once its scripts are there', async ({
  page,
  agents,
  signIn,
}) => {
  await signIn()
  const address = await agents.row(3).getByRole('link').getAttribute('href')
  const arrived = Promise.withResolvers<void>()
  await page.route('**/_next/static/**/*.js', async route => {
    const answer = await route.fetch()
    if ((await answer.text()).includes('Previous agent')) await arrived.promise
    await route.fulfill({ response: answer })
  })
  await page.goto(String(address), { waitUntil: 'commit' })
  const profile = page.getByRole('dialog')
  await expect(profile.getByRole('region', { name: 'General' })).toBeVisible()
  await profile.getByRole('button', { name: 'Close' }).click()
  arrived.resolve()
  await expect(page).toHaveURL(/\/agents$/)
  await expect(profile).toHaveCount(0)
})

test('the menu of views that comes late has the focus on its first view', async ({
  page,
  openWithoutParts,
}) => {
  const letArrive = await openWithoutParts()
  await page.getByRole('button', { name: 'Views' }).press('Enter')
  await expect(page.getByRole('menu', { name: 'Views' })).toContainText('Loading…')
  letArrive()
  await expect(page.getByRole('menuitem', { name: 'All agents' })).toBeFocused()
})
