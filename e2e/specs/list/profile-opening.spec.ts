import { addressOf } from '../../support/agents-page.ts'
import { expect, test } from '../../support/fixtures.ts'

test('a profile is made ready while the mouse button is down, and is nobody’s if the button is let go elsewhere', async ({
  page,
  agents,
  zoom,
  signIn,
}) => {
  await zoom.settings({ agents: 8, odd_agents: false })
  await signIn()
  const profile = page.locator('[data-profile]')
  const reads = async () => (await zoom.log()).filter(({ path }) => /\/users\/[^/]+$/.test(path)).length
  const before = await reads()
  await agents.row(2).dispatchEvent('pointerdown', { pointerType: 'touch', button: 0, bubbles: true })
  await expect(profile).toHaveCount(0)
  await agents.row(2).hover()
  await page.mouse.down()
  await expect(profile).toBeAttached()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect.poll(reads).toBe(before + 1)
  await agents.search.hover()
  await page.mouse.up()
  await expect(profile).toHaveCount(0)
  await expect(page).toHaveURL(/\/agents$/)
  // Another row: on this one the drag has left text selected.
  await agents.row(4).hover()
  await page.mouse.down()
  await page.mouse.up()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expect(page.getByRole('dialog')).toBeFocused()
})

for (const kind of ['mouse', 'touch'] as const)
  test(`by ${kind} a profile is seen before the next frame is over, all else comes after it, and a key at once is heard`, async ({
    page,
    agents,
    app,
    zoom,
    signIn,
  }) => {
    await zoom.settings({ agents: 8, odd_agents: false })
    await signIn()
    await expect(agents.row(2)).toBeVisible()
    // The frame that the click waits for never comes, nor what stands in for one.
    await page.evaluate(() => {
      const { setTimeout, requestAnimationFrame } = window
      window.requestAnimationFrame = () => 0
      window.setTimeout = ((work: () => void, ms = 0) =>
        ms === 100 ? 0 : setTimeout(work, ms)) as typeof window.setTimeout
      window.addEventListener('click', () => Object.assign(window, { setTimeout, requestAnimationFrame }))
    })
    const { x, y } = (await agents.row(2).getByRole('gridcell').first().boundingBox()) ?? { x: 0, y: 0 }
    if (kind === 'mouse') await page.mouse.click(x + 2, y + 2)
    else await agents.row(2).getByRole('gridcell').first().dispatchEvent('click', { button: 0 })
    await expect(page.getByRole('dialog')).toBeVisible()
    await expect(page.getByRole('dialog')).toHaveAccessibleName(/./)
    expect(page.url()).toBe(`${app.url}/agents`)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page).toHaveURL(`${app.url}/agents`)
    await expect(agents.row(2).getByRole('link')).toBeFocused()
    await page.goBack()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expect(page).toHaveURL(/\/agents\/./)
  })

test('Enter on a row opens its profile, Escape closes it and the focus is on the row again', async ({
  page,
  agents,
  app,
  zoom,
  signIn,
}) => {
  const truth = (await zoom.agents())[2]
  await signIn('/agents?access=active&search=a')
  const row = agents.rowWith(truth?.user_email ?? '')
  await row.getByRole('link').focus()
  await page.keyboard.press('Enter')
  const profile = agents.profile(truth?.display_name ?? '')
  await expect(profile).toContainText(truth?.user_id ?? '')
  await expect(page).toHaveURL(`${app.url}${addressOf(truth)}?search=a&access=active`)
  expect(await profile.evaluate(dialog => dialog.contains(document.activeElement))).toBe(true)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page).toHaveURL(`${app.url}/agents?search=a&access=active`)
  await expect(row.getByRole('link')).toBeFocused()
})

test('Close leads back to the same place in the list, with the focus on the row', async ({
  page,
  agents,
  app,
  openList,
}) => {
  await openList('/agents?access=active')
  await agents.scrollTo(4_000)
  const row = agents.row(131)
  await row.getByRole('rowheader').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page).toHaveURL(`${app.url}/agents?access=active`)
  await expect(row.getByRole('link')).toBeFocused()
  expect(await agents.scrollTop()).toBe(4_000)
})

test('Back closes the profile and keeps the place, Forward opens it again', async ({
  page,
  agents,
  app,
  openList,
}) => {
  await openList()
  await agents.scrollTo(4_000)
  await agents.row(131).getByRole('rowheader').click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page).toHaveURL(`${app.url}/agents`)
  expect(await agents.scrollTop()).toBe(4_000)
  await page.goForward()
  await expect(page.getByRole('dialog')).toBeVisible()
})

test('a profile opens from its address alone, reloads in place, and closes onto the list', async ({
  page,
  agents,
  app,
  zoom,
  signIn,
}) => {
  const truth = (await zoom.agents())[400]
  await signIn(`${addressOf(truth)}?access=active`)
  const profile = agents.profile(truth?.display_name ?? '')
  await expect(profile).toContainText(truth?.user_email ?? '')
  await page.reload()
  await expect(profile).toContainText(truth?.user_email ?? '')
  await profile.getByRole('button', { name: 'Close' }).click()
  await expect(page).toHaveURL(`${app.url}/agents?access=active`)
  await expect(agents.rows.first()).toBeVisible()
})

test('ids with a slash, a plus, equals signs or a leading dash open like any other', async ({
  page,
  agents,
  app,
  zoom,
  haveSession,
}) => {
  const everyone = await zoom.agents()
  const odd = ['/', '+', '==', /^-/].map(sign =>
    everyone.find(({ user_id }) => (typeof sign === 'string' ? user_id.includes(sign) : sign.test(user_id))),
  )
  await haveSession()
  for (const truth of odd) {
    expect(truth).toBeDefined()
    await page.goto(addressOf(truth))
    const profile = page.getByRole('dialog')
    await expect(profile).toContainText(truth?.user_id ?? '')
    await expect(profile.getByRole('heading', { name: 'Skills' })).toBeVisible()
    await expect(profile.getByRole('alert')).toHaveCount(0)
    await page.goto(`/agents?search=${truth?.user_email}`)
    await expect(agents.status).toHaveText('1 agent')
    await agents.row(1).getByRole('rowheader').click()
    await expect(page).toHaveURL(
      `${app.url}${addressOf(truth)}?search=${encodeURIComponent(truth?.user_email ?? '')}`,
    )
    await expect(profile).toContainText(truth?.user_id ?? '')
  }
})
