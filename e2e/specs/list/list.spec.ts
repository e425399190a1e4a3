import { SEED_EXAMPLE } from '../../sandbox/account/seed-example.ts'
import { expect, test } from '../../support/fixtures.ts'

/** What is said here holds until all agents have arrived: page by page from Zoom, and more than two of them. */
test.beforeEach(async ({ zoom, pagesOnly }) => {
  await zoom.settings({ agents: 1037 })
  await pagesOnly()
})

/** For what only moves on when the page is touched again. */
const often = { intervals: [50] }

test('scrolling to the end shows every agent of the account once and in place, and the status line keeps count', async ({
  agents,
  zoom,
  signIn,
}) => {
  const truth = await zoom.agents()
  expect(truth).toHaveLength(1037)
  await signIn()
  await expect(agents.status).toHaveText('300 of 1,037 loaded')
  await expect(agents.grid).toHaveAttribute('aria-rowcount', '1038')
  await expect(agents.grid.getByRole('row').first()).toHaveAttribute('aria-rowindex', '1')

  await agents.expectEveryone(truth)
  await expect(agents.status).toHaveText('All 1,037 agents')
  await expect(agents.grid).toHaveAttribute('aria-rowcount', '1038')
  expect(await zoom.count('users')).toBe(4)
})

test('a view higher than what the server renders is full of rows', async ({ page, agents, openList }) => {
  await page.setViewportSize({ width: 1440, height: 2000 })
  await openList()
  await expect(agents.row(55)).toBeInViewport()
})

test('turning the wheel brings the next rows and asks Zoom for them in time', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await openList()
  expect(await zoom.count('users')).toBe(1)
  await agents.row(3).hover()
  await expect
    .poll(async () => {
      await page.mouse.wheel(0, 8_000)
      return agents.row(1037).isVisible()
    }, often)
    .toBe(true)
  await expect(agents.row(1037)).toBeVisible()
  await expect(agents.status).toHaveText('All 1,037 agents')
})

test('the headings stay above the rows and the name stays at the left however far one scrolls', async ({
  page,
  agents,
  signIn,
}) => {
  await page.setViewportSize({ width: 1100, height: 800 })
  await signIn()
  const heading = agents.heading('Name')
  const other = agents.heading('Last modified')
  const before = await heading.boundingBox()
  await agents.scrollTo(3_200)
  await agents.scroller.evaluate(element => {
    element.scrollLeft = element.scrollWidth
  })
  await expect(other).toBeInViewport()
  await expect(agents.row(105).getByRole('rowheader')).toBeInViewport({ ratio: 1 })
  expect(await heading.boundingBox()).toEqual(before)
  expect((await agents.row(105).getByRole('rowheader').boundingBox())?.x).toBe(before?.x)
})

test('the headings are in the words of Zoom, each over a column of its own', async ({ agents, signIn }) => {
  await signIn()
  const headings = agents.grid.getByRole('columnheader')
  for (const name of [
    'Name',
    'Email',
    'Role',
    'Status',
    'Access',
    'Region',
    'Message capacity',
    'Max agent load',
    'Last modified',
  ]) {
    await expect(agents.heading(name)).toHaveCount(1)
  }
  const columns = await headings.count()
  await expect(agents.grid).toHaveAttribute('aria-colcount', String(columns))
  await expect(agents.row(1).locator('[aria-colindex]')).toHaveCount(columns)
})

test('a column about which this account is told nothing is not there, one that a single agent fills is', async ({
  agents,
  zoom,
  signIn,
}) => {
  await zoom.settings({ agents: 12, odd_agents: false })
  const everyone = await zoom.agents()
  for (const [index, { user_id }] of everyone.entries()) {
    await zoom.patchAgent(user_id, { country_iso_code: null })
    if (index > 0) await zoom.patchAgent(user_id, { client_integration: null })
  }
  await signIn()
  await expect(agents.status).toHaveText('All 12 agents')
  const headings = agents.grid.getByRole('columnheader')
  await expect(agents.heading('Integration')).toHaveCount(1)
  await expect(agents.heading('Country')).toHaveCount(0)
  await expect(agents.row(12).locator('[aria-colindex]')).toHaveCount(await headings.count())
  await expect(await agents.cell(agents.row(12), 'Integration')).toHaveText('Unknown')
})

