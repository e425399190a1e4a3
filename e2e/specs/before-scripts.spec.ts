import { test as base, expect } from '../support/fixtures.ts'

/** For what nothing announces. */
const often = { intervals: [50] }

type Fixtures = {
  /** Opens an address whose scripts arrive when the function that this resolves with is called. */
  openWithoutScripts: (path: string) => Promise<() => void>
}

const test = base.extend<Fixtures>({
  openWithoutScripts: async ({ page }, use) => {
    await use(async path => {
      const arrived = Promise.withResolvers<void>()
      await page.route('**/_next/static/**/*.js', async route => {
        await arrived.promise
        await route.continue()
      })
      await page.goto(path, { waitUntil: 'commit' })
      return arrived.resolve
    })
  },
})

test.describe('before the scripts have arrived', () => {
  test('a click on the way in is not lost', async ({ page, zoom: _, openWithoutScripts }) => {
    const letArrive = await openWithoutScripts('/sign-in')
    await page.getByRole('button', { name: 'Sign in with Zoom' }).click()
    letArrive()
    await expect(page.getByRole('button', { name: 'Allow' })).toBeVisible()
  })

  test('a click on a row opens its profile', async ({ page, agents, signIn, openWithoutScripts }) => {
    await signIn('/connection')
    const letArrive = await openWithoutScripts('/agents')
    const name = String(await agents.row(4).getByRole('rowheader').textContent())
    await agents.row(4).getByRole('gridcell').first().click()
    await expect(page).toHaveURL(/\/agents$/)
    letArrive()
    await expect(agents.profile(name)).toBeVisible()
  })

  test('a word typed is searched for', async ({ page, agents, signIn, openWithoutScripts }) => {
    await signIn('/connection')
    const letArrive = await openWithoutScripts('/agents')
    await agents.search.pressSequentially('garcia')
    letArrive()
    await expect(page).toHaveURL(/\?search=garcia$/)
    await expect(agents.search).toHaveValue('garcia')
    await expect(agents.row(1)).toContainText(/garcia/i)
  })

  test('a filter chosen is set', async ({ page, agents, signIn, openWithoutScripts }) => {
    await signIn('/connection')
    const letArrive = await openWithoutScripts('/agents')
    await agents.access.selectOption({ label: 'Inactive' })
    letArrive()
    await expect(page).toHaveURL(/\?access=inactive$/)
    await expect(agents.row(1)).toContainText('Inactive')
  })

  test('what was entered is kept where a browser extension has put something beside it', async ({
    page,
    agents,
    signIn,
    openWithoutScripts,
  }) => {
    await signIn('/connection')
    const letArrive = await openWithoutScripts('/agents')
    await agents.access.selectOption({ label: 'Active' })
    await agents.search.pressSequentially('garcia')
    await agents.search.evaluate(box => box.insertAdjacentHTML('afterend', '<div>a password manager</div>'))
    letArrive()
    await expect(page).toHaveURL(/\?search=garcia&access=active$/)
    await expect(agents.search).toHaveValue('garcia')
    await expect(agents.search).toBeFocused()
    await expect(agents.access.locator(':checked')).toHaveText('Active')
  })

  test('a list that was scrolled stays where it is', async ({ agents, signIn, openWithoutScripts }) => {
    await signIn('/connection')
    const letArrive = await openWithoutScripts('/agents')
    await expect(agents.row(24)).toBeAttached()
    await agents.scrollTo(20)
    letArrive()
    // React takes over once there is room for all that are loaded.
    await expect
      .poll(() => agents.scroller.evaluate(element => element.scrollHeight), often)
      .toBeGreaterThan(300 * 32)
    expect(await agents.scrollTop()).toBe(20)
  })
})
