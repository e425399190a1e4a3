import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import { AgentsPage } from '../support/agents-page.ts'
import { openEverything } from '../support/everything-open.ts'
import { expect, signInByHand, test } from '../support/fixtures.ts'
import { findTranslated, markNames, NAMES } from '../support/names-on-screen.ts'
import { freePort, startApp, startSandbox } from '../support/servers.ts'
import { listSmall } from '../support/small-targets.ts'

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds, short enough to read. */
async function violations(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).withTags(STANDARD)
  const { violations } = await axe.analyze()
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.slice(0, 5).map(({ target }) => target.join(' '))}`,
  )
}

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

test('nothing of the question whether somebody is still there stands in the way of assistive technology', async ({
  page,
}) => {
  test.slow() // it is asked half a minute after the sign-in
  const port = await freePort()
  const zoom = await startSandbox([`http://localhost:${port}/api/auth/callback/zoom`], ['--agents', '8'])
  const app = await startApp(zoom, port, { SESSION_IDLE_MINUTES: '1' })
  try {
    await signInByHand(page, `${app.url}/agents`)
    await expect(new AgentsPage(page).row(1)).toBeVisible()
    await expect(page.getByRole('dialog', { name: 'Are you still there?' })).toBeVisible({ timeout: 45_000 })
    expect(await violations(page)).toEqual([])
  } finally {
    await app.stop()
    await zoom.stop()
  }
})
