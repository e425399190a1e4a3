import type { Page } from 'playwright/test'
import about from '../../../package.json' with { type: 'json' }
import { AgentsPage } from '../../support/agents-page.ts'
import { violations } from '../../support/axe.ts'
import { expect, signInByHand, test } from '../../support/fixtures.ts'
import { RedisServer } from '../../support/redis-server.ts'
import { freePort, startApp, startSandbox } from '../../support/servers.ts'

const CALLS = {
  'The list of agents': 'users',
  'Agent profile (latest)': 'user',
  "An agent's queues": 'queues',
  "An agent's skills": 'skills',
  'Regions, by name': 'regions',
  'Statuses of the account': 'statuses',
} as const
type Call = keyof typeof CALLS

/** The connection page by what is heard of it. */
function connection(page: Page) {
  const part = (name: string) => page.getByRole('region', { name })
  return {
    check: page.getByRole('button', { name: /^Check (now|again), 6 Zoom calls$/ }),
    summary: part('What Rollcall may read at Zoom').getByRole('status'),
    call: (name: Call | 'Who you are') =>
      page
        .getByRole('list', { name: 'Calls to Zoom' })
        .getByRole('listitem')
        .filter({ has: page.getByText(name, { exact: true }) }),
    fact: (name: string) => page.locator(`dt:text-is("${name}") + dd`),
    roster: part('List of agents'),
  }
}

test('one click tries every call once, at the cost that the button names, and says that each works', async ({
  page,
  zoom,
  signIn,
}) => {
  const { check, summary, call, fact } = connection(page)
  await signIn('/connection')
  const counts = () => Promise.all(Object.values(CALLS).map(zoom.count.bind(zoom)))
  expect(await counts()).toEqual([0, 0, 0, 0, 0, 0])
  for (const name of Object.keys(CALLS) as Call[]) await expect(call(name)).toContainText('Not checked yet')
  await expect(summary).toHaveText('No scope is missing.')
  await check.click()
  await expect(summary).toHaveText(/^All 6 calls work, checked at \d\d:\d\d:\d\d\.$/)
  for (const name of Object.keys(CALLS) as Call[]) await expect(call(name)).toContainText('Works')
  expect(await counts()).toEqual([1, 1, 1, 1, 1, 1])
  expect((await zoom.stats()).writes).toBe(0)
  await expect(check).toBeFocused()
  await expect(call("An agent's skills")).toContainText('/contact_center/users/{userId}/skills')
  await expect(call("An agent's skills")).toContainText('contact_center:read:list_user_skills:admin')
  await expect(fact('Version')).toHaveText(about.version)
})

test('what a check has used is told as soon as it is over', async ({ page }) => {
  const { check, summary, fact } = connection(page)
  // A server of its own: at the others' the minute before belongs to other tests.
  const port = await freePort()
  const sandbox = await startSandbox([`http://localhost:${port}/api/auth/callback/zoom`], ['--agents', '40'])
  const app = await startApp(sandbox, port, {})
  try {
    await signInByHand(page, `${app.url}/connection`)
    const [lists, profiles] = [fact('Lists (MEDIUM)'), fact('Single profiles (LIGHT)')]
    await expect(lists).toHaveText('0 in the last minute, 0 a second; at most 7 start in any one second')
    await check.click()
    await expect(summary).toHaveText(/^All 6 calls work/)
    await expect(lists).toHaveText('5 in the last minute, 0.1 a second; at most 7 start in any one second')
    await expect(profiles).toHaveText(
      '1 in the last minute, less than 0.1 a second; at most 14 start in any one second',
    )
  } finally {
    await app.stop()
    await sandbox.stop()
  }
})

test('a scope that is missing is named with its call before and after a check, and who can grant it', async ({
  page,
  signIn,
}) => {
  const { check, summary, call } = connection(page)
  await signIn('/connection', 'kim')
  await expect(summary).toHaveText('2 scopes are missing.')
  for (const checked of [false, true]) {
    if (checked) await check.click()
    if (checked) await expect(summary).toHaveText(/^4 of 6 calls work, checked at/)
    for (const [name, scope] of [
      ["An agent's queues", 'contact_center:read:list_user_queues:admin'],
      ["An agent's skills", 'contact_center:read:list_user_skills:admin'],
    ] as const) {
      await expect(call(name)).toContainText('Scope missing')
      await expect(call(name)).toContainText(scope)
      await expect(call(name)).toContainText(
        /Ask whoever manages (it|the Zoom app) to add it, then sign in again/,
      )
    }
    await expect(call('The list of agents')).toContainText(checked ? 'Works' : 'Not checked yet')
  }
})

