import { violations } from '../support/axe.ts'
import { openEverything } from '../support/everything-open.ts'
import { expect, test } from '../support/fixtures.ts'
import { findTranslated, markNames, NAMES } from '../support/names-on-screen.ts'
import { listSmall } from '../support/small-targets.ts'

for (const { width, height, least, colorScheme } of [
  { width: 1440, height: 900, least: 24, colorScheme: 'light' },
  { width: 390, height: 844, least: 40, colorScheme: 'dark' },
] as const) {
  test(`whatever opens can be heard, pressed and left untranslated, ${width} pixels wide`, async ({
    page,
    agents,
    zoom,
    signIn,
  }) => {
    test.setTimeout(400_000) // some forty things, each looked at as a whole
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height })
    await markNames(zoom)
    const [first, second, third] = await zoom.agents()
    await zoom.patchAgent(first?.user_id ?? '', { status_id: null, status_name: null, user_access: null })
    await zoom.patchAgent(second?.user_id ?? '', { user_access: 'inactive' })
    await zoom.patchAgent(third?.user_id ?? '', {
      user_access: 'suspended',
      channel_settings: { concurrent_message_capacity: 24 },
    })
    await page.goto('/sign-in')
    await expect(page.getByRole('button', { name: 'Sign in with Zoom' })).toBeVisible()
    expect.soft(await violations(page), 'sign-in page').toEqual([])
    await page.goto('/nowhere')
    expect.soft(await violations(page), 'no such page').toEqual([])
    await signIn()
    for await (const opened of openEverything({ page, agents, zoom })) {
      expect.soft(await violations(page), opened).toEqual([])
      expect.soft(await page.evaluate(listSmall, least), opened).toEqual([])
      expect.soft(await page.evaluate(findTranslated, NAMES), opened).toEqual([])
    }
  })
}
