import type { Page, Request } from 'playwright/test'
import { AgentsPage } from '../../support/agents-page.ts'
import { expect, test } from '../../support/fixtures.ts'
import { listen } from '../../support/heard.ts'

type View = { id: string; name: string; query: string }
type Saved = { version: string; views: View[]; default: string | null }

const READY = { id: 'night', name: 'Night', query: 'status=Ready' }
const ROLE = { id: 'desk', name: 'Desk', query: 'role=Agent' }
const OFFLINE = { id: 'away', name: 'Away', query: 'status=Offline' }

test.beforeEach(({ zoom }) => zoom.settings({ agents: 30, odd_agents: false }))

/** The person's views as the server has them. */
async function readSaved(page: Page): Promise<Saved> {
  return (await page.request.get('/api/views', { headers: { 'X-Rollcall': '1' } })).json()
}

const names = async (page: Page) => (await readSaved(page)).views.map(({ name }) => name)

/** The server keeps a person's views from test to test. */
async function startWith(page: Page, ...views: View[]): Promise<void> {
  const { version } = await readSaved(page)
  const answer = await page.request.put('/api/views', {
    headers: { 'X-Rollcall': '1' },
    data: { version, views, default: null },
  })
  expect(answer.status()).toBe(200)
}

async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name, exact: true }).click()
}

/** What the menu says is shown. */
const shown = (page: Page) => page.getByRole('button', { name: 'Views' }).locator('[data-name]')

const said = async (heard: () => Promise<string[]>) => (await heard()).at(-1)

test('a view is saved, renamed, opened first and deleted, and each time the server has it', async ({
  page,
  agents,
  openList,
}) => {
  await openList('/agents?role=Agent&sort=display_name')
  await startWith(page)
  await choose(page, 'Save view')
  await page.getByRole('textbox', { name: 'Name' }).fill('Desk')
  await page.keyboard.press('Enter')
  await expect(shown(page)).toHaveAttribute('data-name', 'Desk')
  const { views } = await readSaved(page)
  expect(views).toEqual([{ id: views[0]?.id, name: 'Desk', query: 'role=Agent&sort=display_name' }])

  await choose(page, 'Rename view')
  await page.getByRole('textbox', { name: 'Name' }).fill('Front desk')
  await page.keyboard.press('Enter')
  await expect(shown(page)).toHaveAttribute('data-name', 'Front desk')
  expect((await readSaved(page)).views).toEqual([{ ...views[0], name: 'Front desk' }])

  await choose(page, 'Open with this view')
  await expect(page.getByRole('menuitem', { name: 'Stop opening with this view' })).toBeVisible()
  const opened = page.getByRole('menuitem', { name: 'Front desk' })
  await expect(opened).toHaveText('Front deskopens first')
  await expect(opened).toHaveAttribute('aria-current', 'true')
  await expect(page.getByRole('menu').locator('[aria-current]')).toHaveCount(1)
  expect((await readSaved(page)).default).toBe(views[0]?.id)
  await page.goto('/agents')
  await expect(page).toHaveURL(/\?role=Agent&sort=display_name$/)
  await expect(shown(page)).toHaveAttribute('data-name', 'Front desk')

  await choose(page, 'Delete view')
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(shown(page)).toHaveAttribute('data-name', 'Unsaved view')
  expect(await readSaved(page)).toMatchObject({ views: [], default: null })
  await page.goto('/agents')
  await expect(agents.row(1)).toBeVisible()
  await expect(page).toHaveURL(/\/agents$/)
})

test('a name has 80 characters at most, and is none if it has only spaces', async ({ page, openList }) => {
  await openList('/agents?role=Agent')
  await startWith(page)
  await choose(page, 'Save view')
  const dialog = page.getByRole('dialog', { name: 'Save view' })
  const name = dialog.getByRole('textbox', { name: 'Name' })
  const puts: Request[] = []
  page.on('request', request => request.method() === 'PUT' && puts.push(request))
  await name.fill('   ')
  await page.keyboard.press('Enter')
  await name.fill('')
  await page.keyboard.insertText('n'.repeat(81))
  await expect(name).toHaveValue('n'.repeat(80))
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  expect(puts).toHaveLength(1)
  expect(await names(page)).toEqual(['n'.repeat(80)])
})

