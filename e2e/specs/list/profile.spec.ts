import type { Locator } from 'playwright/test'
import { queuesOf, skillsOf } from '../../sandbox/account/assignments.ts'
import { type AgentsPage, addressOf } from '../../support/agents-page.ts'
import { expect, type TrueAgent, test, watchCauses } from '../../support/fixtures.ts'
import { listen } from '../../support/heard.ts'

/** Agents that lack nothing, in the list's order from the given place. */
const full = (agents: TrueAgent[]) => agents as Required<TrueAgent>[]

test('a click on a row opens the profile with what the account holds of this agent', async ({
  page,
  agents,
  app,
  zoom,
  signIn,
}) => {
  await zoom.settings({ agents: 8, odd_agents: false })
  await signIn()
  for (const [index, truth] of full(await zoom.agents()).entries()) {
    await agents
      .row(index + 1)
      .getByRole('rowheader')
      .click()
    const profile = page.getByRole('dialog')
    await expect(profile).toHaveAccessibleName(truth.display_name.trim().replaceAll(/\s+/g, ' '))
    await expect(page).toHaveURL(`${app.url}${addressOf(truth)}`)
    for (const heading of ['General', 'Channel settings', 'Queues', 'Skills']) {
      await expect(profile.getByRole('heading', { name: heading, exact: true })).toBeVisible()
    }
    const { channel_settings: limits } = truth
    const said = [
      truth.user_id,
      truth.user_email,
      truth.role_name,
      truth.region_name,
      truth.status_name,
      truth.sub_status_name ?? '',
      truth.user_access === 'active' ? 'Active' : 'Inactive',
      ...(truth.teams ?? []).map(team => team.team_name),
      ...queuesOf(truth.user_id).map(queue => queue.queue_name),
      ...skillsOf(truth.user_id).map(skill => skill.skill_name),
    ]
    for (const text of said) await expect(profile).toContainText(text)
    const [queues, skills] = ['Queues', 'Skills'].map(name => profile.getByRole('region', { name })) as [
      Locator,
      Locator,
    ]
    const skillWords = skillsOf(truth.user_id).map(skill =>
      skill.user_proficiency_level === undefined
        ? skill.skill_name
        : `${skill.skill_name} · level ${skill.user_proficiency_level} of ${skill.max_proficiency_level}`,
    )
    expect((await skills.getByRole('listitem').allTextContents()).sort()).toEqual(skillWords.sort())
    const queueWords = queuesOf(truth.user_id).map(
      ({ queue_name, user_assignment_type: [first = '', ...rest] }) =>
        `${queue_name} · ${first.toUpperCase()}${rest.join('')}`,
    )
    expect((await queues.getByRole('listitem').allTextContents()).sort()).toEqual(queueWords.sort())
    const channels = await queues.getByRole('heading', { level: 4 }).allTextContents()
    expect(channels).toEqual(['Voice', 'Video', 'Messaging', 'Email'].filter(name => channels.includes(name)))
    const settings = profile.getByRole('region', { name: 'Channel settings' })
    for (const [label, value] of [
      ['Message capacity', String(limits.concurrent_message_capacity)],
      ['Email capacity', String(limits.concurrent_email_capacity)],
      [
        'Max agent load',
        limits.multi_channel_engagements.enable
          ? `${limits.multi_channel_engagements.max_agent_load} %`
          : 'Does not apply: multi-channel is off',
      ],
    ] as const) {
      await expect(settings).toContainText(`${label}${value}`)
    }
  }
})

test('an id that Zoom does not know is "No such agent", in whichever form Zoom says so', async ({
  page,
  agents,
  app,
  zoom,
  signIn,
}) => {
  await signIn('/agents/NoSuchAgent_AtAll-0123')
  await expect(agents.profile('No such agent')).toBeVisible()
  for (const preset of ['user_unknown_1001', 'user_unknown_400']) {
    await zoom.clearFaults()
    await zoom.fault({ preset, path: 'user', times: null })
    await page.reload()
    await expect(agents.profile('No such agent')).toBeVisible()
  }
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(`${app.url}/agents`)
  await expect(agents.row(1)).toBeVisible()
})

test('an address that can be no id of an agent is "No such agent", and Zoom is not asked', async ({
  page,
  agents,
  zoom,
  haveSession,
}) => {
  await haveSession()
  await page.goto(`/agents/${'x'.repeat(300)}`)
  await expect(agents.profile('No such agent')).toBeVisible()
  await expect(agents.row(1)).toBeVisible()
  expect(await zoom.count('user')).toBe(0)
})

