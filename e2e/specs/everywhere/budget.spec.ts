import { AgentsPage } from '../../support/agents-page.ts'
import { expect, test } from '../../support/fixtures.ts'
import budget from './budget.json' with { type: 'json' }

test('all scripts of a usable list, its profiles included, stay within their budget', async ({
  page,
  browser,
  signIn,
}) => {
  await signIn()
  const context = await browser.newContext({ storageState: await page.context().storageState() })
  const fresh = await context.newPage()
  const session = await context.newCDPSession(fresh)
  await session.send('Network.enable')
  const scripts = new Set<string>()
  let bytes = 0
  session.on('Network.requestWillBeSent', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  await fresh.goto(page.url(), { waitUntil: 'load' })
  const agents = new AgentsPage(fresh)
  await agents.row(1).getByRole('rowheader').click()
  await expect(fresh.getByRole('dialog')).toBeVisible()
  expect(bytes).toBeGreaterThan(0)
  expect(bytes / 1000).toBeLessThanOrEqual(budget['scripts of a usable list (kB)'])
  await context.close()
})
