import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { MAIN_ACCOUNT } from '@/e2e/sandbox/account/people.ts'
import { door, flow, idOf, SECRET, serveFlow, storeWith } from '@/e2e/support/flow.ts'
import { createGrants, type Grants } from '../auth/grants/grants.ts'
import { createSealer } from '../auth/seal.ts'
import { metrics } from '../platform/metrics.ts'
import type { Store } from '../store/store.ts'
import { createZoomClient, type ReadZoom } from './client.ts'
import {
  callZoom,
  getUser,
  listRegions,
  listSystemStatuses,
  listUserQueues,
  listUserSkills,
  listUsers,
} from './endpoints.ts'

let grants: Grants
let readZoom: ReadZoom
serveFlow()
beforeEach(async () => {
  build(flow.open(flow.folder()))
  await signIn('ana')
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function build(store: Store) {
  grants = createGrants(store, createSealer([SECRET]))
  // The budget has tests of its own; here it would only slow things down.
  readZoom = createZoomClient(store, grants, {
    ZOOM_API_URL: flow.api_url,
    ZOOM_REQUESTS_PER_SECOND: 10_000,
  })
}

async function signIn(person: string) {
  await grants.put(idOf(person), await flow.tokens(person))
}

type Call<Answer> = Parameters<typeof callZoom<Answer>>[1]
type Asking = {
  as?: string
  query?: Record<string, string>
  userId?: string
  signal?: AbortSignal
  patience_ms?: number
}

/** Without patience: what fails is told at once and not tried again. */
function call<Answer>(
  endpoint: Call<Answer>,
  { as = 'ana', query = {}, userId, signal = new AbortController().signal, patience_ms = 0 }: Asking = {},
): Promise<Answer> {
  const caller = { user_id: idOf(as), priority: 'waited_for', signal, patience_ms } as const
  return callZoom(readZoom, endpoint, { query, userId, caller })
}

const anyAgent = () => flow.world.agentsOf(MAIN_ACCOUNT)[0]?.user_id ?? ''
const PATIENT = { patience_ms: 10_000 }
const READ = { fetched_at: expect.stringMatching(/^\d{4}-.*Z$/), skipped: 0 }

describe('an answer of Zoom', () => {
  test('comes in its envelope, with when it was read', async () => {
    const { meta, users, ...envelope } = await call(listUsers, { query: { page_size: '50' } })
    expect(users).toHaveLength(50)
    expect(envelope).toEqual({
      page_size: 50,
      total_records: 60,
      next_page_token: expect.stringMatching(/./),
    })
    expect(meta).toEqual(READ)
  })

  test('leads to the next page until there is none', async () => {
    const { next_page_token } = await call(listUsers, { query: { page_size: '50' } })
    const last = await call(listUsers, { query: { page_size: '50', next_page_token } })
    expect(last.users).toHaveLength(10)
    expect(last.next_page_token).toBe('')
  })

  test('is had from all six calls', async () => {
    const userId = anyAgent()
    expect((await call(getUser, { userId })).user_id).toBe(userId)
    expect(
      (await call(listUserQueues, { userId, query: { user_assignment_type: 'any' } })).queues,
    ).toBeInstanceOf(Array)
    expect((await call(listUserSkills, { userId })).skills).toBeInstanceOf(Array)
    expect((await call(listRegions)).regions.length).toBeGreaterThan(0)
    expect((await call(listSystemStatuses)).statuses.length).toBeGreaterThan(0)
    expect(flow.world.calls.stats()).toMatchObject({ writes: 0 })
  })

  test('with the example of Zoom’s documentation shows rows, not an error', async () => {
    flow.world.change({ seed_example: true })
    const { users, total_records, meta } = await call(listUsers)
    expect(users.map(({ status_name }) => status_name)).toEqual(['Offline', 'Occupied'])
    expect([total_records, meta.skipped]).toEqual([undefined, 0])
  })

  test('loses the rows that cannot be read, and counts them', async () => {
    flow.fault({ preset: 'malformed_rows', rows: { malformed: 0.5 } })
    const { users, meta } = await call(listUsers, { query: { page_size: '60' } })
    expect(meta.skipped).toBeGreaterThan(0)
    expect(users.length + meta.skipped).toBe(60)
    expect(users.length).toBeGreaterThanOrEqual(30)
    for (const user of users) expect(user.user_id).toMatch(/./)
  })

  test('whose ids are numbers is readable', async () => {
    flow.fault({ preset: 'numeric_ids' })
    const { users, meta } = await call(listUsers, { query: { page_size: '60' } })
    expect(new Set(users.map(({ user_id }) => user_id)).size).toBe(60)
    expect([typeof users[0]?.user_id, meta.skipped]).toEqual(['string', 0])
  })

  test.each([
    ['users_empty', { users: [], total_records: 0 }],
    ['total_missing', { total_records: undefined }],
    ['total_text', { total_records: 1_200 }],
    ['total_too_high', { total_records: 99_999 }],
    ['next_token_null', { next_page_token: '' }],
    ['next_token_missing', { next_page_token: '' }],
    ['next_token_number', { next_page_token: '5' }],
    ['wrong_content_type', { total_records: 60 }],
  ])('(%s) is read as far as it says something', async (preset, answer) => {
    flow.fault({ preset })
    expect(await call(listUsers)).toMatchObject(answer)
  })

  test('that regions are not enabled is a list without regions', async () => {
    flow.fault({ preset: 'region_not_enabled', path: 'regions' })
    expect(await call(listRegions)).toEqual({
      regions: [],
      next_page_token: '',
      total_records: 0,
      meta: READ,
    })
  })

  test('about one agent says when it was read, and is none without an id', async () => {
    const userId = anyAgent()
    expect((await call(getUser, { userId })).meta).toEqual(READ)
    flow.fault({ path: 'contact_center/users/', status: 200, json: { display_name: 'Nobody' } })
    await expect(call(getUser, { userId })).rejects.toMatchObject({
      code: 'zoom_invalid',
      tracking_id: expect.stringMatching(/^v=2\.0;/),
    })
  })

  test('is counted by path and status, or by why there was none, and how long it waited for its turn', async () => {
    metrics().registry.resetMetrics()
    await call(getUser, { userId: anyAgent() })
    flow.fault({ preset: 'forbidden', path: 'regions' })
    flow.fault({ preset: 'reset_before', path: 'statuses' })
    for (const endpoint of [listRegions, listSystemStatuses])
      await expect(call<unknown>(endpoint)).rejects.toThrow()
    const figures = await metrics().registry.metrics()
    for (const labels of [
      'path="/contact_center/users/{userId}",status="200"',
      'path="/contact_center/regions",status="403"',
      'path="/contact_center/system_statuses",status="connection_lost"',
    ])
      expect(figures).toContain(`rollcall_zoom_call_duration_seconds_count{${labels}} 1\n`)
    for (const [label, calls] of [
      ['LIGHT', 1],
      ['MEDIUM', 2],
    ])
      expect(figures).toContain(
        `rollcall_budget_wait_seconds_count{label="${label}",priority="waited_for"} ${calls}\n`,
      )
  })
})

describe('a fault of Zoom', () => {
  const scopes = (...names: string[]) => ({ scopes: names })
  const CLASSIC = scopes('contact_center_user:read:admin')
  const FILTERED = { region_id: 'r', page_size: '30' }
  const NEXT = { next_page_token: 't' }
  const LATER = { retry_after: 1 }

  const faults: [preset: string, code: string, details?: object, query?: Record<string, string>][] = [
    ['scope_4711', 'scope_missing', scopes('contact_center:read:list_users:admin')],
    ['scope_104', 'scope_missing', CLASSIC],
    ['scope_4700', 'scope_missing', CLASSIC],
    ['scope_unescaped_quotes', 'scope_missing', CLASSIC],
    ['validation', 'bad_request', {}, FILTERED],
    ['validation', 'zoom_invalid'],
    ['page_token_expired', 'page_expired', {}, NEXT],
    ['forbidden', 'not_permitted'],
    ['forbidden_html', 'not_permitted'],
    ['forbidden_empty', 'not_permitted'],
    ['not_recognized', 'unavailable', { retry_after: 60 }],
    ['rate_limited', 'rate_limited', LATER],
    ['rate_limited_bare', 'rate_limited', LATER],
    ['rate_limited_4001', 'rate_limited', LATER],
    ['rate_limited_seconds', 'rate_limited', { retry_after: 2 }],
    ['rate_limited_http_date', 'rate_limited', LATER],
    ['rate_limited_past', 'rate_limited', LATER],
    ['rate_limited_negative', 'rate_limited', LATER],
    ['rate_limited_nonsense', 'rate_limited', LATER],
    ['rate_limited_concurrent', 'rate_limited', LATER],
    ['rate_limited_daily', 'rate_limited'],
    ['server_error', 'unavailable', { retry_after: 5 }],
    ['unavailable_503', 'unavailable', LATER],
    ['edge_error', 'unavailable'],
    ['empty_500', 'unavailable'],
    ['html_200', 'zoom_invalid'],
    ['empty_200', 'zoom_invalid'],
    ['invalid_json_200', 'zoom_invalid'],
    ['array_200', 'zoom_invalid'],
    ['null_200', 'zoom_invalid'],
    ['text_200', 'zoom_invalid'],
    ['users_null', 'zoom_invalid'],
    ['users_missing', 'zoom_invalid'],
    ['users_object', 'zoom_invalid'],
    ['redirect_elsewhere', 'zoom_invalid'],
    ['redirect_to_login', 'zoom_invalid'],
    ['redirect_downgrade', 'zoom_invalid'],
    ['huge', 'zoom_invalid'],
    ['gzip_bomb', 'zoom_invalid'],
  ]
  test.each(faults)(
    '%s is %s, with the reference for support',
    async (preset, code, details = {}, query = {}) => {
      flow.fault({ preset })
      const error = await call(listUsers, { query }).catch(error => error)
      expect(error).toMatchObject({ code, tracking_id: expect.stringMatching(/^v=2\.0;/), ...details })
      expect(flow.arrived('users')).toBe(1)
      expect(JSON.stringify(error.toBody())).not.toMatch(/html|Invalid access|CANARY|evil/i)
      expect((await call(listUsers)).users.length).toBeGreaterThan(0)
    },
  )

  test.each(['reset_before', 'reset_after', 'truncated'])('%s is unavailable', async preset => {
    flow.fault({ preset })
    await expect(call(listUsers)).rejects.toMatchObject({ code: 'unavailable', retry_after: 5 })
  })

  test.each(['user_unknown_300', 'user_unknown_1001', 'user_unknown_400'])(
    '%s is not_found for one user, whichever part is asked for',
    async preset => {
      flow.fault({ preset, path: 'contact_center/users/', times: 3 })
      for (const endpoint of [getUser, listUserQueues, listUserSkills])
        await expect(call<unknown>(endpoint, { userId: 'nobody' })).rejects.toMatchObject({
          code: 'not_found',
        })
    },
  )

  test('a list of regions that counts some and has none is not believed', async () => {
    flow.fault({ preset: 'regions_missing' })
    await expect(call(listRegions)).rejects.toMatchObject({ code: 'zoom_invalid' })
  })

  test('what is missing for one call leaves the others alone', async () => {
    await signIn('kim')
    const userId = anyAgent()
    await expect(call(listUserQueues, { as: 'kim', userId })).rejects.toMatchObject({
      code: 'scope_missing',
      scopes: expect.arrayContaining(['contact_center:read:list_user_queues:admin']),
    })
    expect((await call(getUser, { as: 'kim', userId })).user_id).toBe(userId)
    expect((await call(listUsers, { as: 'kim' })).users.length).toBeGreaterThan(0)
  })

  test('a role without Contact Center is not_permitted, and no reason to refresh', async () => {
    await signIn('noel')
    await expect(call(listUsers, { as: 'noel' })).rejects.toMatchObject({ code: 'not_permitted' })
    expect(flow.refreshes()).toBe(0)
  })

  test('somebody who has never signed in is asked to, and Zoom is not', async () => {
    await expect(call(listUsers, { as: 'bo' })).rejects.toMatchObject({ code: 'sign_in_again' })
    expect(flow.arrived('users')).toBe(0)
  })
})

describe('the token', () => {
  test.each(['code_124', 'no_code', 'http_400'] as const)(
    'that Zoom refuses once (%s) is refreshed, and the call made once more',
    async unauthorized_form => {
      flow.world.change({ unauthorized_form })
      flow.world.grants.expireAccess()
      expect((await call(listUsers)).users.length).toBeGreaterThan(0)
      expect([flow.arrived('users'), flow.refreshes()]).toEqual([2, 1])
    },
  )

  test.each(['expired_401', 'expired_401_no_code', 'expired_400'])(
    'that is refused again (%s) means not_permitted: no loop, nobody signed out',
    async preset => {
      flow.fault({ preset, times: null })
      const tracking_id = expect.stringMatching(/^v=2\.0;/)
      await expect(call(listUsers, PATIENT)).rejects.toMatchObject({ code: 'not_permitted', tracking_id })
      expect([flow.arrived('users'), flow.refreshes()]).toEqual([2, 1])
      flow.world.faults.clear()
      expect((await call(listUsers)).users.length).toBeGreaterThan(0)
    },
  )

  test('that was refreshed leaves what else goes wrong as it is', async () => {
    flow.world.grants.expireAccess()
    flow.fault({ preset: 'forbidden', path: 'users', after: 1 })
    await expect(call(listUsers)).rejects.toMatchObject({ code: 'not_permitted' })
  })

  test('that a lot of calls find refused is refreshed once for all', async () => {
    flow.world.grants.expireAccess()
    const pages = Array.from({ length: 20 }, (_, i) => call(listUsers, { query: { page_size: `${i + 1}` } }))
    const sizes = (await Promise.all(pages)).map(({ users }) => users.length)
    expect(sizes).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    expect(flow.refreshes()).toBe(1)
  })

  test('of a dead grant leads to a new sign-in', async () => {
    flow.world.grants.kill()
    await expect(call(listUsers)).rejects.toMatchObject({ code: 'sign_in_again' })
  })

  test('goes nowhere but to Zoom: a redirect to this machine is not followed', async () => {
    let visits = 0
    const elsewhere = createServer((_request, response) => {
      visits++
      response.end('{}')
    })
    elsewhere.listen(0, '127.0.0.1')
    await once(elsewhere, 'listening')
    const { port } = elsewhere.address() as AddressInfo
    for (const Location of [
      `http://127.0.0.1:${port}/v2/contact_center/users`,
      `https://127.0.0.1:${port}/`,
      `http://localhost:${port}/`,
      `https://zoom.us@127.0.0.1:${port}/`,
      `${flow.api_url}/contact_center/regions`,
      'https://zoom.us.evil.example/',
      'file:///etc/hostname',
      'https://[',
    ]) {
      flow.fault({ path: 'users', status: 307, headers: { Location } })
      await expect(call(listUsers), Location).rejects.toMatchObject({ code: 'zoom_invalid' })
    }
    flow.fault({ path: 'users', status: 302, headers: {} })
    await expect(call(listUsers)).rejects.toMatchObject({ code: 'zoom_invalid' })
    expect(visits).toBe(0)
    expect(flow.arrived('regions')).toBe(0)
    elsewhere.close()
  })
})

describe('trying again', () => {
  test.each([
    'server_error',
    'edge_error',
    'unavailable_503',
    'reset_before',
    'truncated',
    'rate_limited_bare',
  ])('helps against %s while the person has patience', async preset => {
    flow.fault({ preset })
    expect((await call(listUsers, PATIENT)).users.length).toBeGreaterThan(0)
    expect(flow.arrived('users')).toBe(2)
  })

  test.each(['forbidden', 'html_200', 'scope_4711', 'not_recognized', 'huge'])(
    'does not help against %s',
    async preset => {
      flow.fault({ preset })
      await expect(call(listUsers, PATIENT)).rejects.toThrow()
      expect(flow.arrived('users')).toBe(1)
    },
  )

  test('helps though the clock leaps an hour ahead meanwhile', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const fault = flow.fault({ preset: 'server_error', times: 2 })
    const read = call(listUsers, PATIENT)
    await expect.poll(() => fault.struck, { interval: 5 }).toBe(1)
    vi.setSystemTime(Date.now() + 3_600_000)
    expect((await read).users.length).toBeGreaterThan(0)
  })

  test('is no use when Zoom asks for a longer wait than the person has patience', async () => {
    flow.fault({ preset: 'rate_limited', headers: { 'Retry-After': '60' } })
    await expect(call(listUsers, PATIENT)).rejects.toMatchObject({ code: 'rate_limited', retry_after: 60 })
    expect(flow.arrived('users')).toBe(1)
  })

  test('ends after four times', async () => {
    flow.fault({ preset: 'server_error', times: null })
    await expect(call(listUsers, PATIENT)).rejects.toMatchObject({ code: 'unavailable' })
    expect(flow.arrived('users')).toBe(4)
  })
})

describe('a Zoom that is silent', () => {
  /** Five calls in a row without an answer, at a moment that the test holds still. */
  async function silence() {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] })
    const fault = flow.fault({ preset: 'reset_before', times: 5 })
    for (let i = 0; i < 5; i++) await expect(call(listUsers)).rejects.toMatchObject({ code: 'unavailable' })
    expect(fault.struck).toBe(5)
  }
  const aSecondLater = () => vi.advanceTimersByTime(1_001)

  test('is left alone for a second, and then asked again', async () => {
    await silence()
    await expect(call(listUsers)).rejects.toMatchObject({ code: 'unavailable', retry_after: 1 })
    expect(flow.arrived('users')).toBe(5)
    aSecondLater()
    expect((await call(listUsers)).users.length).toBeGreaterThan(0)
    expect((await call(listUsers)).users.length).toBeGreaterThan(0)
  })

  test('is asked again after that second though the clock was set back meanwhile', async () => {
    await silence()
    vi.setSystemTime(Date.now() - 3_600_000)
    aSecondLater()
    expect((await call(listUsers)).users.length).toBeGreaterThan(0)
  })

  const pages = (n: number) =>
    Promise.allSettled(
      Array.from({ length: n }, (_, i) => call(listUsers, { query: { page_size: `${i + 1}` } })),
    )
  const refused = { status: 'rejected', reason: { code: 'unavailable', retry_after: 1 } }

  test('costs nobody a turn in the budget, or the wait for one', async () => {
    const store = flow.open(flow.folder())
    const takeBudget = vi.fn(store.takeBudget)
    build(storeWith(store, { takeBudget }))
    await signIn('ana')
    await silence()
    expect(takeBudget).toHaveBeenCalledTimes(5)
    expect(await pages(40)).toMatchObject(Array(40).fill(refused))
    expect(takeBudget).toHaveBeenCalledTimes(5)
  })

  test('lets go whoever waits for a turn already', async () => {
    const { reached, open, pass } = door()
    const store = flow.open(flow.folder())
    build(
      storeWith(store, {
        async takeBudget(label) {
          if (label === 'MEDIUM') await pass()
          return 0
        },
      }),
    )
    await signIn('ana')
    const waiting = pages(3)
    await reached
    flow.fault({ preset: 'reset_before', path: 'contact_center/users/', times: 5 })
    for (let i = 0; i < 5; i++)
      await expect(call(getUser, { userId: anyAgent() })).rejects.toMatchObject({ code: 'unavailable' })
    expect(await waiting).toMatchObject(Array(3).fill(refused))
    open()
    expect(flow.arrived('users')).toBe(0)
  })

  test('is asked by one of all who come once it may be back, and the others wait for no turn', async () => {
    const takeBudget = vi.fn(async () => 0) // at once: several have their turn before the first call is made
    build(storeWith(flow.open(flow.folder()), { takeBudget }))
    await signIn('ana')
    await silence()
    aSecondLater()
    takeBudget.mockClear()
    const answers = await pages(40)
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 'rejected')).toMatchObject(Array(39).fill(refused))
    expect(flow.arrived('users')).toBe(6)
    expect(takeBudget.mock.calls.length).toBeLessThan(10)
    expect((await call(listUsers)).users.length).toBeGreaterThan(0)
  })

  test('keeps nobody waiting while one call finds out whether it is back, also after one that was left', async () => {
    await silence()
    const hanging = flow.fault({ preset: 'hang', times: 2 })
    aSecondLater()
    for (const trials of [1, 2]) {
      const leaving = new AbortController()
      let over = false
      const trial = call(listUsers, { signal: leaving.signal }).finally(() => {
        over = true
      })
      trial.catch(() => {}) // looked at below
      await expect.poll(() => hanging.struck).toBe(trials)
      await expect(call(listRegions)).rejects.toMatchObject({ code: 'unavailable' })
      expect(over).toBe(false)
      leaving.abort()
      await expect(trial).rejects.toThrow()
    }
    expect((await call(listUsers)).users.length).toBeGreaterThan(0)
  })

  test('is one that answers too late as well', async () => {
    const timeout = AbortSignal.timeout
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => timeout.call(AbortSignal, 150))
    flow.fault({ preset: 'hang', times: 5 })
    for (let i = 0; i < 5; i++) await expect(call(listUsers)).rejects.toMatchObject({ code: 'zoom_timeout' })
    await expect(call(listUsers)).rejects.toMatchObject({ code: 'unavailable', retry_after: 1 })
    expect(flow.arrived('users')).toBe(5)
  })

  test('is not what quick refusals are', async () => {
    flow.fault({ preset: 'server_error', times: 8 })
    for (let i = 0; i < 8; i++) await expect(call(listUsers)).rejects.toMatchObject({ code: 'unavailable' })
    expect((await call(listUsers)).users.length).toBeGreaterThan(0)
    expect(flow.arrived('users')).toBe(9)
  })
})