test('a status that has changed since the list was read is said, and the row follows', async ({
  page,
  agents,
  zoom,
  signIn,
  pagesOnly,
}) => {
  await pagesOnly()
  await zoom.settings({ agents: 20, odd_agents: false })
  const truth = (await zoom.agents())[4]
  const none = { sub_status_id: null, sub_status_name: null }
  await zoom.patchAgent(truth?.user_id ?? '', { status_id: '1', status_name: 'Ready', ...none })
  await signIn()
  const cell = await agents.cell(agents.row(5), 'Status')
  await expect(cell).toHaveText('Ready')
  await zoom.patchAgent(truth?.user_id ?? '', { status_id: '4', status_name: 'Gone fishing' })
  await agents.row(5).getByRole('rowheader').click()
  const profile = page.getByRole('dialog')
  await expect(profile).toContainText('Gone fishing')
  await expect(profile).toContainText(/since the list was read.*Ready/)
  await expect(cell).toHaveText('Gone fishing')
})

test('a row that has followed a profile follows the next reading of the list, also where that is as the one before', async ({
  page,
  agents,
  zoom,
  signIn,
}) => {
  await zoom.settings({ agents: 20, odd_agents: false })
  const id = (await zoom.agents())[4]?.user_id ?? ''
  const ready = { status_id: '1', status_name: 'Ready', sub_status_id: null, sub_status_name: null }
  await zoom.patchAgent(id, ready)
  await signIn()
  await page.getByRole('combobox', { name: 'Refresh every' }).selectOption({ label: 'Off' })
  const cell = await agents.cell(agents.row(5), 'Status')
  await expect(cell).toHaveText('Ready')
  await zoom.patchAgent(id, { status_id: '4', status_name: 'Gone fishing' })
  await agents.row(5).getByRole('rowheader').click()
  await expect(cell).toHaveText('Gone fishing')
  await page.keyboard.press('Escape')
  await zoom.patchAgent(id, ready)
  await agents.readAnew()
  await expect(cell).toHaveText('Ready')
})

test('without the scopes for queues and skills the profile names them and shows the rest', async ({
  page,
  zoom,
  signIn,
}) => {
  const truth = (await zoom.agents())[3]
  await signIn(addressOf(truth), 'kim')
  const profile = page.getByRole('dialog')
  await expect(profile).toContainText(truth?.user_email ?? '')
  await expect(profile.getByRole('region', { name: 'Queues' })).toContainText(
    'contact_center:read:list_user_queues:admin',
  )
  await expect(profile.getByRole('region', { name: 'Skills' })).toContainText(
    'contact_center:read:list_user_skills:admin',
  )
  await expect(profile.getByRole('button', { name: 'Try again' })).toHaveCount(0)
})

test('with the scope for the list alone the profile shows what the list knows and names what is missing', async ({
  agents,
  zoom,
  signIn,
}) => {
  const truth = (await zoom.agents())[3]
  await signIn('/agents', 'lou')
  await agents
    .rowWith(truth?.user_email ?? '')
    .getByRole('rowheader')
    .click()
  const profile = agents.profile(truth?.display_name ?? '')
  await expect(profile).toContainText('contact_center:read:user:admin')
  await expect(profile.getByRole('region', { name: 'General' })).toContainText(truth?.user_email ?? '')
  await expect(profile.getByRole('region', { name: 'Channel settings' })).toBeVisible()
})

test('a section that fails has its own Try again, while the others stay', async ({ page, zoom, signIn }) => {
  const truth = (await zoom.agents()).find(agent => queuesOf(agent.user_id).length > 0)
  await zoom.fault({ preset: 'server_error', path: 'queues', times: null })
  await signIn(addressOf(truth))
  const profile = page.getByRole('dialog')
  const queues = profile.getByRole('region', { name: 'Queues' })
  await expect(queues.getByRole('alert')).toBeVisible()
  await expect(profile.getByRole('button', { name: 'Try again' })).toHaveCount(1)
  await expect(profile.getByRole('region', { name: 'General' })).toContainText(truth?.user_id ?? '')
  await zoom.clearFaults()
  await queues.getByRole('button', { name: 'Try again' }).click()
  await expect(queues).toContainText(queuesOf(truth?.user_id ?? '')[0]?.queue_name ?? '')
  await expect(queues.getByRole('alert')).toHaveCount(0)
})

