import type { Locator } from 'playwright/test'
import { AgentsPage } from '../../support/agents-page.ts'
import { violations } from '../../support/axe.ts'
import { expect, signInByHand, test } from '../../support/fixtures.ts'
import { freePort, startApp, startSandbox } from '../../support/servers.ts'

test('half of a short idle time before its end the person is asked, can stay, and is told when it is over', async ({
  page,
}) => {
  test.slow()
  const port = await freePort()
  const zoom = await startSandbox([`http://localhost:${port}/api/auth/callback/zoom`])
  const app = await startApp(zoom, port, { SESSION_IDLE_MINUTES: '1' })
  try {
    await signInByHand(page, `${app.url}/agents`)
    const agents = new AgentsPage(page)
    await expect(agents.row(1)).toBeVisible()
    const second = await page.context().newPage()
    await second.goto(`${app.url}/connection`)
    const [stay, stayThere] = [page, second].map(tab =>
      tab.getByRole('button', { name: 'Stay signed in' }),
    ) as [Locator, Locator]
    await expect(stay).toBeVisible({ timeout: 45_000 })
    expect(await violations(page)).toEqual([])
    await page.route('**/api/auth/session', route => route.abort())
    await stay.click()
    await expect(page.getByRole('alert').filter({ hasText: 'could not be reached' })).toBeVisible()
    await page.unroute('**/api/auth/session')
    await expect(stayThere).toBeVisible()
    const asked = Date.now()
    await stay.click()
    await expect(stay).toHaveCount(0)
    // Sooner than the second tab would ask by itself.
    await expect(stayThere).toHaveCount(0, { timeout: 10_000 })
    await second.close()
    // The idle time runs anew: the next question comes half a minute later, not at once.
    await expect(stay).toBeVisible({ timeout: 45_000 })
    expect(Date.now() - asked).toBeGreaterThan(25_000)
    await expect(page.getByRole('dialog', { name: 'Your session has ended' })).toBeVisible({
      timeout: 60_000,
    })
    await expect(agents.row(1)).toBeVisible()
  } finally {
    await app.stop()
    await zoom.stop()
  }
})
