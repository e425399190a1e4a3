import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { signed } from '../events.ts'
import { type Body, sandboxForTest } from '../sandbox-client.ts'

let zoom: Awaited<ReturnType<typeof sandboxForTest>>
let token: string
beforeAll(async () => {
  zoom = await sandboxForTest()
})
beforeEach(async () => {
  zoom.world.reset()
  token = (await zoom.signIn()).access_token
})
afterAll(() => zoom.close())

const get = (path: string) => zoom.get(`contact_center/${path}`, token)

async function readAll(query = '') {
  const users: NonNullable<Body['users']> = []
  let next = ''
  do {
    const { body } = await get(`users?page_size=300${query}&next_page_token=${encodeURIComponent(next)}`)
    users.push(...(body.users ?? []))
    next = body.next_page_token ?? ''
  } while (next)
  return users
}

test('four full pages hold the 1,200 agents, each once, the same at every start', async () => {
  const users = await readAll()
  expect(users).toHaveLength(1200)
  expect(new Set(users.map(user => user.user_id)).size).toBe(1200)
  const emails = zoom.world.agentsOf('hN4mXq2-TSaOc7LwVd0Kug').map(agent => agent.user_email)
  expect(new Set(emails.filter(Boolean)).size).toBe(emails.filter(Boolean).length)
  const other = await sandboxForTest()
  expect(other.world.agentsOf('hN4mXq2-TSaOc7LwVd0Kug').map(agent => agent.user_id)).toEqual(
    users.map(user => user.user_id),
  )
  await other.close()
})

test('without a page size there are 30, and one outside 1..300 is refused', async () => {
  expect((await get('users')).body.users).toHaveLength(30)
  for (const size of ['0', '301', '-1', 'many', '1.5']) {
    const { status, body } = await get(`users?page_size=${size}`)
    expect([status, body.code]).toEqual([400, 300])
  }
})

test('a page token is bound to its parameters and lives 15 minutes', async () => {
  const first = (await get('users?page_size=10')).body.next_page_token ?? ''
  const page = (query: string) => get(`users?${query}&next_page_token=${encodeURIComponent(first)}`)
  expect((await page('page_size=10')).status).toBe(200)
  expect((await page('page_size=20')).body.message).toBe('The next page token is invalid or expired.')
  zoom.pass(900_000)
  expect((await page('page_size=10')).body).toMatchObject({ code: 300 })
})

test('the filters narrow and the regions count', async () => {
  const all = await readAll()
  const inactive = await readAll('&user_access=inactive')
  expect(inactive.length).toBeGreaterThan(80)
  expect(inactive.length).toBeLessThan(160)
  const { body } = await get('regions')
  const regions = body.regions as { region_id: string; users_count: number }[]
  const region = regions[2]
  const there = await readAll(`&region_id=${region?.region_id}`)
  expect(there).toHaveLength(region?.users_count ?? -1)
  zoom.pass(1000)
  const marias = await readAll(`&search_key=${encodeURIComponent('MARIA GARCIA')}`)
  expect(marias.length).toBeGreaterThan(2)
  expect(all.length).toBeGreaterThan(marias.length)
  expect((await get('users?user_access=maybe')).status).toBe(400)
})

test('every id opens its profile, the ones with a slash included', async () => {
  const users = await readAll()
  const odd = users.filter(user => /[/+=]|^-/.test(user.user_id))
  expect(odd.length).toBeGreaterThan(10)
  for (const { user_id } of odd) {
    zoom.pass(100)
    const { status, body } = await get(`users/${encodeURIComponent(user_id)}`)
    expect([status, body.user_id]).toEqual([200, user_id])
    expect(body).not.toHaveProperty('last_modified_time')
    expect(body).toHaveProperty('emergency_calling')
  }
  expect((await get('users/nobody')).body).toEqual({ code: 300, message: 'Invalid user ID.' })
})

test('queues show agent assignments unless all are asked for', async () => {
  const counts = { agent: 0, any: 0, skills: 0 }
  for (const { user_id } of (await readAll()).slice(0, 10)) {
    zoom.pass(1000)
    const id = encodeURIComponent(user_id)
    counts.agent += (await get(`users/${id}/queues`)).body.total_records ?? 0
    counts.any += (await get(`users/${id}/queues?user_assignment_type=any`)).body.total_records ?? 0
    counts.skills += (await get(`users/${id}/skills`)).body.total_records ?? 0
  }
  expect(counts.agent).toBeGreaterThan(0)
  expect(counts.any).toBeGreaterThan(counts.agent)
  expect(counts.skills).toBeGreaterThan(0)
})

test('scopes decide, granular ones and classic ones', async () => {
  const lou = (await zoom.signIn('lou')).access_token
  expect((await zoom.get('contact_center/users', lou)).status).toBe(200)
  expect((await zoom.get('contact_center/regions', lou)).body).toEqual({
    code: 4711,
    message: 'Invalid access token, does not contain scopes:[contact_center:read:list_regions:admin].',
  })
  await zoom.control('POST', 'settings', { scope_kind: 'classic' })
  const kim = (await zoom.signIn('kim')).access_token
  expect((await zoom.get('contact_center/users', kim)).status).toBe(200)
  const { status, body } = await zoom.get('contact_center/users/x/skills', kim)
  expect([status, body.code]).toEqual([400, 104])
  const sam = (await zoom.signIn('sam')).access_token
  expect((await zoom.get('users/me', sam)).status).toBe(400)
})

