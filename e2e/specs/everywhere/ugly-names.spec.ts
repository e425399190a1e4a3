import type { Locator } from 'playwright/test'
import { expect, test } from '../../support/fixtures.ts'

const LONG_STATUS = 'A status with a name that nobody should ever have given to anything at all, ever'
const LONG_EMAIL = `${'maximiliana.'.repeat(16)}theodora@example.com`
const LONG_NAME = 'Maximiliana-Theodora '.repeat(60).trim()

/** Whether a press in its middle would meet it. */
const isOnTop = (button: Locator) =>
  button.evaluate(element => {
    const { x, y, width, height } = element.getBoundingClientRect()
    return element.contains(document.elementFromPoint(x + width / 2, y + height / 2))
  })

test('a long status leaves room for its numbers in the table by region, in the narrowest window too', async ({
  page,
  agents,
  zoom,
  signIn,
}) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await zoom.settings({ agents: 30, odd_agents: false })
  const [agent] = await zoom.agents()
  await zoom.patchAgent(agent?.user_id ?? '', { status_id: '4', status_name: LONG_STATUS })
  await signIn()
  await expect(agents.status).toHaveText('All 30 agents')
  await page.getByRole('button', { name: 'By region' }).click()
  const cells = page
    .getByRole('table', { name: 'Status by region' })
    .getByRole('button', { name: LONG_STATUS })
  await cells.first().focus()
  const count = await cells.count()
  for (let place = 0; place < count; place++) {
    const cell = cells.nth(place)
    await expect(cell).toBeFocused()
    expect(await isOnTop(cell)).toBe(true)
    await page.keyboard.press('ArrowRight')
  }
  for (let place = count - 1; place >= 0; place--) {
    expect(await isOnTop(cells.nth(place))).toBe(true)
    await page.keyboard.press('ArrowLeft')
  }
})

test('a long name leaves what the profile and the comparison have to say in view', async ({
  page,
  agents,
  zoom,
  signIn,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await zoom.settings({ agents: 30, odd_agents: false })
  const [agent, other] = await zoom.agents()
  await zoom.patchAgent(agent?.user_id ?? '', { display_name: LONG_NAME })
  await signIn(`/agents/${agent?.user_id}`)
  await expect(agents.profile(LONG_NAME).getByRole('heading', { name: 'General' })).toBeInViewport()
  await page.goto(`/agents?compare=${agent?.user_id},${other?.user_id}`)
  await expect(
    page
      .getByRole('table', { name: 'Comparison' })
      .getByText(/^as of/)
      .first(),
  ).toBeInViewport()
})

test('in the narrowest window what the filters leave stands beside the heading of the sheet', async ({
  page,
  agents,
  zoom,
  signIn,
  pagesOnly,
}) => {
  await zoom.settings({ agents: 1037 })
  await page.setViewportSize({ width: 320, height: 640 })
  await pagesOnly()
  await signIn('/agents?status=Ready')
  await expect(agents.status).toContainText(/among [\d,]+ of 1,037 loaded/)
  await page.getByRole('button', { name: 'Filters' }).click()
  const sheet = page.getByRole('dialog', { name: 'Filters' })
  const heading = sheet.getByRole('heading', { name: 'Filters' })
  const isCut = await heading.evaluate(element => element.scrollWidth > element.clientWidth)
  expect(isCut).toBe(false)
  await expect(sheet).toContainText(/among [\d,]+ of 1,037 loaded/)
})

test('beside a long status line By region stays in view, and the counts can be scrolled to', async ({
  page,
  agents,
  zoom,
  signIn,
  pagesOnly,
}) => {
  await zoom.settings({ agents: 1037 })
  await page.setViewportSize({ width: 1440, height: 900 })
  await pagesOnly()
  await signIn('/agents?status=Ready')
  // So many are loaded ahead. Each page makes the counts wider, and Chromium leaves a focused one that is cut by little as it is.
  await expect(agents.status).toContainText('among 900 of 1,037 loaded')
  await page.getByRole('button', { name: 'Custom statuses' }).press('Enter')
  for (const name of ['By region', 'Last 30 minutes'])
    await expect(page.getByRole('button', { name })).toBeInViewport({ ratio: 1 })
  const last = agents.toggles.getByRole('button').last()
  await last.focus()
  await expect(last).toBeInViewport({ ratio: 0.99 }) // edges of scrolled texts fall between pixels
  expect(await isOnTop(last)).toBe(true)
})

for (const [width, height] of [
  [320, 256],
  [844, 390],
] as const) {
  test(`long names leave every row of a comparison to be seen, ${width} by ${height} pixels`, async ({
    page,
    zoom,
    signIn,
  }) => {
    await page.setViewportSize({ width, height })
    await zoom.settings({ agents: 30, odd_agents: false })
    const [agent, other] = await zoom.agents()
    await zoom.patchAgent(agent?.user_id ?? '', { display_name: LONG_NAME, user_email: LONG_EMAIL })
    await signIn(`/agents?compare=${agent?.user_id},${other?.user_id}`)
    const table = page.getByRole('table', { name: 'Comparison' })
    await expect(table.getByText(/^as of/)).toHaveCount(2)
    await expect(table).not.toContainText('Loading')
    const covered = await table.evaluate(element =>
      [...element.querySelectorAll('tbody th[scope=row]')].flatMap(head => {
        head.scrollIntoView({ block: 'center' })
        const { left, top, height } = head.getBoundingClientRect()
        const seen = document.elementFromPoint(left + 5, top + height / 2)
        return head.contains(seen) ? [] : [head.textContent]
      }),
    )
    expect(covered).toEqual([])
  })
}

test('in the commands a long email stands below a long name, and not beside it letter by letter', async ({
  page,
  zoom,
  openList,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await zoom.settings({ agents: 30, odd_agents: false })
  const [agent] = await zoom.agents()
  await zoom.patchAgent(agent?.user_id ?? '', {
    display_name: LONG_NAME.slice(0, 120),
    user_email: LONG_EMAIL,
  })
  await openList()
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('maximiliana')
  const option = page.getByRole('option', { name: /^Maximiliana/ })
  const { width = 0 } = (await option.boundingBox()) ?? {}
  const email = await option.getByText(LONG_EMAIL).boundingBox()
  expect(email?.width).toBeGreaterThan(width / 2)
})