test('a role that allows nothing is told of each call, and that it is not the scope', async ({
  page,
  zoom,
  signIn,
}) => {
  const { check, summary, call } = connection(page)
  await signIn('/connection', 'noel')
  await check.click()
  await expect(summary).toHaveText(/^0 of 6 calls work/)
  for (const name of ['The list of agents', 'Regions, by name', 'Statuses of the account'] as const) {
    await expect(call(name)).toContainText('Not allowed')
    await expect(call(name)).toContainText(
      'Your Zoom role does not allow this. Ask an administrator of your account.',
    )
  }
  for (const name of ['Agent profile (latest)', "An agent's queues", "An agent's skills"] as const)
    await expect(call(name)).toContainText('Not checked')
  expect(await zoom.count('skills')).toBe(0)
  await expect(call('Who you are')).toContainText('Worked at sign-in')
})

test('a Zoom that is away for one call is told of that one, and a later check finds it back', async ({
  page,
  zoom,
  signIn,
}) => {
  const { check, summary, call } = connection(page)
  await signIn('/connection')
  await zoom.fault({ preset: 'unavailable_503', path: 'regions', times: null })
  await zoom.fault({ preset: 'html_200', path: 'statuses', times: null })
  await check.click()
  await expect(summary).toHaveText(/^4 of 6 calls work/)
  await expect(call('Regions, by name')).toContainText('Does not work now')
  await expect(call('Regions, by name')).toContainText('Zoom cannot be reached')
  await expect(call('Statuses of the account')).toContainText('cannot be read')
  await expect(call("An agent's queues")).toContainText('Works')
  await zoom.clearFaults()
  await check.click()
  await expect(summary).toHaveText(/^All 6 calls work/)
  await expect(call('Regions, by name')).not.toContainText('Zoom cannot be reached')
})

test('an account without agents leaves nobody to ask about, and says so', async ({ page, zoom, signIn }) => {
  const { check, summary, call } = connection(page)
  await zoom.settings({ agents: 0 })
  await signIn('/connection')
  await check.click()
  await expect(summary).toHaveText(/^3 of 6 calls work/)
  await expect(call("An agent's skills")).toContainText('The list has no agent to ask about.')
})

