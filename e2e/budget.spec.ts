import budget from './budget.json' with { type: 'json' }
import { expect, test } from './fixtures'

test('the scripts of a usable list stay within their budget', async ({ page, browser, signIn }) => {
  await signIn()
  const context = await browser.newContext({ storageState: await page.context().storageState() })
  const fresh = await context.newPage()
  const session = await context.newCDPSession(fresh)
  await session.send('Network.enable')
  const scripts = new Set<string>()
  let bytes = 0
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (/javascript/.test(response.mimeType)) scripts.add(requestId)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  await fresh.goto(page.url(), { waitUntil: 'networkidle' })
  await expect(fresh.getByRole('grid', { name: 'Agents' })).toBeVisible()
  expect(scripts.size).toBeGreaterThan(5)
  expect(bytes / 1000).toBeLessThanOrEqual(budget['scripts of a usable list (kB)'])
  await context.close()
})
