import { EVERY_COOKIE } from '../../lib/preferences.ts'
import { test as base, expect } from './fixtures.ts'

/** For what waits for readings: whoever looks wants one every 10 s, the shortest there is, instead of every 15 s. */
export const test = base.extend<{ isOftenRead: undefined }>({
  isOftenRead: [
    async ({ context, app }, use) => {
      await context.addCookies([{ name: EVERY_COOKIE, value: '10', url: app.url }])
      await use(undefined)
    },
    { auto: true },
  ],
})

export { expect }
