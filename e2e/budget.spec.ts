import { AgentsPage } from './agents-page'
import budget from './budget.json' with { type: 'json' }
import { expect, test } from './fixtures'

test('the scripts of a usable list, and those that a profile needs besides, stay within their budgets', async ({
  page,
  browser,
  signIn,
}) => {
  await signIn()
  const context = await browser.newContext({ storageState: await page.context().storageState() })
  const fresh = await context.newPage()
  const session = await context.newCDPSession(fresh)
  await session.send('Network.enable')
  const scripts = new Map<string, 'named' | 'later'>()
  const bytes = { named: 0, later: 0 }
  session.on('Network.requestWillBeSent', ({ requestId, type, initiator }) => {
    if (type === 'Script') scripts.set(requestId, initiator.type === 'parser' ? 'named' : 'later')
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const when = scripts.get(requestId)
    if (when) bytes[when] += encodedDataLength
  })
  await fresh.goto(page.url(), { waitUntil: 'load' })
  const agents = new AgentsPage(fresh)
  await agents.row(1).getByRole('rowheader').click()
  await expect(fresh.getByRole('dialog')).toBeVisible()
  expect(bytes.named).toBeGreaterThan(0)
  expect(bytes.named / 1000).toBeLessThanOrEqual(budget['scripts of a usable list (kB)'])
  expect(bytes.later).toBeGreaterThan(0)
  expect(bytes.later / 1000).toBeLessThanOrEqual(budget['scripts of a profile (kB)'])
  await context.close()
})
