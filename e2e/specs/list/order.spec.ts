import type { Page } from 'playwright/test'
import { violations } from '../../support/axe.ts'
import { type TrueAgent, takenOver } from '../../support/fixtures.ts'
import { expect, test } from '../../support/without-scripts.ts'

const PHONE = { width: 390, height: 844 }

const removeOrder = (page: Page) => page.getByRole('button', { name: 'Remove order' })
const line = (page: Page) => page.getByRole('paragraph').filter({ has: removeOrder(page) })

async function openSheet(page: Page) {
  await page.getByRole('button', { name: 'Filters' }).click()
  const order = page.getByRole('dialog', { name: 'Filters' }).getByRole('group', { name: 'Order' })
  await expect(order).toBeVisible()
  return order
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`on a phone the list is ordered in the sheet of filters, either way and by a second field, in ${colorScheme} colours`, async ({
    page,
    agents,
    app,
    zoom,
    openList,
  }) => {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize(PHONE)
    await zoom.settings({ agents: 30, odd_agents: false })
    const everyone = await zoom.agents()
    const last = everyone
      .map(({ user_email }) => user_email ?? '')
      .toSorted(new Intl.Collator('en-GB').compare)
    await openList()
    const order = await openSheet(page)
    await order.getByRole('combobox', { name: 'Order by' }).selectOption({ label: 'Email' })
    await expect(page).toHaveURL(`${app.url}/agents?sort=user_email`)
    const descending = order.getByRole('button', { name: 'Descending by Email' })
    await descending.click()
    await expect(descending).toHaveAttribute('aria-pressed', 'true')
    await expect(page).toHaveURL(`${app.url}/agents?sort=-user_email`)
    const then = order.getByRole('combobox', { name: 'Then by' })
    await expect(then.getByRole('option', { name: 'Email', exact: true })).toHaveCount(0)
    await then.selectOption({ label: 'Name' })
    await expect(page).toHaveURL(`${app.url}/agents?sort=-user_email%2Cdisplay_name`)
    for (const control of [...(await order.getByRole('combobox').all()), descending])
      expect((await control.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect(agents.row(1)).toContainText(last.at(-1) ?? '')
    await expect(line(page)).toHaveText('Ordered by Email (descending), then by Name')
    expect(await violations(page)).toEqual([])

    await (await openSheet(page))
      .getByRole('combobox', { name: 'Then by' })
      .selectOption({ label: 'Nothing else' })
    await expect(page).toHaveURL(`${app.url}/agents?sort=-user_email`)
    await order.getByRole('combobox', { name: 'Order by' }).selectOption({ label: "Zoom's order" })
    await expect(page).toHaveURL(`${app.url}/agents`)
    await page.keyboard.press('Escape')
    await expect(line(page)).toHaveCount(0)
    await expect(agents.row(1)).toContainText(everyone[0]?.user_email ?? '')
  })

for (const [where, size, address, words] of [
  ['on a phone', PHONE, '?sort=status_name', 'Ordered by Status'],
  [
    'where the email is the second line of the name',
    { width: 800, height: 900 },
    '?sort=user_email',
    'Ordered by Email',
  ],
  [
    'in Comfortable',
    { width: 1440, height: 900 },
    '?sort=user_email&density=comfortable',
    'Ordered by Email',
  ],
  ['where the column is not shown', { width: 1440, height: 900 }, '?sort=user_id', 'Ordered by User ID'],
] as const)
  test(`an order that a link brings is told and can be taken away ${where}`, async ({
    page,
    agents,
    openList,
  }) => {
    await page.setViewportSize(size)
    await openList(`/agents${address}`)
    await expect(line(page)).toBeVisible()
    await expect(line(page)).toHaveText(words)
    const { width = 0, height = 0 } = (await removeOrder(page).boundingBox()) ?? {}
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(size === PHONE ? 44 : 24)
    await removeOrder(page).press('Enter')
    await expect(page).not.toHaveURL(/sort=/)
    await expect(line(page)).toHaveCount(0)
    await expect(agents.grid).toBeFocused()
  })

test('an order that a head shows is told by that head alone', async ({ page, agents, openList }) => {
  await openList('/agents?sort=user_email')
  await expect(agents.heading('Email')).toHaveAttribute('aria-sort', 'ascending')
  await page.getByRole('button', { name: 'Density' }).click()
  await expect(line(page)).toBeVisible()
  await page.getByRole('button', { name: 'Density' }).click()
  await expect(line(page)).toBeHidden()
})

test('orders are among the commands for who asks for one, and so is the way back', async ({
  page,
  app,
  openList,
}) => {
  await openList('/agents?density=comfortable')
  const commands = page.getByRole('dialog', { name: 'Commands' })
  const run = async (typed: string) => {
    await page.keyboard.press('ControlOrMeta+k')
    await commands.getByRole('combobox').fill(typed)
    await expect(commands.getByRole('option').first()).toBeVisible()
    await page.keyboard.press('Enter')
  }
  await run('order by email')
  await expect(page).toHaveURL(`${app.url}/agents?sort=user_email&density=comfortable`)
  await run('sort email desc')
  await expect(page).toHaveURL(`${app.url}/agents?sort=-user_email&density=comfortable`)
  await run('zoom order')
  await expect(page).toHaveURL(`${app.url}/agents?density=comfortable`)
})

test('on a phone the menu has no Density, which would change nothing there', async ({
  page,
  agents,
  openList,
}) => {
  await page.setViewportSize(PHONE)
  await openList()
  await page.getByRole('button', { name: 'Menu' }).click()
  await expect(page.getByRole('button', { name: 'Columns' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Density' })).toHaveCount(0)
  await expect(agents.row(1)).toBeVisible()
})

test('a head orders the rows by its column, then the other way, then no more; a second one orders within the first', async ({
  page,
  agents,
  everybody,
  openList,
}) => {
  const { compare } = new Intl.Collator('en-GB', { numeric: true })
  const emailOf = ({ user_email = '' }: TrueAgent) => user_email
  const roleOf = ({ role_name = '' }: TrueAgent) => role_name
  const told = everybody.filter(agent => emailOf(agent) && roleOf(agent))
  expect(told).toHaveLength(everybody.length)
  const byEmail = [...everybody].sort((a, b) => compare(emailOf(a), emailOf(b)))
  const byRole = byEmail.toSorted((a, b) => compare(roleOf(b), roleOf(a)))
  const MOST = 15
  const emails = async () =>
    (await agents.rows.locator('[data-key="user_email"]').allTextContents()).slice(0, MOST)
  const shows = (expected: readonly TrueAgent[]) =>
    expect.poll(emails, { intervals: [50] }).toEqual(expected.slice(0, MOST).map(emailOf))
  await openList()
  await expect(agents.status).toHaveText(`All ${everybody.length} agents`)
  const head = (name: string) => agents.heading(name).getByRole('button')
  await head('Email').click()
  await shows(byEmail)
  await head('Email').click()
  await shows(byEmail.toReversed())
  await head('Email').click()
  await shows(everybody)
  await head('Role').click()
  await head('Role').click()
  await head('Email').click({ modifiers: ['Shift'] })
  await expect(page).toHaveURL(/\?sort=-role_name(,|%2C)user_email$/)
  await expect(head('Role')).toHaveText('Role1')
  await expect(head('Email')).toHaveText('Email2')
  await shows(byRole)
})

test('an ordered list has its own first rows before the scripts are there, and keeps them', async ({
  page,
  agents,
  openAll,
  openWithoutScripts,
}) => {
  await openAll()
  const letArrive = await openWithoutScripts('/agents?sort=-user_email')
  await expect(agents.row(4)).toBeVisible()
  const first = () =>
    agents.rows.evaluateAll(rows => rows.slice(0, 20).map(row => row.getAttribute('data-id')))
  const early = await first()
  letArrive()
  await expect(agents.status).toHaveText(/^All [\d,]+ agents$/)
  await takenOver(page)
  expect(await first()).toEqual(early)
})

test('where the server collates names otherwise than the browser the page is taken over as it is', async ({
  page,
  agents,
  openAll,
  openWithoutScripts,
}) => {
  await openAll()
  await page.addInitScript(() => {
    Object.defineProperty(Intl.Collator.prototype, 'compare', {
      get: () => (a: string, b: string) => (a < b ? 1 : a > b ? -1 : 0),
    })
  })
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  const letArrive = await openWithoutScripts('/agents?sort=display_name')
  await expect(agents.row(4)).toBeVisible()
  const name = await agents.row(1).getByRole('rowheader').textContent()
  letArrive()
  await takenOver(page)
  await expect(agents.row(1).getByRole('rowheader')).not.toHaveText(name ?? '')
  expect(errors).toEqual([])
})