test('who gives a view the name of another one is told so, and may', async ({ page, openList }) => {
  await openList('/agents?role=Agent')
  await startWith(page, READY)
  await choose(page, 'Save view')
  const dialog = page.getByRole('dialog', { name: 'Save view' })
  const name = dialog.getByRole('textbox', { name: 'Name' })
  const hint = page.getByText('Another view has this name.')
  for (const taken of [' night', 'All agents']) {
    await name.fill(taken)
    await expect(hint).toBeVisible()
    await name.fill(`${taken} 2`)
    await expect(hint).toBeHidden()
  }
  await name.fill('Night')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  expect(await names(page)).toEqual(['Night', 'Night'])
  await choose(page, 'Rename view')
  await expect(hint).toBeVisible()
  await page.getByRole('textbox', { name: 'Name' }).fill('Day')
  await page.keyboard.press('Enter')
  await choose(page, 'Rename view')
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Day')
  await expect(hint).toBeHidden()
})

test('each of several views that show the same can be renamed, opened first and deleted', async ({
  page,
  openList,
}) => {
  await openList('/agents?status=Ready')
  await startWith(page, READY, { ...READY, id: 'twin', name: 'Twin' })
  await choose(page, 'Save view')
  await page.getByRole('textbox', { name: 'Name' }).fill('Newest')
  await page.keyboard.press('Enter')
  // Not the built-in one, which shows the same.
  await expect(shown(page)).toHaveAttribute('data-name', 'Newest')

  await choose(page, 'Twin')
  await expect(shown(page)).toHaveAttribute('data-name', 'Twin')
  await choose(page, 'Rename view')
  await page.getByRole('textbox', { name: 'Name' }).fill('Other')
  await page.keyboard.press('Enter')
  await expect(shown(page)).toHaveAttribute('data-name', 'Other')
  expect(await names(page)).toEqual(['Night', 'Other', 'Newest'])
  await choose(page, 'Open with this view')
  await expect(page.getByRole('menuitem', { name: 'Stop opening with this view' })).toBeVisible()
  expect((await readSaved(page)).default).toBe('twin')
  await page.goto('/agents')
  await expect(shown(page)).toHaveAttribute('data-name', 'Other')

  await choose(page, 'Night')
  await choose(page, 'Delete view')
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect.poll(() => names(page)).toEqual(['Other', 'Newest'])
})

test('views move by every press, however quickly they follow each other', async ({ page, openList }) => {
  await openList()
  await startWith(page, READY, ROLE, OFFLINE)
  const heard = await listen(page)
  await choose(page, 'Order views')
  const down = page.getByRole('button', { name: 'Move Night down' })
  const isOff = (name: string) =>
    expect(page.getByRole('button', { name, exact: true })).toHaveAttribute('aria-disabled', 'true')
  await isOff('Move Night up')
  await isOff('Move Away down')
  await down.focus()
  // Both before any answer of the server's.
  await page.evaluate(() => {
    const button = document.activeElement as HTMLElement
    button.click()
    button.click()
  })
  await expect.poll(() => names(page)).toEqual(['Desk', 'Away', 'Night'])
  await expect.poll(() => said(heard)).toBe('Night, 3 of 3')
  await expect(down).toBeFocused()
  await page.getByRole('button', { name: 'Move Away up' }).click()
  await expect.poll(() => names(page)).toEqual(['Away', 'Desk', 'Night'])
  await page.reload()
  await page.getByRole('button', { name: 'Views' }).click()
  await expect(page.getByRole('menuitem', { name: /^(Away|Desk|Night)$/ })).toHaveText([
    'Away',
    'Desk',
    'Night',
  ])
})

test('what one tab saves while another one renames stays, and so does the new name', async ({
  page,
  openList,
}) => {
  await openList('/agents?role=Agent')
  await startWith(page, ROLE)
  const other = await page.context().newPage()
  await other.goto('/agents?status=Offline')
  await expect(new AgentsPage(other).row(1)).toBeVisible()

  // The first tab has read what there is, and is overtaken before it saves.
  const puts: Request[] = []
  page.on('request', request => request.method() === 'PUT' && puts.push(request))
  const overtaken = Promise.withResolvers<void>()
  await page.route('**/api/views', async route => {
    if (route.request().method() === 'PUT' && puts.length === 1) await overtaken.promise
    await route.continue()
  })
  await choose(page, 'Desk')
  await choose(page, 'Rename view')
  await page.getByRole('textbox', { name: 'Name' }).fill('Front desk')
  await page.keyboard.press('Enter')
  await expect.poll(() => puts.length).toBe(1)
  await choose(other, 'Save view')
  await other.getByRole('textbox', { name: 'Name' }).fill('Away')
  await other.keyboard.press('Enter')
  await expect(shown(other)).toHaveAttribute('data-name', 'Away')
  overtaken.resolve()
  await expect(shown(page)).toHaveAttribute('data-name', 'Front desk')
  expect((await puts[0]?.response())?.status()).toBe(409)
  expect(await names(page)).toEqual(['Front desk', 'Away'])

  // The other tab's menu has it as soon as it is opened.
  await other.getByRole('button', { name: 'Views' }).click()
  await expect(other.getByRole('menuitem', { name: 'Front desk' })).toBeVisible()
  await page.getByRole('button', { name: 'Views' }).click()
  await expect(page.getByRole('menuitem', { name: 'Away' })).toBeVisible()
})

