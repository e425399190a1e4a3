import { AgentsPage } from '../../support/agents-page.ts'
import { expect, test } from '../../support/fixtures.ts'
import budget from './budget.json' with { type: 'json' }

test('all scripts of a usable list stay within their budget, and those of a profile', async ({
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
  await fresh.getByRole('columnheader', { name: 'Name', exact: true }).getByRole('button').click()
  await expect(fresh.getByRole('columnheader', { name: 'Name', exact: true })).toHaveAttribute(
    'aria-sort',
    'ascending',
  )
  const list = bytes
  expect(list).toBeGreaterThan(0)
  expect(list / 1000).toBeLessThanOrEqual(budget['scripts of a usable list (kB)'])
  await agents.row(1).getByRole('rowheader').click()
  await expect(fresh.getByRole('region', { name: 'General' })).toBeVisible()
  expect(bytes).toBeGreaterThan(list)
  await context.close()
})
