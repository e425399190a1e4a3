import type { Page } from 'playwright/test'
import { AgentsPage } from '../../support/agents-page.ts'
import { expect, type TrueAgent, test } from '../../support/fixtures.ts'

const words = (count: number) => (count === 0 ? 'No agents' : count === 1 ? '1 agent' : `${count} agents`)
const parametersOf = (page: Page) => [...new URL(page.url()).searchParams].map(pair => pair.join('='))

const checkbox = (agents: AgentsPage, group: string, name: string) =>
  agents.group(group).getByRole('checkbox', { name, exact: true })

const load = (agent: TrueAgent) => {
  const multi = agent.channel_settings?.multi_channel_engagements
  return multi?.enable ? multi.max_agent_load : undefined
}

type Value = { label: string; value: string; parameter: string; matches: (agent: TrueAgent) => boolean }

const VALUES: Value[] = [
  { label: 'Status', value: 'Ready', parameter: 'status=Ready', matches: a => a.status_name === 'Ready' },
  { label: 'Status', value: 'Meal', parameter: 'reason=Meal', matches: a => a.sub_status_name === 'Meal' },
  {
    label: 'Role',
    value: 'Supervisor',
    parameter: 'role=Supervisor',
    matches: a => a.role_name === 'Supervisor',
  },
  {
    label: 'Integration',
    value: 'Microsoft Dynamics 365',
    parameter: 'integration=Microsoft_Dynamics_365',
    matches: a => a.client_integration === 'Microsoft_Dynamics_365',
  },
  {
    label: 'Integration',
    value: 'None',
    parameter: 'integration=Default',
    matches: a => a.client_integration === 'Default',
  },
  {
    label: 'Country',
    value: 'Portugal (PT)',
    parameter: 'country=PT',
    matches: a => a.country_iso_code === 'PT',
  },
  {
    label: 'Team',
    value: 'チーム桜',
    parameter: 'team=チーム桜',
    matches: a => a.teams?.some(({ team_name }) => team_name === 'チーム桜') ?? false,
  },
  { label: 'Team', value: 'Not told', parameter: 'team=', matches: a => !a.teams?.length },
  {
    label: 'Package',
    value: 'Premium',
    parameter: 'package=premium',
    matches: a => a.package_name === 'premium',
  },
]

test('each filter narrows the list to a value, whose count says how many, and is taken away again', async ({
  page,
  agents,
  everybody,
  openList,
}) => {
  await openList()
  for (const { label, value, parameter, matches } of VALUES) {
    const left = everybody.filter(matches).length
    expect(left, value).toBeGreaterThan(0)
    await agents.openFilter(label)
    await expect(checkbox(agents, label, value)).toHaveAccessibleDescription(String(left))
    await checkbox(agents, label, value).check()
    await expect(agents.status).toHaveText(words(left))
    await expect(agents.grid).toHaveAttribute('aria-rowcount', String(left + 1))
    expect(parametersOf(page)).toEqual([parameter])
    await page.keyboard.press('Escape')
    await agents.filters.getByRole('button', { name: `Remove ${label}`, exact: true }).click()
    await expect(agents.status).toHaveText('All 240 agents')
    expect(parametersOf(page)).toEqual([])
    await expect(page.locator('button:focus')).toHaveCount(1)
  }
})

type Range = {
  label: string
  from: string
  to: string
  parameter: string
  read: (agent: TrueAgent) => number | undefined
}

const RANGES: Range[] = [
  {
    label: 'Message capacity',
    from: '2',
    to: '5',
    parameter: 'messages=2-5',
    read: a => a.channel_settings?.concurrent_message_capacity,
  },
  {
    label: 'Email capacity',
    from: '0',
    to: '0',
    parameter: 'emails=0-0',
    read: a => a.channel_settings?.concurrent_email_capacity,
  },
  { label: 'Max agent load', from: '50', to: '', parameter: 'load=50-', read: load },
]

test('each filter of numbers narrows the list by a range, which is one step back', async ({
  page,
  agents,
  everybody,
  openList,
}) => {
  await openList()
  for (const { label, from, to, parameter, read } of RANGES) {
    const left = everybody.filter(agent => {
      const value = read(agent)
      return value !== undefined && value >= Number(from) && value <= Number(to || Infinity)
    }).length
    const group = await agents.openFilter(label)
    await group.getByLabel('From', { exact: true }).pressSequentially(from)
    await group.getByLabel('To', { exact: true }).pressSequentially(to)
    await page.keyboard.press('Escape')
    await expect(agents.status).toHaveText(words(left))
    expect(parametersOf(page)).toEqual([parameter])
    await page.goBack()
    await expect(agents.status).toHaveText('All 240 agents')
  }
})