test('a view that another tab has deleted is neither renamed, moved nor opened first, and the page says why', async ({
  page,
  haveSession,
  openList,
}) => {
  const GONE = 'This view is no longer there: it was deleted in another tab or browser.'
  await haveSession()
  await startWith(page, ROLE, OFFLINE, READY)
  await openList('/agents?role=Agent')
  const heard = await listen(page)
  await expect(shown(page)).toHaveAttribute('data-name', 'Desk')
  await choose(page, 'Rename view')
  await startWith(page, OFFLINE, READY)
  await page.getByRole('textbox', { name: 'Name' }).fill('Front desk')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Rename view' })
  await expect(dialog.getByRole('alert')).toHaveText(GONE)
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(shown(page)).toHaveAttribute('data-name', 'Unsaved view')

  await choose(page, 'Order views')
  await startWith(page, READY, ROLE)
  await page.getByRole('button', { name: 'Move Away down' }).click()
  await expect(page.getByRole('dialog', { name: 'Order views' }).getByRole('alert')).toHaveText(GONE)
  await page.keyboard.press('Escape')
  expect(await names(page)).toEqual(['Night', 'Desk'])

  await choose(page, 'Desk')
  await page.getByRole('button', { name: 'Views' }).click()
  await expect(page.getByRole('menuitem', { name: 'Night' })).toBeVisible()
  await startWith(page, READY)
  await page.getByRole('menuitem', { name: 'Open with this view' }).click()
  await expect.poll(() => said(heard)).toBe(GONE)
  await expect(page.getByRole('menuitem', { name: 'All agents' })).toBeFocused()
  expect(await readSaved(page)).toMatchObject({ views: [READY], default: null })
})

test('a view that two tabs delete is gone, and the second one says that it was', async ({
  page,
  haveSession,
  openList,
}) => {
  await haveSession()
  await startWith(page, ROLE, OFFLINE)
  await openList('/agents?role=Agent')
  const heard = await listen(page)
  await choose(page, 'Delete view')
  await startWith(page, OFFLINE)
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect.poll(() => said(heard)).toBe('The view was deleted already')
  expect(await names(page)).toEqual(['Away'])
})

test('a double click on Delete deletes once, and is said to have', async ({
  page,
  haveSession,
  openList,
}) => {
  await haveSession()
  await startWith(page, ROLE)
  await openList('/agents?role=Agent')
  const heard = await listen(page)
  await choose(page, 'Delete view')
  await page.getByRole('button', { name: 'Delete', exact: true }).dblclick()
  await expect.poll(() => said(heard)).toBe('View deleted')
  // What is changed later is changed after what was changed before.
  await choose(page, 'Save view')
  await page.getByRole('textbox', { name: 'Name' }).fill('New')
  await page.keyboard.press('Enter')
  await expect.poll(() => said(heard)).toBe('View saved')
  expect(await heard()).not.toContain('The view was deleted already')
})

test('a view that could not be deleted is still there, and the page says so', async ({
  page,
  haveSession,
  openList,
}) => {
  await haveSession()
  await startWith(page, ROLE)
  await openList('/agents?role=Agent')
  await choose(page, 'Delete view')
  await page.route('**/api/views', route =>
    route.request().method() === 'PUT' ? route.abort() : route.fallback(),
  )
  const dialog = page.getByRole('dialog', { name: 'Delete view' })
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('Rollcall cannot be reached')
  // An alert that stays as it is would not be heard again.
  const first = await dialog.getByRole('alert').elementHandle()
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect.poll(() => first?.evaluate(alert => alert.isConnected)).toBe(false)
  await expect(dialog.getByRole('alert')).toContainText('Rollcall cannot be reached')
  expect(await names(page)).toEqual(['Desk'])
  await page.unroute('**/api/views')
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  expect(await names(page)).toEqual([])
})