test('a profile that cannot be read keeps what the list knew, and Try again reads it in place', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await openList()
  await zoom.fault({ preset: 'edge_error', path: 'user', times: null })
  await agents.row(1).getByRole('rowheader').click()
  const profile = page.getByRole('dialog')
  await expect(profile.getByRole('alert')).toBeVisible()
  await expect(profile.getByRole('alert')).not.toContainText(/cloudflare|502 Bad|<html/)
  await expect(profile.getByRole('heading', { name: 'General' })).toBeVisible()
  await zoom.clearFaults()
  await profile.getByRole('button', { name: 'Try again' }).click()
  await expect(profile.getByRole('alert')).toHaveCount(0)
  await expect(profile).toContainText('Emergency calling')
})

test('the email, the id and the link of a profile can be copied', async ({
  page,
  agents,
  context,
  app,
  zoom,
  signIn,
}) => {
  await context.grantPermissions(['clipboard-write'])
  const truth = (await zoom.agents())[3]
  await signIn(`${addressOf(truth)}?access=active`)
  const profile = page.getByRole('dialog')
  for (const [button, text] of [
    ['Copy email', truth?.user_email ?? ''],
    ['Copy user ID', truth?.user_id ?? ''],
    ['Copy link', `${app.url}${addressOf(truth)}?access=active`],
  ] as const) {
    await profile.getByRole('button', { name: button }).click()
    await expect(profile.getByText('Copied', { exact: true })).toHaveCount(1)
    await agents.search.fill('')
    await agents.search.press('ControlOrMeta+V')
    await expect(agents.search).toHaveValue(text)
    await page.goto(`${addressOf(truth)}?access=active`)
  }
})

for (const [what, narrow] of [
  ['a search that does not match', (agents: AgentsPage) => agents.search.fill('zzzzzzzz')],
  ['a filter', (agents: AgentsPage) => agents.access.selectOption('inactive')],
] as const) {
  test(`a profile keeps what it knows when ${what} takes its row away, and is read again by itself`, async ({
    page,
    agents,
    zoom,
    openList,
  }) => {
    const everyone = await zoom.agents()
    const place = everyone.findIndex(agent => agent.user_access === 'active')
    const truth = everyone[place]
    await openList()
    await agents
      .row(place + 1)
      .getByRole('rowheader')
      .click()
    const profile = agents.profile((truth?.display_name ?? '').trim())
    await expect(profile).toContainText('Emergency calling')
    const reads = await zoom.count('user')
    await narrow(agents)
    await expect.poll(() => zoom.count('user')).toBe(reads + 1)
    await expect(profile).toBeVisible()
    await expect(profile).toContainText(truth?.user_email ?? '')
    await expect(profile).toContainText(truth?.user_id ?? '')
    await expect(profile.getByRole('heading', { name: 'Skills' })).toBeVisible()
    await expect(page.getByText('No such agent')).toHaveCount(0)
  })
}

test('a profile whose agent the shorter list of a Refresh no longer holds keeps what it knows', async ({
  page,
  agents,
  zoom,
  openPages,
}) => {
  await zoom.settings({ agents: 1037 })
  await openPages()
  await agents.scrollTo(6_400)
  await expect(agents.status).toHaveText('600 of 1,037 loaded')
  await agents.scroller.press('ControlOrMeta+End')
  const truth = (await zoom.agents())[520]
  await agents.scrollTo(515 * 32)
  await agents
    .rowWith(truth?.user_email ?? '')
    .getByRole('rowheader')
    .click()
  const profile = agents.profile((truth?.display_name ?? '').trim())
  await expect(profile).toContainText('Emergency calling')
  await expect(profile.getByText('Loading')).toHaveCount(0)
  // Zoom is away for the profile: what is known stays all the same, and nothing claims that the agent is gone.
  await zoom.fault({ preset: 'edge_error', path: 'user', times: null })
  await zoom.settings({ agents: 300 })
  const causes = watchCauses(page)
  await agents.refresh.click()
  await expect(agents.status).toHaveText(/^All 300 agents/)
  await expect(profile.getByText("This profile couldn't be refreshed.")).toBeVisible()
  // The list at a person's wish, and then the profile.
  expect(causes).toEqual(['somebody', 'nobody'])
  await expect(profile).toContainText(truth?.user_email ?? '')
  await expect(page.getByText('No such agent')).toHaveCount(0)
})

