import { expect, signInByHand, test } from '../../support/fixtures.ts'

test('declining at Zoom is a cancelled sign-in, said calmly, and one can sign in after all', async ({
  page,
  agents,
  zoom: _,
  app,
}) => {
  await page.goto('/agents?access=active')
  await page.getByRole('button', { name: 'Sign in with Zoom' }).click()
  await page.getByRole('button', { name: 'Decline' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await expect(agents.alert).toContainText(/cancelled/)
  await page.getByRole('button', { name: 'Sign in with Zoom' }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(page).toHaveURL(`${app.url}/agents?access=active`)
  await expect(agents.row(1)).toBeVisible()
})

test('a sign-in that fails for want of a scope names the scope', async ({ page, agents, zoom: _ }) => {
  await signInByHand(page, '/agents', 'sam')
  await expect(page).toHaveURL(/\/sign-in/)
  await expect(agents.alert).toContainText('user:read:user')
  await expect(page.getByRole('button', { name: 'Sign in with Zoom' })).toBeVisible()
})

for (const [what, fault] of [
  ['a forged code', { preset: 'callback_wrong_code' }],
  ['a forged state', { preset: 'callback_wrong_state' }],
  ['neither a code nor an error', { preset: 'callback_without_answer' }],
  ['an exchange that Zoom answers with HTML', { preset: 'token_edge_error' }],
  ['an exchange whose answer is no JSON', { preset: 'token_not_json' }],
  ['a profile of the person that cannot be read', { preset: 'server_error', path: 'me', times: null }],
] as const) {
  test(`a sign-in with ${what} ends on the sign-in page with words, and the next one works`, async ({
    page,
    agents,
    app,
    zoom,
  }) => {
    await zoom.fault({ ...fault })
    await signInByHand(page, '/agents?access=active')
    await expect(page).toHaveURL(/\/sign-in/)
    await expect(agents.alert).toContainText(/Try again|sign in whenever/)
    await expect(agents.alert).not.toContainText(/CANARY|undefined|OAuthCallback|<html/)
    await zoom.clearFaults()
    await page.getByRole('button', { name: 'Sign in with Zoom' }).click()
    await page.getByRole('button', { name: 'Allow' }).click()
    await expect(page).toHaveURL(`${app.url}/agents?access=active`)
    await expect(agents.row(1)).toBeVisible()
  })
}

const outside = [
  'https://evil.example/',
  '//evil.example/agents',
  '/\\evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  'http://[',
  'http://localhost@evil.example/',
  '%',
  '/agents/%E0%A4%A',
  '\u0000/agents',
  'x'.repeat(5_000),
]

test('a callback address from outside ends on our own list, never elsewhere and never in an error', async ({
  page,
  agents,
  app,
  zoom: _,
}) => {
  await signInByHand(page, `/sign-in?callbackUrl=${encodeURIComponent(outside[0] ?? '')}`)
  await expect(page).toHaveURL(`${app.url}/agents`)
  await expect(agents.row(1)).toBeVisible()
  const raw = outside.flatMap(address => [
    `/sign-in?callbackUrl=${encodeURIComponent(address)}`,
    `/api/auth/signin?callbackUrl=${encodeURIComponent(address)}`,
    `/api/auth/error?error=Callback&callbackUrl=${encodeURIComponent(address)}`,
  ])
  for (const path of [...raw, '/sign-in?callbackUrl=%', '/sign-in?callbackUrl=%E0%A4%A&callbackUrl=x']) {
    const answer = await page.request.get(path)
    expect.soft({ path, status: answer.status() }).toEqual({ path, status: 200 })
    expect.soft(new URL(answer.url()).origin).toBe(app.url)
  }
})