describe('what goes to Zoom', () => {
  test.each([
    'a/b',
    '+=%',
    '%2F',
    '..%2f..',
    'a?b#c&d',
    '東 京',
    '$&',
    '...',
    '-_start',
    'é🎧',
    ';x=1',
    '\\',
  ])('has the id %s as one encoded segment', async userId => {
    const agent = flow.world.agentsOf(MAIN_ACCOUNT)[3]
    if (agent) agent.user_id = userId
    expect((await call(getUser, { userId })).user_id).toBe(userId)
    await call(listUserQueues, { userId })
    const paths = flow.world.calls.calls().map(({ path }) => path)
    expect(paths).toContain(`/v2/contact_center/users/${encodeURIComponent(userId)}`)
    expect(paths).toContain(`/v2/contact_center/users/${encodeURIComponent(userId)}/queues`)
  })

  test('has every value encoded, and no parameter more', async () => {
    const query = { search_key: 'a&user_access=x #é+%20=東', region_id: 'r/1+=' }
    await call(listUsers, { query })
    const { path = '' } = flow.world.calls.calls().find(({ name }) => name === 'users') ?? {}
    expect(Object.fromEntries(new URL(path, 'http://zoom').searchParams)).toEqual(query)
    expect(path).not.toContain('+')
  })

  test('never has the token in its address', async () => {
    await call(listUsers)
    for (const { path } of flow.world.calls.calls()) expect(path).not.toContain('CANARY')
  })
})

