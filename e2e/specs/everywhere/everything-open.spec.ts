import { violations } from '../../support/axe.ts'
import { openEverything } from '../../support/everything-open.ts'
import { expect, test } from '../../support/fixtures.ts'
import { findTranslated, markNames, NAMES } from '../../support/names-on-screen.ts'
import { listSmall } from '../../support/small-targets.ts'

/** What goes beyond the right edge of the window, where the page itself would have to be moved to read it (WCAG 1.4.10). */
function widerThanWindow(): string | null {
  const { scrollWidth } = document.scrollingElement as Element
  return scrollWidth > window.innerWidth ? `${scrollWidth} of ${window.innerWidth}` : null
}

// As high as what opens is long: axe measures no contrast of what has to be scrolled to.
for (const { width, height, least, colorScheme, forcedColors } of [
  { width: 1440, height: 3_000, least: 24, colorScheme: 'light', forcedColors: 'none' },
  { width: 390, height: 3_000, least: 40, colorScheme: 'dark', forcedColors: 'none' },
  { width: 320, height: 640, least: 40, colorScheme: 'dark', forcedColors: 'active' },
] as const) {
  const inColours = forcedColors === 'active' ? ' in colours of the system' : ''
  test(`whatever opens can be heard, pressed and left untranslated, ${width} pixels wide${inColours}`, async ({
    page,
    agents,
    zoom,
    signIn,
  }) => {
    test.setTimeout(400_000) // some forty things, each looked at as a whole
    await page.emulateMedia({ colorScheme, forcedColors, reducedMotion: 'reduce' })
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
      expect.soft(await page.evaluate(widerThanWindow), opened).toBeNull()
    }
  })
}
