import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Body, sandboxForTest, type Tokens } from './sandbox-client.ts'

let zoom: Awaited<ReturnType<typeof sandboxForTest>>
let tokens: Tokens
beforeAll(async () => {
  zoom = await sandboxForTest()
})
beforeEach(async () => {
  zoom.world.reset()
  tokens = await zoom.signIn()
})
afterAll(() => zoom.close())

const users = (query = 'page_size=50') => zoom.call(`contact_center/users?${query}`, tokens.access_token)
const fault = (input: object) => zoom.control('POST', 'faults', input)

test('a fault strikes as often as told, after as many calls as told, then it is over', async () => {
  await fault({ preset: 'expired_401_no_code', times: 2, after: 1 })
  const statuses: number[] = []
  for (let call = 0; call < 4; call += 1) statuses.push((await users()).status)
  expect(statuses).toEqual([200, 401, 401, 200])
  await fault({ preset: 'edge_error', times: null })
  expect(await (await users()).text()).toContain('<html>')
  await zoom.control('DELETE', 'faults')
  expect((await users()).status).toBe(200)
})

test('who signed in before a reset is refused, and is in no log, no count and the way of no fault', async () => {
  zoom.world.reset()
  await fault({ path: 'users', status: 503 })
  expect((await users()).status).toBe(401)
  expect((await zoom.refresh(tokens.refresh_token)).status).toBe(400)
  expect(await zoom.control('GET', 'calls')).toEqual([])
  expect(await zoom.control('GET', 'stats')).toMatchObject({ calls: {}, refused_refreshes: 0 })
  expect(await zoom.control('GET', 'faults')).toMatchObject([{ struck: 0 }])
})

test('every preset can be set, and strikes the call it names', async () => {
  const presets = await zoom.control<Record<string, object>>('GET', 'presets')
  expect(Object.keys(presets).length).toBeGreaterThan(60)
  for (const preset of Object.keys(presets)) {
    expect(await fault({ preset }), preset).toMatchObject({ ...presets[preset], struck: 0 })
  }
})

test('nonsense is refused with a reason', async () => {
  expect(await fault({ preset: 'nothing' })).toEqual({ error: 'Unknown preset: nothing' })
  expect(await fault({ path: 'users', statuss: 500 })).toEqual({ error: 'Unknown in a fault: statuss' })
  expect(await fault({ path: '(' })).toHaveProperty('error')
  expect(await fault({ path: 'next_page_token' })).toHaveProperty('error')
  expect(await zoom.control('POST', 'settings', { agents: 'many' })).toEqual({
    error: 'agents must be a number',
  })
})

test('a token answer lost after the rotation leaves a dead grant', async () => {
  await fault({ preset: 'token_answer_lost' })
  await expect(zoom.refresh(tokens.refresh_token)).rejects.toThrow()
  expect((await zoom.refresh(tokens.refresh_token)).status).toBe(400)
})

test('a callback can come without an answer; the consent page does not use the fault up', async () => {
  await fault({ preset: 'callback_without_answer' })
  expect((await fetch(zoom.authorizeUrl())).status).toBe(200)
  expect(Object.fromEntries(await zoom.decide('allow', 'ana'))).toEqual({ state: 's1' })
  expect((await zoom.decide('allow', 'ana')).get('code')).toBeTruthy()
})

test('a reset before the effect leaves the grant alive', async () => {
  await fault({ preset: 'token_reset_before' })
  await expect(zoom.refresh(tokens.refresh_token)).rejects.toThrow()
  expect((await zoom.refresh(tokens.refresh_token)).status).toBe(200)
})

test('bodies that break off, are no JSON, or far too big', async () => {
  await fault({ preset: 'truncated' })
  await expect((await users()).text()).rejects.toThrow()
  await fault({ preset: 'scope_unescaped_quotes' })
  await expect((await users()).json()).rejects.toThrow(SyntaxError)
  await fault({ path: 'users', fill: { megabytes: 3, gzip: true } })
  const packed = await users()
  expect(packed.headers.get('content-encoding')).toBe('gzip')
  expect((await packed.text()).length).toBeGreaterThan(3_000_000)
  await fault({ path: 'users', fill: { megabytes: 3 } })
  expect((await (await users()).json()) as Body).toHaveProperty('users')
  await fault({ path: 'users', trickle: { bytes: 20_000, every_ms: 1 } })
  expect((await (await users()).json()) as Body).toHaveProperty('users')
})