test('what Zoom does not tell about an agent is called Unknown, and zero is a value', async ({
  agents,
  zoom,
  signIn,
}) => {
  await zoom.settings({ agents: 6, odd_agents: false })
  const [bare, zero, off] = await zoom.agents()
  await zoom.patchAgent(bare?.user_id ?? '', {
    user_email: null,
    role_name: null,
    role_id: null,
    status_id: null,
    status_name: null,
    sub_status_id: null,
    sub_status_name: null,
    user_access: null,
    region_id: null,
    region_name: null,
    channel_settings: null,
    client_integration: null,
    country_iso_code: null,
    last_modified_time: 'soon',
  })
  await zoom.patchAgent(zero?.user_id ?? '', {
    channel_settings: {
      concurrent_message_capacity: 0,
      concurrent_email_capacity: 0,
      multi_channel_engagements: { enable: true, max_agent_load: 55, email_max_agent_load: null },
    },
  })
  await zoom.patchAgent(off?.user_id ?? '', {
    channel_settings: {
      multi_channel_engagements: { enable: false, max_agent_load: null, email_max_agent_load: null },
    },
  })
  await signIn()
  await expect(agents.row(1).getByRole('gridcell')).toHaveText(Array(12).fill(/^(– )?Unknown$/))
  await expect(await agents.cell(agents.row(2), 'Message capacity')).toHaveText('0')
  await expect(await agents.cell(agents.row(2), 'Email capacity')).toHaveText('0')
  await expect(await agents.cell(agents.row(2), 'Max agent load')).toHaveText('55 %')
  await expect(await agents.cell(agents.row(2), 'Email max agent load')).toHaveText('– Unknown')
  await expect(await agents.cell(agents.row(3), 'Max agent load')).toHaveText('Multi-channel off')
})

test('statuses of the account itself stand under their own names, with the reason beside the word', async ({
  agents,
  zoom,
  signIn,
}) => {
  await zoom.settings({ agents: 5, odd_agents: false })
  const ids = (await zoom.agents()).map(agent => agent.user_id)
  const none = { sub_status_id: null, sub_status_name: null }
  await zoom.patchAgent(ids[0] ?? '', { status_id: '4', status_name: 'Away until Monday', ...none })
  await zoom.patchAgent(ids[1] ?? '', { status_id: '77', status_name: 'Wrap-up', ...none })
  await zoom.patchAgent(ids[2] ?? '', {
    status_id: '2',
    status_name: 'Not Ready',
    sub_status_id: '110',
    sub_status_name: 'Café avec l’équipe',
  })
  await zoom.patchAgent(ids[3] ?? '', { status_id: '1', status_name: null, ...none })
  await zoom.patchAgent(ids[4] ?? '', { user_access: 'suspended' })
  await signIn()
  await expect(await agents.cell(agents.row(1), 'Status')).toHaveText('Away until Monday')
  await expect(await agents.cell(agents.row(2), 'Status')).toHaveText('Wrap-up')
  await expect(await agents.cell(agents.row(3), 'Status')).toHaveText('Not Ready · Café avec l’équipe')
  await expect(await agents.cell(agents.row(4), 'Status')).toHaveText('Ready')
  await expect(await agents.cell(agents.row(5), 'Access')).toHaveText('Suspended')
})

test('a limit outside of the documented range is shown as it is', async ({ agents, zoom, signIn }) => {
  await zoom.settings({ agents: 3, odd_agents: false })
  const [above, below] = await zoom.agents()
  await zoom.patchAgent(above?.user_id ?? '', {
    channel_settings: {
      concurrent_message_capacity: 24,
      multi_channel_engagements: { enable: true, max_agent_load: 140, email_max_agent_load: 10 },
    },
  })
  await zoom.patchAgent(below?.user_id ?? '', { channel_settings: { concurrent_message_capacity: -3 } })
  await signIn()
  await expect(await agents.cell(agents.row(1), 'Message capacity')).toHaveText('24')
  await expect(await agents.cell(agents.row(1), 'Max agent load')).toHaveText('140 %')
  await expect(await agents.cell(agents.row(2), 'Message capacity')).toHaveText('-3')
})

