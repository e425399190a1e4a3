import { expect, test } from '../../support/fixtures.ts'

test.beforeEach(async ({ zoom }) => {
  await zoom.settings({ agents: 8, odd_agents: false })
  for (const [place, { user_id }] of (await zoom.agents()).entries())
    await zoom.patchAgent(user_id, {
      display_name: `Agent ${place + 1}`,
      role_name: 'Agent',
      region_name: place === 2 ? 'APAC' : 'EMEA',
      status_id: '1',
      status_name: 'Ready',
      sub_status_name: null,
      channel_settings: { concurrent_message_capacity: place, concurrent_email_capacity: 4 },
    })
})

test('agents are compared side by side: what differs, or everything, with queues and skills', async ({
  page,
  agents,
  openList,
}) => {
  await openList()
  await agents.select(1, 2, 3)
  await agents.selection.getByRole('button', { name: 'Compare' }).click()
  const dialog = page.getByRole('dialog', { name: 'Compare agents' })
  const table = dialog.getByRole('table', { name: 'Comparison' })
  await expect(table.getByRole('columnheader')).toHaveText([/^Agent 1/, /^Agent 2/, /^Agent 3/])
  const row = (name: string) =>
    table.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })
  await expect(row('Region').getByRole('cell')).toHaveText(['EMEA', 'EMEA', 'APAC'])
  await expect(row('Message capacity').getByRole('cell')).toHaveText(['0', '1', '2'])
  const isMarked = (name: string) =>
    row(name)
      .getByRole('cell')
      .evaluateAll(cells => cells.map(cell => cell.hasAttribute('data-differs')))
  expect(await isMarked('Region')).toEqual([false, false, true])
  expect(await isMarked('Message capacity')).toEqual([false, false, false])
  for (const head of await table.getByRole('columnheader').all())
    await expect(head).toContainText(/as of \d\d:\d\d:\d\d/)
  await expect(row('Role')).toHaveCount(0)
  await expect(row('Email capacity')).toHaveCount(0)
  await expect(dialog).toContainText(/\d+ identical fields are hidden/)
  await expect(table).not.toContainText('Loading')

  await dialog.getByRole('checkbox', { name: 'Only what differs' }).uncheck()
  await expect(row('Role').getByRole('cell')).toHaveText(['Agent', 'Agent', 'Agent'])
  await expect(dialog).not.toContainText('hidden')
  await expect(table.getByRole('rowheader', { name: 'Queues' })).toBeVisible()
  await expect(table.getByRole('rowheader', { name: 'Skills' })).toBeVisible()
})

for (const width of [1440, 390]) {
  test(`what is scrolled goes under the names, and under the corner beside them, ${width} pixels wide`, async ({
    page,
    agents,
    openList,
  }) => {
    await page.setViewportSize({ width, height: 500 })
    await openList()
    await agents.select(1, 2)
    await agents.selection.getByRole('button', { name: 'Compare' }).click()
    const table = page.getByRole('table', { name: 'Comparison' })
    await expect(table).not.toContainText('Loading')
    await page.getByRole('checkbox', { name: 'Only what differs' }).uncheck()
    await expect(table.getByRole('rowheader', { name: 'Identifiers' })).toHaveCount(1)
    const covered = await table.evaluate(element => {
      const scrolled = element.parentElement as HTMLElement
      const cells = [...element.querySelectorAll('thead tr > *')]
      const over: string[] = []
      // Whatever stands there at the moment: each height once.
      for (let top = 40; top < scrolled.scrollHeight - scrolled.clientHeight; top += 5) {
        scrolled.scrollTop = top
        for (const cell of cells.slice(0, 2)) {
          const { left, bottom } = cell.getBoundingClientRect()
          const seen = document.elementFromPoint(left + 20, bottom - 10)
          if (!cell.contains(seen)) over.push(seen?.textContent ?? '')
        }
      }
      return [scrolled.scrollTop > 100, over] as const
    })
    expect(covered).toEqual([true, []])
  })
}

