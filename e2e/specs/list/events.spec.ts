import { AgentsPage } from '../../support/agents-page.ts'
import { expect, setHidden, signInByHand, test, Zoom } from '../../support/fixtures.ts'
import { freePort, startApp, startSandbox } from '../../support/servers.ts'

const SECRET = 'the secret token of the subscription'
const READY = { status_id: '1', status_name: 'Ready', sub_status_id: null, sub_status_name: null }
const MEAL = { status_id: '2', status_name: 'Not Ready', sub_status_id: '21', sub_status_name: 'Meal' }

test('what Zoom tells of a status by itself is on screen with its moment, without a reading', async ({
  page,
}) => {
  const port = await freePort()
  const zoom = await startSandbox([`http://localhost:${port}/api/auth/callback/zoom`])
  const app = await startApp(zoom, port, { ZOOM_WEBHOOK_SECRET: SECRET, ROSTER_SECONDS: '300' })
  try {
    const world = new Zoom(zoom.url)
    const [, , third] = await world.agents()
    await world.patchAgent(third?.user_id ?? '', READY)
    await signInByHand(page, `${app.url}/agents`)
    const agents = new AgentsPage(page)
    await expect(agents.status).toHaveText(/^All [\d,]+ agents$/)
    const cell = await agents.cell(agents.row(3), 'Status')
    await expect(cell).toHaveAttribute('title', /^Ready, at least since \d\d:\d\d$/)
    const before = await world.count('users')
    const told = page.waitForResponse(async response => {
      if (!response.url().includes('/api/roster?')) return false
      return (await response.json()).users.length > 0
    })
    await world.settings({ event_url: `${app.url}/api/zoom-events`, event_secret: SECRET })
    const from = Date.now()
    await world.patchAgent(third?.user_id ?? '', MEAL)
    const to = Date.now()
    await expect(async () => {
      for (const hidden of [true, false]) await setHidden(page, hidden)
      await expect(cell).toContainText('Not Ready · Meal', { timeout: 1_000 })
    }).toPass()
    const { users } = await (await told).json()
    expect(users).toMatchObject([{ user_id: third?.user_id, status_since: { kind: 'event' } }])
    const at = Date.parse(users[0].status_since.at)
    expect(at).toBeGreaterThanOrEqual(from)
    expect(at).toBeLessThanOrEqual(to)
    const time = await page.evaluate(
      at => new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at),
      at,
    )
    await expect(cell).toHaveAttribute('title', `Not Ready · Meal, since ${time}`)
    expect(await world.count('users')).toBe(before)
  } finally {
    await app.stop()
    await zoom.stop()
  }
})

test('nobody is heard at the address of events while no secret is set', async ({ app }) => {
  const answer = await fetch(`${app.url}/api/zoom-events`, { method: 'POST', body: '{}' })
  expect([answer.status, await answer.text()]).toEqual([404, ''])
})
