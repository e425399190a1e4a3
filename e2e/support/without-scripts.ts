import { test as base, expect } from './fixtures.ts'

type Fixtures = {
  /** Opens an address whose scripts arrive when the function that this resolves with is called. */
  openWithoutScripts: (path: string) => Promise<() => void>
  /** The same for the list of somebody who is signed in, until its rows are seen. */
  openEarly: () => Promise<() => void>
}

/** A page that is seen before its scripts are there. */
export const test = base.extend<Fixtures>({
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
  openEarly: async ({ agents, haveSession, openWithoutScripts }, use) => {
    await use(async () => {
      await haveSession()
      const letArrive = await openWithoutScripts('/agents')
      await expect(agents.row(4)).toBeVisible()
      return letArrive
    })
  },
})

export { expect }