describe('reads at the same time', () => {
  test('that are equal are one call', async () => {
    const reads = await Promise.all(
      Array.from({ length: 25 }, () => call(listUsers, { query: { page_size: '30' } })),
    )
    expect(flow.arrived('users')).toBe(1)
    for (const read of reads) expect(read).toEqual(reads[0])
  })

  test('that differ in anything are calls of their own', async () => {
    const [first, second, third] = await Promise.all([
      call(listUsers, { query: { page_size: '1' } }),
      call(listUsers, { query: { page_size: '2' } }),
      call(listUsers, { query: { page_size: '1', user_access: 'inactive' } }),
    ])
    expect([first.users.length, second.users.length, third.users[0]?.user_access]).toEqual([1, 2, 'inactive'])
    expect(flow.arrived('users')).toBe(3)
  })

  test('of different people never cross', async () => {
    const people = ['ana', 'bo', 'olga']
    await signIn('bo')
    await signIn('olga')
    const asked = Array.from({ length: 30 }, (_, i) => people[i % 3] ?? '')
    const answers = await Promise.all(asked.map(as => call(listUsers, { as, query: { page_size: '60' } })))
    for (const [index, as] of asked.entries())
      expect(answers[index]?.total_records).toBe(as === 'olga' ? 50 : 60)
    const callers = flow.world.calls
      .calls()
      .flatMap(({ name, user_id }) => (name === 'users' ? [user_id] : []))
    expect(callers.sort()).toEqual(people.map(idOf).sort())
  })

  test('go on when one of two callers leaves, and stop at Zoom when the last one does', async () => {
    const hanging = flow.fault({ preset: 'hang' })
    const [one, other] = [new AbortController(), new AbortController()]
    const reads = [one, other].map(({ signal }) => call(listUsers, { signal }))
    for (const read of reads) read.catch(() => {}) // looked at below
    await expect.poll(() => hanging.struck).toBe(1)
    one.abort()
    await expect(reads[0]).rejects.toMatchObject({ name: 'AbortError' })
    expect(flow.world.calls.stats().calls.users).toBeUndefined()
    other.abort()
    await expect(reads[1]).rejects.toMatchObject({ name: 'AbortError' })
    await expect.poll(() => flow.world.calls.stats().calls.users).toEqual({ 0: 1 })
    expect((await call(listUsers)).users.length).toBeGreaterThan(0)
  })

  test('may all be left during a refresh, which goes on: its new pair is not lost', async () => {
    const { reached, open, pass } = door()
    const store = flow.open(flow.folder())
    build(
      storeWith(store, {
        async compareAndSetGrant(user_id, expected, sealed) {
          if (expected !== null) await pass() // the sign-in finds none
          return store.compareAndSetGrant(user_id, expected, sealed)
        },
      }),
    )
    await signIn('ana')
    flow.world.grants.expireAccess()
    const leaving = new AbortController()
    const read = call(listUsers, { signal: leaving.signal })
    read.catch(() => {}) // looked at below
    await reached
    leaving.abort()
    await expect(read).rejects.toMatchObject({ name: 'AbortError' })
    open()
    expect((await call(listUsers)).users.length).toBeGreaterThan(0)
    expect(flow.refreshes()).toBe(1)
  })
})
