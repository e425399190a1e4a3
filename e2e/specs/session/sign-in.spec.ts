import { allowAtZoom, expect, signInByHand, signOut, test } from '../../support/fixtures.ts'

test('signing in with Zoom leads back to where the person was, and signing out ends it for a replayed cookie too', async ({
  page,
  context,
  app,
  zoom: _,
}) => {
  await signInByHand(page, '/agents?access=inactive')
  await expect(page).toHaveURL(`${app.url}/agents?access=inactive`)
  await expect(page.getByRole('grid', { name: 'Agents' })).toBeVisible()

  const cookies = await context.cookies()
  const replay = () =>
    fetch(`${app.url}/api/zoom/contact_center/regions`, {
      headers: { 'x-rollcall': '1', cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') },
    })
  expect((await replay()).status).toBe(200)

  await signOut(page)
  const refused = await replay()
  expect(refused.status).toBe(401)
  expect(await refused.json()).toMatchObject({ error: { code: 'signed_out' } })
  await page.goto('/agents')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('a double click is one sign-in', async ({ page, app, zoom: _ }) => {
  const clicked = Promise.withResolvers<void>()
  await page.route('**/api/auth/signin/zoom', async route => {
    await clicked.promise
    await route.continue()
  })
  let started = 0
  page.on('request', request => {
    if (request.url().endsWith('/api/auth/csrf')) started++
  })
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in with Zoom' }).click()
  await page.getByRole('button', { name: 'Opening Zoom…' }).dispatchEvent('click')
  clicked.resolve()
  await allowAtZoom(page)
  await expect(page).toHaveURL(`${app.url}/agents`)
  expect(started).toBe(1)
})

test('signing in again from the page that signing out leads to goes to the list, with one authorization', async ({
  page,
  app,
  agents,
  zoom,
}) => {
  await signInByHand(page)
  await signOut(page)
  const before = await zoom.count('authorize')
  await page.getByRole('button', { name: 'Sign in with Zoom' }).click()
  await allowAtZoom(page)
  await expect(page).toHaveURL(`${app.url}/agents`)
  await expect(agents.row(1)).toBeVisible()
  expect(await zoom.count('authorize')).toBeLessThanOrEqual(before + 2) // the page, and its form
})

const WAYS = [
  ...['', 'reason=signed_out', 'reason=session_over', 'reason=sign_in_again', 'reason=made-up', 'reason='],
  ...[
    'error=cancelled',
    'error=not_completed',
    'error=OAuthCallback',
    'error=Callback',
    'error=',
    'error=x&error=y',
  ],
  ...[
    'callbackUrl=/sign-in',
    'callbackUrl=/sign-in?callbackUrl=/sign-in',
    'callbackUrl=/api/auth/signin',
    'callbackUrl=/',
  ],
  ...['callbackUrl=https://evil.example/', 'reason=signed_out&callbackUrl=/sign-in%3Freason%3Dsigned_out'],
]

test('whoever has a session goes on from the sign-in page, by whatever way they came', async ({
  page,
  app,
  haveSession,
}) => {
  await haveSession()
  for (const way of WAYS) {
    const answer = await page.request.get(`/sign-in?${way}`)
    expect.soft(answer.url(), way).toBe(`${app.url}/agents`)
  }
  await page.goto('/sign-in')
  await expect(page).toHaveURL(`${app.url}/agents`)
  await page.goto('/sign-in?reason=signed_out&callbackUrl=/connection')
  await expect(page).toHaveURL(`${app.url}/connection`)
  for (const path of [
    '/api/auth/signin',
    '/api/auth/signin/zoom',
    '/api/auth/error?error=Callback',
    '/api/auth/signout',
  ]) {
    const answer = await page.request.get(path)
    expect.soft(answer.url(), path).toBe(`${app.url}/agents`)
  }
  for (const error of ['wrong_account', 'scope_missing', 'not_permitted']) {
    await page.goto(`/sign-in?error=${error}&callbackUrl=/connection`)
    await expect.soft(page.getByText('You are still signed in as Ana Souza')).toBeVisible()
    await page.getByRole('link', { name: 'Go on to Rollcall' }).click()
    await expect.soft(page).toHaveURL(`${app.url}/connection`)
  }
})

test('the sign-in page says that one is signed out, or that Zoom refuses, only where it is so', async ({
  page,
  agents,
  zoom,
  signIn,
}) => {
  await page.goto('/sign-in?reason=signed_out')
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  await page.goto('/sign-in?reason=sign_in_again')
  await expect(page.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible()
  await signIn()
  await expect(agents.row(1)).toBeVisible()
  await zoom.killGrants()
  await page.goto('/agents?access=active')
  await expect(page.getByRole('heading', { name: 'Zoom asks for a new sign-in' })).toBeVisible()
  await page.goto('/sign-in?reason=signed_out')
  await expect(page.getByRole('heading', { name: 'Zoom asks for a new sign-in' })).toBeVisible()
  await page.getByRole('button', { name: 'Sign in with Zoom' }).click()
  await allowAtZoom(page)
  await expect(agents.row(1)).toBeVisible()
})

for (const order of ['first', 'second'] as const) {
  test(`two tabs that sign in with different links each end at their own, the ${order} one first`, async ({
    page,
    context,
    app,
    zoom: _,
  }) => {
    const second = await context.newPage()
    const tabs = [
      { tab: page, link: '/agents?access=active' },
      { tab: second, link: '/connection' },
    ]
    for (const { tab, link } of tabs) {
      await tab.goto(link)
      await tab.getByRole('button', { name: 'Sign in with Zoom' }).click()
      await expect(tab.getByRole('button', { name: 'Allow' })).toBeVisible()
    }
    for (const { tab, link } of order === 'first' ? tabs : tabs.toReversed()) {
      await allowAtZoom(tab)
      await expect(tab).toHaveURL(app.url + link)
    }
  })
}

test('a tab that declines while another has signed in goes to its own link', async ({
  page,
  context,
  app,
  zoom: _,
}) => {
  await page.goto('/connection')
  await page.getByRole('button', { name: 'Sign in with Zoom' }).click()
  const second = await context.newPage()
  await signInByHand(second, '/agents?access=active')
  await page.getByRole('button', { name: 'Decline' }).click()
  await expect(page).toHaveURL(`${app.url}/connection`)
})

test('one chosen session can be ended on the connection page, and no other', async ({
  page,
  browser,
  app,
  agents,
  signIn,
}) => {
  const others = []
  for (const userAgent of [
    'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0',
    'Mozilla/5.0 (iPhone) Safari/605',
  ]) {
    const context = await browser.newContext({ userAgent, baseURL: app.url })
    const other = await context.newPage()
    await signInByHand(other)
    others.push(other)
  }
  await signIn('/connection')
  await expect(page.getByText('This browser')).toHaveCount(1)
  const button = page.getByRole('button', { name: 'Sign out Firefox on Windows' })
  await page.route('**/api/sessions*', route => route.abort())
  await button.click()
  await expect(page.getByRole('alert').filter({ hasText: 'Rollcall cannot be reached' })).toBeVisible()
  await page.getByRole('button', { name: 'Sign out everywhere', exact: true }).click()
  await page.getByRole('button', { name: 'Sign out everywhere now' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Rollcall cannot be reached' })).toHaveCount(2)
  await page.unroute('**/api/sessions*')
  await button.click()
  await expect(
    page.getByRole('status').filter({ hasText: 'Firefox on Windows is signed out' }),
  ).toBeAttached()
  await expect(page.getByRole('button', { name: 'Signed out' })).toBeFocused()
  const [windows, phone] = others
  await windows?.reload()
  await expect(windows ?? page).toHaveURL(/\/sign-in/)
  await phone?.reload()
  await expect(phone ?? page).toHaveURL(/\/agents/)
  await page.reload()
  await expect(button).toHaveCount(0)
  await page.goto('/agents')
  await expect(agents.row(1)).toBeVisible()
  for (const other of others) await other.context().close()
})

test('a sign-out that fails is told, and can be tried again', async ({ page, agents, openList }) => {
  await openList()
  await page.route('**/api/auth/signout', route => route.fulfill({ status: 503, json: {} }), { times: 1 })
  await page.getByRole('button', { name: 'Account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  const dialog = page.getByRole('dialog', { name: 'You are still signed in' })
  await expect(dialog.getByRole('alert')).toBeVisible()
  await expect(agents.row(1)).toBeVisible()
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
})
