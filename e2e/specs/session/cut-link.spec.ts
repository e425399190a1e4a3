import { expect, test } from '../../support/fixtures.ts'

test('a link to nobody, cut anywhere, opens the list, says so and leads on', async ({
  page,
  agents,
  app,
  zoom,
  haveSession,
}) => {
  await haveSession()
  const before = await zoom.count('user')
  for (const link of ['/agents/a%2', '/agents/%E0%A4%A', '/agents/%', '/agents/x%zz%ff', '/agents/%00']) {
    const answer = await page.goto(`${app.url}${link}?access=active`)
    expect(answer?.status(), link).toBe(404)
    const dialog = agents.profile('No such agent')
    await expect(dialog).toContainText('Zoom knows no agent under this address')
    await expect(agents.row(1)).toBeVisible()
    await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(page).toHaveURL(`${app.url}/agents?access=active`)
    await expect(agents.status).toHaveText(/^\d+ agents$/)
  }
  expect(await zoom.count('user')).toBe(before)
})

test('such a link leads somebody who is signed out to signing in, and from any other page on to the list', async ({
  page,
  app,
  haveSession,
}) => {
  const signedOut = await fetch(`${app.url}/agents/a%2`, { redirect: 'manual' })
  expect(signedOut.status).toBe(307)
  expect(signedOut.headers.get('location')).toMatch(/^\/sign-in\?/)
  await haveSession()
  const answer = await page.goto(`${app.url}/connection%2`)
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
  await page.getByRole('link', { name: 'Show all agents' }).click()
  await expect(page).toHaveURL(`${app.url}/agents`)
})