test('a role without Contact Center gets 403, another account gets its own agents', async () => {
  const noel = (await zoom.signIn('noel')).access_token
  expect((await zoom.get('contact_center/users', noel)).status).toBe(403)
  expect((await zoom.get('users/me', noel)).status).toBe(200)
  const olga = (await zoom.signIn('olga')).access_token
  const theirs = (await zoom.get('contact_center/users?page_size=300', olga)).body.users ?? []
  expect(theirs).toHaveLength(50)
  const ours = new Set((await readAll()).map(user => user.user_id))
  expect(theirs.some(user => ours.has(user.user_id))).toBe(false)
})

test('the eleventh MEDIUM call within a second is refused, whoever of the account makes it', async () => {
  const bo = (await zoom.signIn('bo')).access_token
  for (let call = 0; call < 10; call += 1) expect((await get('users?page_size=1')).status).toBe(200)
  const refused = await zoom.call('contact_center/regions', bo)
  expect(refused.status).toBe(429)
  expect(refused.headers.get('x-ratelimit-type')).toBe('QPS')
  expect(await refused.json()).toMatchObject({ code: 429 })
  expect((await get('users/nobody')).status).toBe(404)
  zoom.pass(999)
  expect((await get('regions')).status).toBe(429)
  zoom.pass(1)
  expect((await get('regions')).status).toBe(200)
  expect(await zoom.control('GET', 'stats')).toMatchObject({ most_per_second: { MEDIUM: 12, LIGHT: 1 } })
})

test('dead tokens get the chosen form, and a token in the query is none', async () => {
  const { api_url } = zoom
  const inQuery = await fetch(`${api_url}/contact_center/users?access_token=${token}`)
  expect([inQuery.status, await inQuery.json()]).toEqual([
    401,
    { code: 124, message: 'Invalid access token.' },
  ])
  await zoom.control('POST', 'settings', { unauthorized_form: 'no_code' })
  expect(await zoom.get('users/me', 'x')).toEqual({ status: 401, body: { status: false, errorCode: 401 } })
})

test('writes are refused and counted, unknown paths too', async () => {
  for (const method of ['POST', 'PATCH', 'DELETE']) {
    const answer = await zoom.call('contact_center/users', token, method)
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET'])
  }
  expect((await get('queues')).body.code).toBe(2300)
  const stats = await zoom.control('GET', 'stats')
  expect(stats).toMatchObject({ writes: 3, calls: { users: { 405: 3 }, unknown: { 404: 1 } } })
})

test('statuses change by step, the same way after each start', async () => {
  const statuses = async () => (await readAll()).map(user => user.status_name)
  const before = await statuses()
  await zoom.control('POST', 'tick', { times: 20 })
  zoom.pass(1000)
  const after = await statuses()
  expect(after).not.toEqual(before)
  zoom.world.reset()
  token = (await zoom.signIn()).access_token
  await zoom.control('POST', 'tick', { times: 20 })
  expect(await statuses()).toEqual(after)
})

test.each([false, true])(
  'a change of status moves when a profile was changed: %s',
  async status_moves_profile => {
    const byId = async () => new Map((await readAll()).map(user => [user.user_id, user]))
    zoom.world.change({ status_moves_profile })
    const before = await byId()
    await zoom.control('POST', 'tick', { times: 20 })
    zoom.pass(1000)
    const moved = { status: 0, profile: 0 }
    for (const [id, { status_name, last_modified_time }] of await byId()) {
      const was = before.get(id)
      if (status_name !== was?.status_name) moved.status++
      if (last_modified_time !== was?.last_modified_time) moved.profile++
    }
    expect(moved.status).toBeGreaterThan(0)
    expect(moved.profile > 0).toBe(status_moves_profile)
  },
)

test('a person sees as much as their sight says, and totals go with it', async () => {
  const [first] = zoom.world.agentsOf('hN4mXq2-TSaOc7LwVd0Kug')
  const sight = {
    region_ids: [first?.region_id ?? ''],
    without_ids: [first?.user_id ?? ''],
    without_fields: ['user_email'],
  }
  zoom.world.change({ sights: { ana: sight } })
  const users = await readAll()
  expect(users.length).toBeGreaterThan(0)
  expect((await get('users')).body.total_records).toBe(users.length)
  expect(users.every(user => user.region_id === first?.region_id && !('user_email' in user))).toBe(true)
  expect(users.map(user => user.user_id)).not.toContain(first?.user_id)
  expect((await get(`users/${encodeURIComponent(first?.user_id ?? '')}`)).status).toBe(404)
})

test('a list without user_access can hold the active alone', async () => {
  zoom.world.change({ omitted_access: 'active' })
  const users = await readAll()
  expect(users.length).toBeLessThan(1200)
  expect(users.every(({ user_access }) => user_access === 'active')).toBe(true)
})

test('a changed status is told to whoever wants to hear of it, signed', async () => {
  const heard: { headers: IncomingHttpHeaders; body: string }[] = []
  const listener = createServer(async (request, response) => {
    heard.push({ headers: request.headers, body: await text(request) })
    response.writeHead(204).end()
  }).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const event_url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`
  zoom.world.change({ event_url, event_secret: 'secret' })
  const id = zoom.world.agentsOf('hN4mXq2-TSaOc7LwVd0Kug')[0]?.user_id ?? ''
  const path = `agents/${encodeURIComponent(id)}`
  await zoom.control('POST', path, { display_name: 'No status' })
  await zoom.control('POST', path, { status_id: '4', status_name: 'Gone fishing' })
  await zoom.world.events.settled()
  listener.close()
  const [{ headers, body } = { headers: {}, body: '' }, ...more] = heard
  expect(more).toEqual([])
  expect(JSON.parse(body)).toMatchObject({
    event: 'contact_center.user_status_changed',
    payload: { object: { user_id: id, current_status_id: '4', current_status_name: 'Gone fishing' } },
  })
  expect(headers).toMatchObject(signed(body, 'secret', Number(headers['x-zm-request-timestamp'])))
})
