import { allowAtZoom, expect, signInByHand, test } from '../support/fixtures.ts'

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

  await page.getByRole('button', { name: 'Account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
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
