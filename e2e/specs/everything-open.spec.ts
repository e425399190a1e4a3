import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import { AgentsPage } from '../support/agents-page.ts'
import { openEverything } from '../support/everything-open.ts'
import { expect, signInByHand, test } from '../support/fixtures.ts'
import { findTranslated, markNames, NAMES } from '../support/names-on-screen.ts'
import { freePort, startApp, startSandbox } from '../support/servers.ts'
import { listSmall } from '../support/small-targets.ts'

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

type Look = NonNullable<Parameters<Page['emulateMedia']>[0]>

const LIGHT: Look = { colorScheme: 'light', contrast: 'no-preference' }
const DARK: Look = { ...LIGHT, colorScheme: 'dark' }
const STRONG: Look = { ...LIGHT, contrast: 'more' }

/** What axe finds, short enough to read: by all its rules in the first of the looks, in the others by those of colour. */
async function violations(page: Page, looks: readonly Look[]): Promise<string[]> {
  const found = new Set<string>()
  for (const [place, look] of looks.entries()) {
    await page.emulateMedia({ ...look, reducedMotion: 'reduce' })
    const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] })
    const { violations } = await (place === 0
      ? axe.withTags(STANDARD)
      : axe.withRules(['color-contrast', 'link-in-text-block'])
    ).analyze()
    for (const { id, nodes } of violations)
      for (const { target } of nodes.slice(0, 5)) found.add(`${id}: ${target.join(' ')}`)
  }
  return [...found]
}

for (const { width, height, least, looks } of [
  { width: 1440, height: 900, least: 24, looks: [LIGHT, DARK] },
  { width: 390, height: 844, least: 40, looks: [LIGHT] },
]) {
  test(`whatever opens can be heard, pressed and left untranslated, ${width} pixels wide`, async ({
    page,
    agents,
    zoom,
    signIn,
  }) => {
    test.setTimeout(400_000) // some forty things, each looked at as a whole
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
    expect.soft(await violations(page, looks), 'sign-in page').toEqual([])
    await page.goto('/nowhere')
    expect.soft(await violations(page, looks), 'no such page').toEqual([])
    await signIn()
    for await (const opened of openEverything({ page, agents, zoom })) {
      expect.soft(await violations(page, looks), opened).toEqual([])
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
    expect.soft(await violations(page, [LIGHT, DARK, STRONG]), '1440').toEqual([])
    await page.setViewportSize({ width: 320, height: 568 })
    expect.soft(await violations(page, [LIGHT]), '320').toEqual([])
  } finally {
    await app.stop()
    await zoom.stop()
  }
})