test('a comparison has an address, Escape leads back to the list and the focus to where it was', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  const [first, second] = await zoom.agents()
  await openList('/agents?access=active')
  await agents.select(1, 2)
  const button = agents.selection.getByRole('button', { name: 'Compare' })
  await button.click()
  const dialog = page.getByRole('dialog', { name: 'Compare agents' })
  await expect(dialog).toBeVisible()
  expect(new URL(page.url()).searchParams.get('compare')).toBe(
    [first, second].map(agent => encodeURIComponent(agent?.user_id ?? '')).join(','),
  )
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(page).toHaveURL(/\/agents\?access=active$/)
  await expect(button).toBeFocused()
  await page.goBack()
  await expect(dialog).toBeVisible()
  await page.reload()
  await expect(dialog.getByRole('columnheader')).toHaveText([/^Agent 1/, /^Agent 2/])
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.locator('body')).not.toBeFocused()
})

test('another agent is added by keyboard, four at most, and Back takes it away again', async ({
  page,
  zoom,
  openList,
}) => {
  const [first, second, third, fourth] = await zoom.agents()
  await openList(`/agents?compare=${first?.user_id},${second?.user_id}`)
  const dialog = page.getByRole('dialog', { name: 'Compare agents' })
  const heads = dialog.getByRole('table', { name: 'Comparison' }).getByRole('columnheader')
  const add = dialog.getByRole('button', { name: 'Add agent' })
  const find = dialog.getByRole('combobox', { name: 'Find an agent' })
  await add.focus()
  await page.keyboard.press('Enter')
  await expect(find).toBeFocused()
  await page.keyboard.type('agent 1')
  await expect(dialog.getByText('No matches')).toBeVisible() // it is compared already
  await find.fill('agent')
  await expect(dialog.getByRole('option')).toHaveCount(6)
  await find.fill(fourth?.user_email ?? '')
  await expect(dialog.getByRole('option')).toHaveText([/Agent 4/])
  await page.keyboard.press('Enter')
  await expect(heads).toHaveText([/^Agent 1/, /^Agent 2/, /^Agent 4/])
  await expect(add).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(find).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(heads).toHaveText([/^Agent 1/, /^Agent 2/, /^Agent 4/, /^Agent 3/])
  expect(new URL(page.url()).searchParams.get('compare')).toBe(
    [first, second, fourth, third].map(agent => encodeURIComponent(agent?.user_id ?? '')).join(','),
  )
  await add.click()
  await expect(dialog.getByRole('group', { name: 'Add agent' })).toHaveText('Compare takes 2 to 4 agents')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeVisible()
  await page.goBack()
  await expect(heads).toHaveText([/^Agent 1/, /^Agent 2/, /^Agent 4/])
})

test('one agent, or five, are told that it takes 2 to 4', async ({ page, agents, openList }) => {
  await openList()
  await agents.select(1)
  const compare = agents.selection.getByRole('button', { name: 'Compare' })
  await compare.click()
  await expect(agents.alert).toHaveText('Compare takes 2 to 4 agents')
  await agents.select(2)
  await expect(agents.alert).toHaveCount(0)
  await agents.select(3, 4, 5)
  await compare.click()
  await expect(agents.alert).toHaveText('Compare takes 2 to 4 agents')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.goto('/agents?compare=a,b,c,d,e')
  await expect(page.getByRole('dialog', { name: 'Compare agents' }).getByRole('alert')).toContainText(
    'Compare takes 2 to 4 agents',
  )
})