test('a change that others overtake twice is made all the same, and one that they overtake again says so', async ({
  page,
  haveSession,
  openList,
}) => {
  await haveSession()
  await startWith(page, ROLE)
  await openList('/agents?role=Agent')
  let overtaken = 2
  await page.route('**/api/views', async route => {
    if (route.request().method() === 'PUT' && overtaken-- > 0) {
      const { version, views } = await readSaved(page)
      await page.request.put('/api/views', {
        headers: { 'X-Rollcall': '1' },
        data: { version, views, default: overtaken % 2 ? 'desk' : null },
      })
    }
    await route.continue()
  })
  const rename = async (name: string) => {
    await choose(page, 'Rename view')
    await page.getByRole('textbox', { name: 'Name' }).fill(name)
    await page.keyboard.press('Enter')
  }
  await rename('Front desk')
  await expect(shown(page)).toHaveAttribute('data-name', 'Front desk')
  expect(await names(page)).toEqual(['Front desk'])
  overtaken = 3
  await rename('Back desk')
  await expect(page.getByRole('dialog', { name: 'Rename view' }).getByRole('alert')).toBeVisible()
  expect(await names(page)).toEqual(['Front desk'])
  await page.unroute('**/api/views')
  await startWith(page)
})

test('one tab does not take back what another one opens first', async ({ page, haveSession, openList }) => {
  await haveSession()
  await startWith(page, ROLE, OFFLINE)
  await openList('/agents?role=Agent')
  const heard = await listen(page)
  await choose(page, 'Open with this view')
  await expect.poll(() => said(heard)).toBe('Rollcall opens with this view')
  const stop = page.getByRole('menuitem', { name: 'Stop opening with this view' })
  await expect(stop).toBeVisible()
  const { version, views } = await readSaved(page)
  await page.request.put('/api/views', {
    headers: { 'X-Rollcall': '1' },
    data: { version, views, default: 'away' },
  })
  await stop.click()
  await expect.poll(() => said(heard)).toBe('Rollcall opens with another view')
  expect((await readSaved(page)).default).toBe('away')
  await startWith(page)
})

test('own views that cannot be read are not passed over in silence, and come when they are tried again', async ({
  page,
  agents,
  haveSession,
  openList,
}) => {
  await haveSession()
  await startWith(page, READY)
  await page.route('**/api/views', route => route.abort())
  await openList()
  await expect(agents.row(1)).toBeVisible()
  const heard = await listen(page)
  await page.getByRole('button', { name: 'Views' }).click()
  const again = page.getByRole('menuitem', { name: 'Your own views could not be read. Try again' })
  for (let time = 1; time <= 2; time++) {
    await expect.poll(heard).toEqual(Array(time).fill('Your own views could not be read'))
    await again.click()
  }
  await expect(again).toBeFocused()
  await page.unroute('**/api/views')
  await again.click()
  await expect(page.getByRole('menuitem', { name: 'Night' })).toBeVisible()
  await expect(again).toHaveCount(0)
  await expect(page.getByRole('menuitem', { name: 'All agents' })).toBeFocused()
})

test('a view that was saved though no answer came is not saved twice', async ({ page, openList }) => {
  await openList('/agents?role=Agent')
  await startWith(page)
  await page.route('**/api/views', async route => {
    if (route.request().method() !== 'PUT') return route.fallback()
    await route.fetch()
    await route.abort()
  })
  await choose(page, 'Save view')
  await page.getByRole('textbox', { name: 'Name' }).fill('Desk')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Save view' })
  await expect(dialog.getByRole('alert')).toBeVisible()
  expect(await names(page)).toEqual(['Desk'])
  // An alert that stays as it is would not be heard again.
  const first = await dialog.getByRole('alert').elementHandle()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert')).toBeVisible()
  await expect.poll(() => first?.evaluate(alert => alert.isConnected)).toBe(false)
  await page.unroute('**/api/views')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  expect(await names(page)).toEqual(['Desk'])
})

test('a view whose columns and density have become the person’s own is still that view, and can be renamed', async ({
  page,
  agents,
  openList,
}) => {
  const look = 'columns=display_name,role_name&density=comfortable'
  await openList('/agents')
  await startWith(page, { ...READY, query: `role=Agent&${look}` }, { ...ROLE, query: look })
  await page.goto(`/agents?${look}`)
  await expect(agents.row(1)).toBeVisible()
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('button', { name: 'Keep as my columns' }).click()
  await expect(page).toHaveURL(/\/agents\?density=comfortable$/)
  for (const name of ['Night', 'Desk']) {
    await choose(page, name)
    await expect(page).toHaveURL(
      name === 'Night' ? /\?role=Agent&density=comfortable$/ : /\?density=comfortable$/,
    )
    await expect(shown(page)).toHaveAttribute('data-name', name)
    await choose(page, 'Rename view')
    await page.getByRole('textbox', { name: 'Name' }).fill(`My ${name}`)
    await page.keyboard.press('Enter')
    await expect(shown(page)).toHaveAttribute('data-name', `My ${name}`)
  }
  expect(await names(page)).toEqual(['My Night', 'My Desk'])
})