test('a check by somebody whose session has ended leads to signing in again, not to six failures', async ({
  page,
  zoom,
  signIn,
}) => {
  const { check } = connection(page)
  await signIn('/connection')
  await page.request.delete('/api/sessions', {
    headers: { 'x-rollcall': '1', 'sec-fetch-site': 'same-origin' },
  })
  await check.click()
  await expect(page.getByRole('dialog', { name: 'Your session has ended' })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Calls to Zoom' })).not.toContainText('Does not work')
  expect(await zoom.count('users')).toBe(0)
})

test('who presses once more while everything is signed out is not asked again', async ({ page, signIn }) => {
  await signIn('/connection')
  await page.route('**/api/sessions', () => {}) // no answer comes
  await page.getByRole('button', { name: 'Sign out everywhere', exact: true }).click()
  await page.getByRole('button', { name: 'Sign out everywhere now' }).click()
  const leaving = page.getByRole('button', { name: 'Signing out…' })
  await leaving.press('Enter')
  await expect(leaving).toBeFocused()
  await expect(page.getByRole('button', { name: 'Cancel' })).toHaveCount(0)
})

test('the roster is told as it is: none, alone, shared, and apart from somebody who sees less', async ({
  page,
  browser,
  app,
  zoom,
  agents,
  signIn,
}) => {
  const { fact, roster } = connection(page)
  const tabs: AgentsPage[] = []
  for (const _ of ['bo', 'max']) {
    const context = await browser.newContext({ baseURL: app.url })
    tabs.push(new AgentsPage(await context.newPage()))
  }
  const [bo, max] = tabs as [AgentsPage, AgentsPage]

  await signIn('/connection')
  await expect(roster).toContainText('None is held for you at the moment.')
  await page.goto('/agents')
  await expect(agents.status).toHaveText('All 437 agents')
  await page.goto('/connection')
  await expect(fact('Agents held')).toHaveText('437, the whole list')
  await expect(fact('Oldest page')).toHaveText(/^\d\d:\d\d:\d\d, \d+ s old$/)
  await expect(fact('How often read')).toHaveText('Every 15 s while somebody looks')
  await expect(fact('Shared or alone')).toHaveText(/^Alone at the moment: nobody else looks/)
  await expect(fact('Held by')).toHaveText('One server, in its memory')

  await signInByHand(bo.page, '/agents', 'bo')
  await expect(bo.status).toHaveText('All 437 agents')
  await page.reload()
  await expect(fact('Shared or alone')).toHaveText(/^Shared with one other person who looks at it now/)
  await bo.page.goto('/connection')
  await expect(connection(bo.page).fact('Shared or alone')).toHaveText(/^Shared with one other person/)

  const [first] = await zoom.agents()
  await zoom.settings({ sights: { max: { without_ids: [first?.user_id ?? ''] } } })
  await signInByHand(max.page, '/agents', 'max')
  await expect(max.status).toHaveText('All 436 agents')
  await max.page.goto('/connection')
  await expect(connection(max.page).fact('Agents held')).toHaveText('436, the whole list')
  await expect(connection(max.page).fact('Shared or alone')).toHaveText(
    'Alone: others who look now do not see the same agents',
  )
  for (const tab of tabs) await tab.page.context().close()
})

test('a reading of the list that fails is told with its reason, and no longer once one has been good', async ({
  page,
  zoom,
  agents,
  signIn,
}) => {
  const { fact } = connection(page)
  await signIn()
  await expect(agents.status).toHaveText('All 437 agents')
  await zoom.fault({ preset: 'unavailable_503', path: 'users', times: null })
  await agents.refresh.click()
  await expect(agents.alert).toBeVisible({ timeout: 40_000 })
  await page.goto('/connection')
  await expect(fact('Last reading')).toHaveText(/^Failed\. Zoom cannot be reached/)
  await zoom.clearFaults()
  await page.goto('/agents')
  await expect(agents.status).toHaveText('All 437 agents')
  await agents.readAnew()
  await page.goto('/connection')
  await expect(fact('Agents held')).toHaveText('437, the whole list')
  await expect(fact('Last reading')).toHaveCount(0)
})

test('of several servers each tells what all hold, and of the viewers only its own', async ({
  page,
  agents,
}) => {
  const { fact, roster } = connection(page)
  const [port, other] = [await freePort(), await freePort()]
  const url = `http://localhost:${port}`
  const sandbox = await startSandbox([`${url}/api/auth/callback/zoom`], ['--agents', '40'])
  const redis = await RedisServer.reserve()
  await redis.start()
  const env = { REDIS_URL: redis.url, NEXTAUTH_URL: url, SHARE_ROSTER: 'off' }
  const apps = await Promise.all([startApp(sandbox, port, env), startApp(sandbox, other, env)])
  try {
    const asked = page.waitForResponse('**/api/roster?*')
    await signInByHand(page, `${url}/agents`)
    await expect(agents.status).toHaveText('All 40 agents')
    await asked // the page has so few by itself
    await page.goto(`http://localhost:${other}/connection`)
    await expect(roster).toContainText('None is held for you by this server at the moment.')
    await page.goto(`${url}/connection`)
    await expect(fact('Agents held')).toHaveText('40, the whole list')
    await expect(fact('Held by')).toHaveText('All servers of Rollcall hold it; one of them reads it at Zoom')
    await expect(fact('Shared or alone')).toHaveText(
      'Alone: Rollcall is set up to read a list for each person',
    )
  } finally {
    for (const app of apps) await app.stop()
    await sandbox.stop()
    await redis.dispose()
  }
})

test('nothing is in the way of assistive technology or cut off in the narrowest window', async ({
  page,
  zoom,
  agents,
  signIn,
}) => {
  const { check, summary, fact } = connection(page)
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  // As high as the page is long: axe measures no contrast of what has to be scrolled to.
  await page.setViewportSize({ width: 320, height: 3_000 })
  await signIn()
  await expect(agents.status).toHaveText('All 437 agents')
  await page.goto('/connection')
  await zoom.fault({ preset: 'unavailable_503', path: 'regions', times: null })
  await check.click()
  await expect(summary).toHaveText(/^5 of 6 calls work/)
  await expect(fact('Agents held')).toHaveText('437, the whole list')
  expect(await violations(page)).toEqual([])
  const cutOff = await page
    .locator('main')
    .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
  expect(cutOff).toBe(0)
})