test('a range that ends before it begins says so and narrows nothing', async ({
  page,
  agents,
  everybody: _,
  openList,
}) => {
  await openList()
  const group = await agents.openFilter('Message capacity')
  await group.getByLabel('From', { exact: true }).fill('9')
  await group.getByLabel('To', { exact: true }).fill('2')
  await expect(group.getByRole('alert')).toHaveText('From is greater than To.')
  await group.getByLabel('To', { exact: true }).fill('10')
  await expect(group.getByRole('alert')).toBeHidden()
  await expect.poll(() => parametersOf(page)).toEqual(['messages=9-10'])
})

test('the last filter that is left can be typed to its end', async ({
  page,
  agents,
  everybody: _,
  openAll,
}) => {
  await openAll()
  const others = 'role=x&integration=x&country=XX&team=x&package=x&emails=0-20&load=1-100&changed=7'
  await page.goto(`/agents?${others}`)
  const group = await agents.openFilter('Message capacity')
  await group.getByLabel('From', { exact: true }).pressSequentially('2')
  await expect.poll(() => parametersOf(page)).toContain('messages=2-')
  await group.getByLabel('To', { exact: true }).pressSequentially('5')
  await expect.poll(() => parametersOf(page)).toContain('messages=2-5')
  await page.keyboard.press('Escape')
  await expect(agents.filters.getByRole('button', { name: 'Filter', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(agents.group('Filter')).toHaveText('All filters are set')
})

test('what is no whole number is marked, and leaves a filter as it is', async ({
  page,
  agents,
  everybody: _,
  openList,
}) => {
  await openList('/agents?messages=2-5&changed=-1')
  const from = (await agents.openFilter('Message capacity')).getByLabel('From', { exact: true })
  await from.press('End')
  await from.press('e')
  await expect(from).toHaveAttribute('aria-invalid', 'true')
  await page.keyboard.press('Escape')
  const days = (await agents.openFilter('Last modified')).getByLabel('Days', { exact: true })
  await days.fill('0')
  await expect(days).toHaveAttribute('aria-invalid', 'true')
  await page.keyboard.press('Escape')
  expect(parametersOf(page)).toEqual(['messages=2-5', 'changed=-1'])

  // The browser tells of an empty field what it tells of one with no number.
  await agents.openFilter('Message capacity')
  await expect(from).toHaveValue('2')
  await from.press('End')
  await from.press('e')
  await from.press('Control+a')
  await from.press('Delete')
  await expect(from).toHaveAttribute('aria-invalid', 'false')
  await page.keyboard.press('Escape')
  await expect.poll(() => parametersOf(page)).toEqual(['messages=-5', 'changed=-1'])
})

test('Last modified narrows to within, or to longer ago than, so many days', async ({
  page,
  agents,
  zoom,
  everybody,
  openList,
}) => {
  const now = Date.now()
  const at = (days: number) => new Date(now - days * 86_400_000).toISOString().replace(/\.\d+/, '')
  for (const [index, { user_id }] of everybody.entries())
    await zoom.patchAgent(user_id, { last_modified_time: at([3, 20, 60, 200][index % 4] ?? 0) })
  await openList()
  const group = await agents.openFilter('Last modified')
  await group.getByRole('button', { name: '30 days', exact: true }).click()
  await expect(agents.status).toHaveText('120 agents')
  expect(parametersOf(page)).toEqual(['changed=30'])
  await group.getByRole('radio', { name: 'Longer ago than' }).check()
  await expect(agents.status).toHaveText('120 agents')
  expect(parametersOf(page)).toEqual(['changed=-30'])
  await group.getByLabel('Days', { exact: true }).fill('90')
  await expect(agents.status).toHaveText('60 agents')
  expect(parametersOf(page)).toEqual(['changed=-90'])
  // What is set otherwise stands in the fields as well.
  await page.goBack()
  await expect(group.getByLabel('Days', { exact: true })).toHaveValue('30')
  await expect(group.getByRole('radio', { name: 'Longer ago than' })).toBeChecked()
  await page.goBack()
  await expect(group.getByRole('radio', { name: 'Within' })).toBeChecked()
})

test('several values of one filter add up, several filters narrow, and counts are of what the others leave', async ({
  page,
  agents,
  everybody,
  openList,
}) => {
  const supervisors = everybody.filter(({ role_name }) => role_name === 'Supervisor')
  const count = (list: TrueAgent[], status: string) => list.filter(a => a.status_name === status).length
  await openList()
  await agents.openFilter('Status')
  await checkbox(agents, 'Status', 'Ready').check()
  await checkbox(agents, 'Status', 'Lunch').check()
  await expect(agents.status).toHaveText(words(count(everybody, 'Ready') + count(everybody, 'Lunch')))
  const set = agents.filters.getByRole('button', { name: 'Status', exact: true })
  await expect(set).toHaveAccessibleDescription('Ready, Lunch')
  await checkbox(agents, 'Status', 'Offline').check()
  await expect(set).toHaveAccessibleDescription('Ready, Lunch +1')
  await checkbox(agents, 'Status', 'Offline').uncheck()
  await page.keyboard.press('Escape')
  await agents.openFilter('Role')
  await checkbox(agents, 'Role', 'Supervisor').check()
  await expect(agents.status).toHaveText(words(count(supervisors, 'Ready') + count(supervisors, 'Lunch')))
  await page.keyboard.press('Escape')
  expect(parametersOf(page)).toEqual(['status=Ready', 'status=Lunch', 'role=Supervisor'])

  await agents.openFilter('Status')
  for (const status of ['Ready', 'Not Ready', 'Occupied', 'Offline'])
    await expect(checkbox(agents, 'Status', status)).toHaveAccessibleDescription(
      String(count(supervisors, status)),
    )
  await page.keyboard.press('Escape')

  await page.goBack()
  await expect(agents.status).toHaveText(words(count(everybody, 'Ready') + count(everybody, 'Lunch')))
  for (let step = 0; step < 3; step++) await page.goBack()
  await expect(agents.status).toHaveText(words(count(everybody, 'Ready')))
  await page.goBack()
  await expect(agents.status).toHaveText('All 240 agents')
})

test('a reload and a copied link keep every kind of filter', async ({
  page,
  context,
  agents,
  everybody,
  openList,
}) => {
  const left = everybody.filter(
    a =>
      a.user_access === 'active' &&
      ['Ready', 'Offline'].includes(a.status_name ?? '') &&
      (a.channel_settings?.concurrent_message_capacity ?? -1) >= 1,
  ).length
  await openList()
  await agents.access.selectOption({ label: 'Active' })
  await agents.openFilter('Status')
  await checkbox(agents, 'Status', 'Ready').check()
  await checkbox(agents, 'Status', 'Offline').check()
  await page.keyboard.press('Escape')
  const group = await agents.openFilter('Message capacity')
  await group.getByLabel('From', { exact: true }).fill('1')
  await expect(agents.status).toHaveText(words(left))
  await expect(page).toHaveURL(/messages=/) // the address follows at the pause
  await page.reload()
  const other = await context.newPage()
  await other.goto(page.url())
  for (const view of [agents, new AgentsPage(other)]) {
    await expect(view.status).toHaveText(words(left))
    await expect(
      view.filters.getByRole('button', { name: 'Status', exact: true }),
    ).toHaveAccessibleDescription('Ready, Offline')
    await expect(
      view.filters.getByRole('button', { name: 'Message capacity', exact: true }),
    ).toHaveAccessibleDescription('1 or more')
  }
})

test('a value of a link that nobody has stays, shows nobody and can be taken away', async ({
  page,
  agents,
  everybody: _,
  signIn,
}) => {
  await signIn('/agents?status=Gone&package=nowhere')
  await expect(agents.status).toHaveText('No agents')
  await expect(page.getByRole('main')).toContainText('Status Gone')
  await agents.openFilter('Package')
  await expect(checkbox(agents, 'Package', 'Nowhere')).toBeChecked()
  await page.keyboard.press('Escape')
  await agents.filters.getByRole('button', { name: 'Remove Package' }).click()
  await agents.openFilter('Status')
  await checkbox(agents, 'Status', 'Gone').uncheck()
  await expect(agents.status).toHaveText('All 240 agents')
})

test('unchecking the last value leaves the group open and the focus in it', async ({
  page,
  agents,
  everybody: _,
  openList,
}) => {
  await openList('/agents?role=Supervisor')
  await agents.openFilter('Role')
  await checkbox(agents, 'Role', 'Supervisor').uncheck()
  await expect(agents.status).toHaveText('All 240 agents')
  await expect(checkbox(agents, 'Role', 'Supervisor')).toBeFocused()
  await checkbox(agents, 'Role', 'Admin').check()
  await checkbox(agents, 'Role', 'Admin').uncheck()
  await page.keyboard.press('Escape')
  await expect(agents.group('Role')).toHaveCount(0)
  await expect(agents.filters.getByRole('button', { name: 'Filter', exact: true })).toBeFocused()
})

test('only filters that somebody answers are offered, and those that are set', async ({
  page,
  agents,
  zoom,
  everybody,
  signIn,
}) => {
  for (const { user_id } of everybody)
    await zoom.patchAgent(user_id, { teams: [], package_name: null, country_iso_code: null })
  await signIn('/agents?country=')
  await expect(agents.status).toHaveText('240 agents')
  await expect(agents.filters.getByRole('button', { name: 'Country', exact: true })).toBeVisible()
  await agents.filters.getByRole('button', { name: 'Filter', exact: true }).click()
  const offered = agents.group('Filter').getByRole('button')
  await expect(offered).toHaveText([
    'Role',
    'Message capacity',
    'Email capacity',
    'Max agent load',
    'Integration',
    'Last modified',
  ])
  await page.keyboard.press('Escape')
  await expect(agents.filters.getByRole('button', { name: 'Filter', exact: true })).toBeFocused()
})

test('a search of Zoom’s that finds nobody takes no filter away', async ({ agents, openPages }) => {
  await openPages()
  const add = agents.filters.getByRole('button', { name: 'Filter', exact: true })
  await expect(add).toBeVisible()
  await agents.search.fill('nobody is called this')
  await expect(agents.status).toHaveText('No agents')
  await add.click()
  await expect(agents.group('Filter').getByRole('button', { name: 'Role', exact: true })).toBeVisible()
})

test('many values can be searched for', async ({ agents, zoom, everybody, openList }) => {
  for (const [index, { user_id }] of everybody.slice(0, 40).entries())
    await zoom.patchAgent(user_id, { role_name: `Équipe ${index + 1}` })
  await openList()
  const group = await agents.openFilter('Role')
  await group.getByRole('searchbox', { name: 'Search Role' }).fill('equipe 4')
  await expect(group.getByRole('checkbox')).toHaveCount(2)
  await expect(checkbox(agents, 'Role', 'Équipe 40')).toBeVisible()
  await group.getByRole('searchbox', { name: 'Search Role' }).fill('nobody')
  await expect(group).toContainText('No matches')
})

test('of very many values the first are drawn, and the others are said to be there', async ({
  agents,
  zoom,
  everybody,
  openList,
}) => {
  for (const [index, { user_id }] of everybody.entries())
    await zoom.patchAgent(user_id, { role_name: `Role ${index + 1}` })
  await openList()
  const group = await agents.openFilter('Role')
  await expect(group.getByRole('checkbox')).toHaveCount(200)
  await expect(group).toContainText('40 more: search to see them')
})

test('Clear filters leads to the search, and brings everybody back', async ({
  page,
  agents,
  everybody: _,
  openList,
}) => {
  await openList('/agents?access=active&status=Ready&messages=1-')
  await agents.clearFilters.click()
  await expect(agents.status).toHaveText('All 240 agents')
  await expect(agents.search).toBeFocused()
  await page.goBack()
  await expect(agents.clearFilters).toBeVisible()
})

test('nobody found: what was asked for in words, and a way to widen each filter', async ({
  page,
  agents,
  everybody: _,
  signIn,
}) => {
  await signIn('/agents?search=zzz&region=8f71O6rWT8KFUGQmJIFAdQ&status=Ready&status=Lunch&changed=7')
  await expect(agents.status).toHaveText('No agents')
  await expect(page.getByRole('main')).toContainText(
    'No agent matches “zzz” · Region Main Region · Status Ready or Lunch · Last modified within 7 days',
  )
  for (const name of ['All regions', 'Any status', 'Last modified at any time'])
    await expect(page.getByRole('button', { name, exact: true })).toBeVisible()
  await expect(agents.heading('Email')).toBeVisible()
  await expect(agents.grid).toHaveAttribute('aria-rowcount', '1')
  await agents.heading('Name').getByRole('button').focus()
  await page.keyboard.press('ArrowRight')
  await expect(agents.heading('Email').getByRole('button')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(agents.heading('Email').getByRole('button')).toBeFocused()
  await page.getByRole('button', { name: 'Remove “zzz”' }).click()
  expect(parametersOf(page)).not.toContain('search=zzz')
  await page.goBack()
  await page.getByRole('button', { name: 'Show all agents' }).click()
  await expect(agents.status).toHaveText('All 240 agents')
  await expect(agents.grid.locator(':focus')).toBeInViewport()
})

test('while not all are loaded a filter says among how many it looks', async ({
  agents,
  zoom,
  openPages,
}) => {
  await openPages()
  await zoom.fault({ path: 'next_page_token=', status: 503, times: null })
  await agents.openFilter('Status')
  await checkbox(agents, 'Status', 'Ready').check()
  await expect(agents.status).toHaveText(/^\d+ among 300 of 437 loaded$/)
  await expect(agents.alert).toContainText('The agents after number 300 did not load.')
})

test('every filter is open to the keyboard', async ({ page, agents, everybody, openList }) => {
  const left = everybody.filter(({ role_name }) => role_name === 'Supervisor').length
  await openList()
  await agents.access.focus()
  await page.keyboard.press('Tab')
  await expect(agents.filters.getByRole('button', { name: 'Status', exact: true })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(agents.group('Role').locator(':focus')).toHaveCount(1)
  await expect(checkbox(agents, 'Role', 'Supervisor')).toBeVisible()
  for (let stops = 0; stops < 10; stops++) {
    if (await checkbox(agents, 'Role', 'Supervisor').evaluate(box => box === document.activeElement)) break
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Space')
  await expect(agents.status).toHaveText(words(left))
  await page.keyboard.press('Escape')
  await expect(agents.filters.getByRole('button', { name: 'Filter', exact: true })).toBeFocused()
})

test('a key that follows at once on the one that opened a list is the list’s, on a slow machine too', async ({
  page,
  agents,
  openList,
}) => {
  await openList()
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 12 })
  await agents.filters.getByRole('button', { name: 'Filter', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(agents.group('Role').locator(':focus')).toHaveCount(1)
})

test('on a phone the filters are in a sheet, under a button with their number', async ({
  page,
  agents,
  everybody,
  openList,
}) => {
  const left = everybody.filter(a => a.user_access === 'active' && a.status_name === 'Ready').length
  await page.setViewportSize({ width: 390, height: 844 })
  await openList()
  await expect(agents.region).toBeHidden()
  const button = page.getByRole('button', { name: 'Filters', exact: true })
  await button.click()
  await agents.access.selectOption({ label: 'Active' })
  await agents.openFilter('Status')
  await checkbox(agents, 'Status', 'Ready').check()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toContainText(words(left))
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await expect(button).toBeFocused()
  await expect(button).toHaveAccessibleDescription('2')
  // The search stands beside it.
  await agents.search.fill('a')
  await expect(page).toHaveURL(/search=a/)
  await expect(button).toHaveAccessibleDescription('2')
  await button.click()
  await page.getByRole('dialog').getByRole('button', { name: 'Clear filters' }).click()
  await expect(agents.region).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(agents.status).toHaveText('All 240 agents')
})

test('what is pressed beside a filter that has the focus, and so shows all of its value, stays under the pointer', async ({
  page,
  agents,
  signIn,
}) => {
  const query = ['First', 'Second'].map(word => `status=${word}+of+two+statuses+with+long+names`).join('&')
  await signIn(`/agents?${query}`)
  const status = agents.filters.getByRole('button', { name: 'Status', exact: true })
  await expect(agents.status).toHaveText('No agents')
  await status.click()
  await page.keyboard.press('Escape')
  await expect(status).toBeFocused()
  await agents.filters.getByRole('button', { name: 'Filter', exact: true }).click()
  await expect(agents.group('Filter')).toBeVisible()
})