test('an agent removed while the profile is open is "No such agent" once Zoom has said so', async ({
  page,
  agents,
  zoom,
  openList,
}) => {
  await openList()
  await agents.row(1).getByRole('rowheader').click()
  await expect(page.getByRole('dialog')).toContainText('Emergency calling')
  await zoom.fault({ preset: 'user_unknown_1001', path: 'user', times: null })
  await agents.search.fill('zzzzzzzz')
  await expect(agents.profile('No such agent')).toBeVisible()
})

test('a name that is written from right to left begins where all names do', async ({
  page,
  agents,
  zoom,
  signIn,
}) => {
  await zoom.settings({ agents: 3, odd_agents: false })
  const [first] = await zoom.agents()
  await zoom.patchAgent(first?.user_id ?? '', { display_name: 'عمر الفاروق' })
  await signIn()
  const lefts: number[] = []
  for (const place of [1, 2]) {
    await agents.row(place).getByRole('rowheader').click()
    const name = page.getByRole('dialog').getByRole('heading', { level: 2 })
    await expect(name).toHaveText(String(await agents.row(place).getByRole('link').textContent()))
    // Unseen while the mouse button is down, and once more anew as the scripts of what stands below it come.
    await expect(page.getByRole('dialog').getByRole('region', { name: 'General' })).toBeVisible()
    const left = await name.evaluate(heading => {
      const text = document.createRange()
      text.selectNodeContents(heading)
      return text.getBoundingClientRect().left
    })
    lefts.push(Math.round(left))
  }
  expect(lefts[0]).toBe(lefts[1])
})

test('what is copied from a profile is said each time, and a copy that the browser refuses is said to be none', async ({
  page,
  agents,
  context,
  openList,
}) => {
  await context.grantPermissions(['clipboard-write'])
  await openList()
  await agents.row(1).getByRole('rowheader').click()
  const profile = page.getByRole('dialog')
  const copy = profile.getByRole('button', { name: 'Copy user ID' })
  const heard = await listen(page)
  for (let time = 1; time <= 2; time++) {
    await copy.click()
    await expect.poll(heard).toEqual(Array(time).fill('Copied'))
  }
  await expect(profile.getByText('Copied', { exact: true })).toHaveCount(0)
  await page.evaluate(() => {
    Object.assign(navigator.clipboard, { writeText: () => Promise.reject(new Error('refused')) })
  })
  await copy.click()
  await expect(profile.getByText('Not copied', { exact: true })).toBeVisible()
})

test('a list of queues that goes round in a circle, or has what cannot be read, says so', async ({
  page,
  zoom,
  signIn,
}) => {
  const truth = (await zoom.agents()).find(agent => queuesOf(agent.user_id).length > 0)
  const [queue] = queuesOf(truth?.user_id ?? '')
  const page_of_two = { queues: [queue, 7], next_page_token: 'again', total_records: 2 }
  await zoom.fault({ path: 'queues', times: null, status: 200, json: page_of_two })
  await signIn(addressOf(truth))
  const queues = page.getByRole('dialog').getByRole('region', { name: 'Queues' })
  await expect(queues).toContainText(queue?.queue_name ?? '')
  await expect(queues).toContainText('2 could not be read.')
  await expect(queues).toContainText('this list may not be complete')
})

test('the tab is named after the agent whose profile is open', async ({ page, agents, openList }) => {
  await openList()
  await expect(page).toHaveTitle('Agents · Rollcall')
  for (const place of [1, 2]) {
    const name = (await agents.row(place).getByRole('link').textContent()) ?? ''
    await agents.row(place).getByRole('rowheader').click()
    await expect(page).toHaveTitle(`${name} · Rollcall`)
  }
  await page.keyboard.press('Escape')
  await expect(page).toHaveTitle('Agents · Rollcall')
})

test('a profile that a phone closes without asking is closed, and the same row opens it again', async ({
  page,
  agents,
  app,
  zoom,
  openList,
}) => {
  await zoom.settings({ agents: 8, odd_agents: false })
  const [truth] = await zoom.agents()
  await page.setViewportSize({ width: 390, height: 844 })
  await openList(addressOf(truth))
  const profile = page.getByRole('dialog')
  await expect.poll(() => profile.evaluate(dialog => dialog.matches(':modal'))).toBe(true)
  // As a browser does at the phone's Back while nobody has touched the page yet.
  await profile.evaluate((dialog: HTMLDialogElement) => dialog.close())
  await expect(page).toHaveURL(`${app.url}/agents`)
  await agents.row(1).getByRole('rowheader').click()
  await expect(profile).toContainText(truth?.user_id ?? '')
  await expect(page).toHaveURL(`${app.url}${addressOf(truth)}`)
})