test('an agent that the list does not hold is read alone, and an unknown one is said to be none', async ({
  page,
  zoom,
  openPages,
}) => {
  const [first, , third] = await zoom.agents()
  await zoom.patchAgent(third?.user_id ?? '', { user_access: 'inactive' })
  await openPages(`/agents?access=active&compare=${first?.user_id},${third?.user_id},nobody`)
  const table = page
    .getByRole('dialog', { name: 'Compare agents' })
    .getByRole('table', { name: 'Comparison' })
  await expect(table.getByRole('columnheader')).toHaveText([/^Agent 1/, /^Agent 3/, /^No such agent/])
  const row = (name: string) =>
    table.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })
  await expect(row('Region').getByRole('cell')).toHaveText(['EMEA', 'APAC', '–'])
  const heads = table.getByRole('columnheader')
  for (const place of [0, 1]) await expect(heads.nth(place)).toContainText(/as of \d\d:\d\d:\d\d/)
  await expect(heads.nth(2)).not.toContainText('as of')
  await expect(row('User ID')).toBeVisible()
  await expect(row('Last modified')).toHaveCount(0)
  await expect(row('Emergency calling')).toHaveCount(0)
  await page.getByRole('checkbox', { name: 'Only what differs' }).uncheck()
  await expect(row('Last modified').getByRole('cell').nth(1)).toHaveText('Not read')
})

test('of an agent who is gone by the next look nothing is told any more', async ({
  page,
  zoom,
  openPages,
}) => {
  const [first, , third] = await zoom.agents()
  await zoom.patchAgent(third?.user_id ?? '', { user_access: 'inactive' })
  await openPages(`/agents?access=active&compare=${first?.user_id},${third?.user_id}`)
  const dialog = page.getByRole('dialog', { name: 'Compare agents' })
  const heads = dialog.getByRole('columnheader')
  await expect(heads).toHaveText([/^Agent 1/, /^Agent 3/])
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await zoom.removeAgent(third?.user_id ?? '')
  await page.goBack()
  await expect(heads).toHaveText([/^Agent 1/, /^No such agent/])
  await expect(heads.nth(1)).not.toContainText('as of')
  const region = dialog
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: 'Region', exact: true }) })
  await expect(region.getByRole('cell')).toHaveText(['EMEA', '–'])
})

test('where only one of the agents is known nothing is hidden, and nothing is said to be', async ({
  page,
  zoom,
  openList,
}) => {
  const [first, second] = await zoom.agents()
  await openList(`/agents?compare=${first?.user_id},nobody`)
  const dialog = page.getByRole('dialog', { name: 'Compare agents' })
  await expect(dialog.getByRole('columnheader')).toHaveText([/^Agent 1/, /^No such agent/])
  await expect(dialog.getByRole('rowheader', { name: 'Role' })).toBeVisible()
  await expect(dialog).not.toContainText('hidden')
  await page.goto(`/agents?compare=${first?.user_id},${second?.user_id}`)
  await expect(dialog.getByRole('columnheader')).toHaveText([/^Agent 1/, /^Agent 2/])
  await expect(dialog).toContainText('hidden')
  await expect(dialog.getByRole('rowheader', { name: 'Role' })).toHaveCount(0)
})

test('queues that fail and skills that may not be read say so by themselves', async ({
  page,
  agents,
  zoom,
  signIn,
}) => {
  await zoom.fault({ preset: 'scope_missing_skills', path: 'skills', times: null }).catch(() => undefined)
  await signIn('/agents', 'kim')
  await agents.select(1, 2)
  await agents.selection.getByRole('button', { name: 'Compare' }).click()
  const table = page
    .getByRole('dialog', { name: 'Compare agents' })
    .getByRole('table', { name: 'Comparison' })
  await expect(table.getByText('scope', { exact: false })).not.toHaveCount(0)
  await expect(
    table
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: 'Message capacity' }) })
      .getByRole('cell'),
  ).toHaveText(['0', '1'])
})

test('queues that fail for the moment come when they are tried again', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await zoom.fault({ preset: 'server_error', path: 'queues', times: null })
  await openList()
  await agents.select(1, 2)
  await agents.selection.getByRole('button', { name: 'Compare' }).click()
  const table = page.getByRole('table', { name: 'Comparison' })
  const state = table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Queues: state' }) })
  await expect(state.getByRole('alert')).toHaveCount(2)
  await zoom.clearFaults()
  for (const left of [1, 0]) {
    await state.getByRole('button', { name: 'Try again' }).first().click()
    await expect(state.getByRole('alert')).toHaveCount(left)
  }
  await expect(state).toHaveCount(0)
})