test('odd rows are mixed in by their share', async () => {
  await fault({ preset: 'malformed_rows', rows: { malformed: 0.2 } })
  const body = (await (await users()).json()) as { users: unknown[] }
  expect(body.users).toHaveLength(50)
  const kinds = body.users.map(row =>
    row === null || Array.isArray(row) || typeof row !== 'object' ? 'odd' : 'row',
  )
  expect(kinds.filter(kind => kind === 'odd').length).toBeGreaterThan(2)
  expect(kinds.filter(kind => kind === 'row').length).toBeGreaterThan(40)
})

test('page tokens can lead round in circles, or on for ever', async () => {
  const next = async (token: string) => {
    const answer = await users(`page_size=10&next_page_token=${encodeURIComponent(token)}`)
    const { next_page_token = '', users: rows = [] } = (await answer.json()) as Body
    return { token: next_page_token, first: rows[0]?.user_id }
  }
  for (const [preset, sameToken, sameRows] of [
    ['token_loop', true, true],
    ['fresh_token_loop', false, true],
    ['endless_pages', false, false],
  ] as const) {
    zoom.pass(1000)
    await zoom.control('DELETE', 'faults')
    await fault({ preset })
    const second = await next((await next('')).token)
    const third = await next(second.token)
    expect([third.token === second.token, third.first === second.first]).toEqual([sameToken, sameRows])
  }
})

test('rows of the page before come again', async () => {
  await fault({ preset: 'repeated_rows' })
  const first = (await (await users('page_size=10')).json()) as Body
  const token = encodeURIComponent(first.next_page_token ?? '')
  const second = (await (await users(`page_size=10&next_page_token=${token}`)).json()) as Body
  expect(second.users).toHaveLength(15)
  expect(second.users?.slice(0, 5)).toEqual(first.users?.slice(5))
})

test('an agent can be changed behind the list’s back, and the example can be answered', async () => {
  const { user_id } = ((await (await users()).json()) as Body).users?.[3] ?? { user_id: '' }
  const path = encodeURIComponent(user_id)
  await zoom.control('POST', `agents/${path}`, {
    status_name: 'Ready for lunch',
    display_name: null,
    channel_settings: { concurrent_message_capacity: 0 },
  })
  const { body } = await zoom.get(`contact_center/users/${path}`, tokens.access_token)
  expect(body.status_name).toBe('Ready for lunch')
  expect(body).not.toHaveProperty('display_name')
  expect(body.channel_settings).toMatchObject({
    concurrent_message_capacity: 0,
    multi_channel_engagements: {},
  })
  await zoom.control('POST', 'settings', { seed_example: true })
  const example = (await (await users()).json()) as Body
  expect(example).toMatchObject({ total_records: '<integer>', users: [{ user_email: '<email>' }, {}] })
})

test('a client that leaves in the middle of a body does no harm', async () => {
  for (const bend of [
    { fill: { megabytes: 50 } },
    { fill: { megabytes: 200, gzip: true } },
    { trickle: { bytes: 16, every_ms: 1 } },
  ]) {
    await fault({ path: 'users', ...bend })
    const answer = await users()
    await answer.body?.cancel()
    expect((await users()).status).toBe(200)
  }
})

test('a call that is never answered is logged with status 0', async () => {
  await fault({ preset: 'hang' })
  const giveUp = new AbortController()
  const waiting = fetch(`${zoom.api_url}/contact_center/users`, {
    headers: { authorization: `Bearer ${tokens.access_token}` },
    signal: giveUp.signal,
  })
  await expect.poll(() => zoom.world.faults.list()[0]?.struck).toBe(1)
  giveUp.abort()
  await expect(waiting).rejects.toThrow()
  await expect.poll(() => zoom.world.calls.stats().calls.users).toEqual({ 0: 1 })
})