test('names in every script, with markup and of any length, are shown as they were typed', async ({
  agents,
  zoom,
  signIn,
}) => {
  const names = [
    '<b>Bold</b> & "Quoted"',
    '<img src=x onerror=alert(1)>',
    'محمد Smith (EN/AR)',
    '🦄 Sunny 👩🏽‍💻',
    '=SUM(1,2) Calc',
    'n'.repeat(400),
    '{{7*7}} <%= 7*7 %> %s %n',
  ]
  await zoom.settings({ agents: names.length, odd_agents: false })
  for (const [index, { user_id }] of (await zoom.agents()).entries()) {
    await zoom.patchAgent(user_id, { display_name: names[index], role_name: names[index] })
  }
  await signIn()
  await expect(agents.grid.getByRole('rowheader')).toHaveText(names)
  for (const [index, name] of names.entries()) {
    await expect(await agents.cell(agents.row(index + 1), 'Role')).toHaveText(name)
    expect((await agents.row(index + 1).boundingBox())?.height).toBe(
      (await agents.row(1).boundingBox())?.height,
    )
  }
})

/** What a placeholder must never have become. */
const invented = /NaN|undefined|null|false|true|Invalid Date|\[object|(?<!\d)0(?!\d)/

test('the example of the documentation, placeholders for values, is shown without anything invented', async ({
  agents,
  zoom,
  signIn,
}) => {
  await zoom.settings({ seed_example: true })
  await signIn()
  await expect(await agents.cell(agents.row(1), 'Status')).toHaveText('Occupied · Meal')
  for (const untold of ['Message capacity', 'Max agent load', 'Last modified']) {
    await expect(agents.heading(untold)).toHaveCount(0)
  }
  for (const text of await agents.rows.allTextContents()) expect(text).not.toMatch(invented)
  await expect(agents.grid).not.toHaveAttribute('aria-rowcount', /NaN/)
})

test('beside an agent with real values the placeholders of the documentation are Unknown', async ({
  agents,
  zoom,
  signIn,
}) => {
  const example = SEED_EXAMPLE.users[0]
  const real = {
    ...example,
    user_id: 'real',
    last_modified_time: '2026-11-20T10:00:00Z',
    channel_settings: {
      multi_channel_engagements: { enable: true, max_agent_load: 60 },
      concurrent_message_capacity: 4,
    },
  }
  await zoom.fault({
    path: 'users',
    times: null,
    set: { users: [example, real], next_page_token: '', total_records: 2 },
  })
  await signIn()
  await expect(agents.status).toHaveText('All 2 agents')
  for (const column of ['Message capacity', 'Max agent load', 'Last modified']) {
    await expect(await agents.cell(agents.row(1), column)).toHaveText(/^(– )?Unknown$/)
    await expect(await agents.cell(agents.row(2), column)).not.toHaveText(/Unknown/)
  }
  expect(await agents.row(1).textContent()).not.toMatch(invented)
})

test('an access in a box stands on the line of the words beside it', async ({ agents, zoom, signIn }) => {
  await zoom.settings({ agents: 3, odd_agents: false })
  const [first] = await zoom.agents()
  await zoom.patchAgent(first?.user_id ?? '', { user_access: 'inactive' })
  await signIn()
  const middleOf = async (column: string) =>
    (await agents.cell(agents.row(1), column)).evaluate(cell => {
      const range = document.createRange()
      range.selectNodeContents(cell.querySelector('.tag') ?? cell)
      const { top, bottom } = range.getBoundingClientRect()
      return (top + bottom) / 2
    })
  await expect(await agents.cell(agents.row(1), 'Access')).toHaveText('Inactive')
  expect(Math.abs((await middleOf('Access')) - (await middleOf('Role')))).toBeLessThan(0.75)
})
