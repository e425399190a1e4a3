import { setImmediate as nextTask } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { MAIN_ACCOUNT, OTHER_ACCOUNT } from '@/e2e/sandbox/account/people.ts'
import { type Flow, idOf, SECRET, startFlow } from '@/e2e/support/flow.ts'
import { NO_QUESTION, type Question } from '@/lib/agents/question.ts'
import type { RosterAnswer } from '@/lib/agents/roster-answer.ts'
import { createGrants, type Grants } from '../auth/grants/grants.ts'
import { createSealer } from '../auth/seal.ts'
import type { SessionRecord } from '../store/session-store.ts'
import { createZoomClient, type ReadZoom } from '../zoom/client.ts'
import { callZoom, getUser } from '../zoom/endpoints.ts'
import { createRosters, type Rosters } from './rosters.ts'
import { noticeRefusals } from './sharing/refusals.ts'

const INTERVAL = 15_000
const MINUTE = 60_000

let flow: Flow
let grants: Grants
let readZoom: ReadZoom
let rosters: Rosters
beforeAll(async () => {
  flow = await startFlow()
})
beforeEach(() => {
  // Timers run as ever; walks are begun by whoever asks.
  vi.useFakeTimers({ toFake: ['Date'] })
  flow.reset()
  flow.world.change({ agents: 700 })
  build({})
})
afterEach(() => {
  rosters.stop()
  vi.useRealTimers()
})
afterAll(() => flow.close())

function build({ share = 'on' as 'on' | 'off', most_bytes = 1e9 }) {
  rosters?.stop()
  const store = flow.open(flow.folder())
  grants = createGrants(store, createSealer([SECRET]))
  const env = { ZOOM_API_URL: flow.api_url, ZOOM_REQUESTS_PER_SECOND: 10_000 }
  const client = createZoomClient(store, grants, env)
  // Without patience: what fails is told at once and not tried again.
  const impatient: ReadZoom = (read, caller) => client(read, { ...caller, patience_ms: 0 })
  // What a walk of the test before still hears is no matter of this one's.
  const read = noticeRefusals(impatient, user_id => built.forget(user_id))
  const built = createRosters(read, { ...env, ROSTER_SECONDS: 15, SHARE_ROSTER: share }, null, most_bytes)
  readZoom = read
  rosters = built
}

/** A busy machine takes its time; nothing is waited for longer than it needs. */
const until = (isSo: () => unknown) => vi.waitFor(isSo, { timeout: 15_000, interval: 20 })

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)
const agents = () => flow.world.agentsOf(MAIN_ACCOUNT)
const calls = () => flow.arrived('users')
const idsOf = (answer: RosterAnswer) => answer.users.map(({ user_id }) => user_id).sort()
const regionOf = (n: number) => [...new Set(agents().map(({ region_id }) => region_id ?? ''))][n] ?? ''

/** A browser that follows the roster and holds what it was told. */
class Tab {
  readonly #session: SessionRecord
  readonly #users = new Map<string, RosterAnswer['users'][number]>()
  #version: string | null = null
  #order: string[] = []
  resets = 0

  constructor(person: string, account_id = person === 'olga' ? OTHER_ACCOUNT : MAIN_ACCOUNT) {
    this.#session = {
      ref: `of ${person}`,
      user_id: idOf(person),
      account_id,
      user_name: person,
      user_agent: '',
      created_at: Date.now(),
      active_at: Date.now(),
      expires_at: Date.now() + 1e9,
    }
  }

  async ask({ refresh = false, every_s = null as number | null } = {}): Promise<RosterAnswer> {
    const text = await rosters.answer(this.#session, { since: this.#version, every_s, refresh })
    const answer = JSON.parse(text) as RosterAnswer
    if (answer.reset) this.#users.clear()
    if (answer.reset) this.resets++
    for (const user of answer.users) this.#users.set(user.user_id, user)
    this.#order = answer.order ?? this.#order
    this.#version = answer.version
    return answer
  }

  /** Asks for a reading and follows it to its end; what the last answer says. */
  async refresh(): Promise<RosterAnswer> {
    await this.ask({ refresh: true })
    return this.ask()
  }

  firstRows = () => rosters.firstRows(this.#session)
  firstMatches = (question: Partial<Question>) =>
    rosters.firstMatches(this.#session, { ...NO_QUESTION, ...question })
  facts = () => rosters.facts(this.#session)
  users = () => this.#order.flatMap(id => this.#users.get(id) ?? [])
  ids = () => this.users().map(({ user_id }) => user_id)
  user = (id: string) => this.#users.get(id)
}

async function open(person: string): Promise<Tab> {
  await grants.put(idOf(person), await flow.tokens(person))
  return new Tab(person)
}

/** Signed in, and told the whole roster. */
async function openWhole(person: string): Promise<Tab> {
  const tab = await open(person)
  await tab.refresh()
  return tab
}

const codeOf = (asking: Promise<unknown>) =>
  asking.then(
    () => 'answered',
    (error: { code?: string }) => error.code,
  )

describe('a roster', () => {
  test('is all agents in Zoom’s order, each as the proxy gives it, read in as few calls as there are pages', async () => {
    const ana = await open('ana')
    const answer = await ana.refresh()
    expect(answer).toMatchObject({
      total: 700,
      held: 700,
      complete: true,
      skipped: 0,
      next_in: expect.any(Number),
    })
    expect(ana.ids()).toEqual(agents().map(({ user_id }) => user_id))
    expect(ana.users()[0]).toMatchObject({
      display_name: agents()[0]?.display_name,
      status_since: { kind: 'first_read' },
    })
    expect(calls()).toBe(3)
    expect(ana.resets).toBe(1)
  })

  test('tells what has changed, and nothing else', async () => {
    const ana = await openWhole('ana')
    const [changed, renamed] = agents().slice(5)
    Object.assign(changed as object, { status_id: '4', status_name: 'Gone fishing' })
    Object.assign(renamed as object, { display_name: 'Renamed' })
    pass(INTERVAL)
    const answer = await ana.ask({ refresh: true })
    expect(idsOf(answer)).toEqual([changed?.user_id, renamed?.user_id].sort())
    expect([answer.reset, answer.order]).toEqual([false, null])
    expect(ana.user(changed?.user_id ?? '')?.status_since.kind).toBe('seen')
    expect(ana.user(renamed?.user_id ?? '')?.status_since.kind).toBe('first_read')
  })

  test('joins a reading under way or just done, and is read by itself when its time has come', async () => {
    const ana = await openWhole('ana')
    await Promise.all([ana.ask({ refresh: true }), ana.ask({ refresh: true })])
    expect(calls()).toBe(3)
    pass(2_000)
    await Promise.all([ana.ask({ refresh: true }), ana.ask({ refresh: true })])
    expect(calls()).toBe(6)
    pass(INTERVAL)
    await ana.ask()
    await until(() => expect(calls()).toBe(9))
  })

  test('is read once for a tab that wants no more', async () => {
    const ana = await open('ana')
    await until(async () => expect((await ana.ask({ every_s: 0 })).complete).toBe(true))
    pass(INTERVAL)
    const answer = await ana.ask({ every_s: 0 })
    expect([answer.next_in, calls()]).toEqual([null, 3])
  })

  test('loses an agent when two whole walks do not bring it', async () => {
    const ana = await openWhole('ana')
    const gone = agents()[10]?.user_id ?? ''
    flow.world.remove(MAIN_ACCOUNT, gone)
    pass(INTERVAL)
    await ana.refresh()
    expect(ana.ids()).toContain(gone)
    pass(INTERVAL)
    await ana.refresh()
    expect(ana.ids()).not.toContain(gone)
    expect(ana.ids()).toHaveLength(699)
  })

  test.each(['both', 'active'] as const)(
    'holds the inactive where Zoom’s list without a filter holds %s',
    async omitted_access => {
      flow.world.change({ omitted_access })
      const ana = await openWhole('ana')
      expect(ana.ids().toSorted()).toEqual(
        agents()
          .map(({ user_id }) => user_id)
          .toSorted(),
      )
      expect(await ana.ask()).toMatchObject({ total: 700, held: 700, complete: true })
      expect(calls()).toBe(omitted_access === 'both' ? 3 : 4)
    },
  )

  test('stays whole while the list moves under every walk', async () => {
    const ana = await openWhole('ana')
    flow.fault({ preset: 'drifting' })
    for (let n = 0; n < 4; n++) {
      pass(INTERVAL)
      const answer = await ana.refresh()
      expect(answer).toMatchObject({ held: 700, complete: true })
    }
    expect(ana.ids()).toHaveLength(700)
  })

  test.each(['token_loop', 'fresh_token_loop', 'endless_pages'])(
    '(%s) ends, and is not complete',
    async preset => {
      flow.fault({ preset })
      const ana = await open('ana')
      await ana.ask({ refresh: true })
      await until(async () => expect((await ana.ask()).next_in).toBeGreaterThan(900))
      expect((await ana.ask()).complete).toBe(false)
      expect(calls()).toBeLessThan(110)
    },
  )
})

describe('trouble of Zoom’s', () => {
  test.each([
    ['rate_limited', 'rate_limited'],
    ['rate_limited_bare', 'rate_limited'],
    ['rate_limited_4001', 'rate_limited'],
    ['rate_limited_daily', 'rate_limited'],
    ['rate_limited_nonsense', 'rate_limited'],
    ['rate_limited_concurrent', 'rate_limited'],
    ['server_error', 'unavailable'],
    ['edge_error', 'unavailable'],
    ['reset_before', 'unavailable'],
    ['html_200', 'zoom_invalid'],
    ['page_token_expired', 'page_expired'],
  ])('(%s) costs age, never rows, and heals', async (preset, code) => {
    const ana = await openWhole('ana')
    const { read_at } = await ana.ask()
    Object.assign(agents()[0] as object, { display_name: 'Read before it broke off' })
    flow.fault({ preset, path: 'users.*next_page_token', times: 2 })
    pass(INTERVAL)
    const during = await ana.refresh()
    expect(during).toMatchObject({ held: 700, complete: true, reset: false, trouble: { code } })
    expect(Date.parse(during.read_at ?? '')).toBe(Date.parse(read_at ?? ''))
    expect(ana.users()[0]?.display_name).toBe('Read before it broke off')
    flow.world.faults.clear()
    pass(MINUTE)
    const after = await ana.refresh()
    expect(after.trouble).toBeUndefined()
    expect(Date.parse(after.read_at ?? '')).toBe(Date.now())
    expect(ana.resets).toBe(1)
  })

  test('is the answer where nothing is held', async () => {
    const ana = await open('ana')
    flow.fault({ preset: 'unavailable_503', times: null })
    expect(await codeOf(ana.ask())).toBe('unavailable')
    flow.world.faults.clear()
    pass(MINUTE)
    expect(await ana.refresh()).toMatchObject({ held: 700 })
  })

  test('for twenty minutes leaves everybody what they hold', async () => {
    const [ana, bo] = [await openWhole('ana'), await openWhole('bo')]
    flow.fault({ preset: 'unavailable_503', times: null })
    for (let n = 0; n < 20; n++) {
      pass(MINUTE)
      for (const tab of [ana, bo])
        expect(await tab.ask({ refresh: true })).toMatchObject({ held: 700, reset: false })
    }
    flow.world.faults.clear()
    pass(MINUTE)
    for (const tab of [ana, bo]) {
      await tab.refresh()
      expect([tab.resets, tab.ids().length]).toEqual([1, 700])
    }
  })
})

describe('the reader', () => {
  test('whose grant dies is followed by another viewer, without a reset', async () => {
    const [ana, bo] = [await openWhole('ana'), await openWhole('bo')]
    flow.world.grants.kill(idOf('ana'))
    Object.assign(agents()[400] as object, { display_name: 'Read by Bo' })
    pass(INTERVAL)
    const answer = await bo.ask({ refresh: true })
    expect(idsOf(answer)).toEqual([agents()[400]?.user_id])
    expect(answer.trouble).toBeUndefined()
    expect(await codeOf(ana.ask())).toBe('sign_in_again')
    expect([bo.resets, bo.ids().length]).toEqual([1, 700])
  })

  test('that Zoom refuses in the middle of a walk is followed at once', async () => {
    const [ana, bo] = [await openWhole('ana'), await openWhole('bo')]
    flow.fault({ preset: 'forbidden', path: 'users.*next_page_token' })
    pass(INTERVAL)
    const answer = await bo.refresh()
    expect(answer).toMatchObject({ held: 700, complete: true })
    expect(answer.trouble).toBeUndefined()
    expect(Date.parse(answer.read_at ?? '')).toBe(Date.now())
    await ana.ask() // a new check has passed
    expect([ana.resets, bo.resets]).toEqual([1, 1])
  })

  test('without the right is told so, and others are not', async () => {
    const noel = await open('noel')
    expect(await codeOf(noel.ask())).toBe('not_permitted')
    flow.world.change({ scopes: { kim: ['user:read:user:admin'] } })
    const kim = await open('kim')
    expect(await codeOf(kim.ask())).toBe('scope_missing')
    const ana = await openWhole('ana')
    expect(ana.ids()).toHaveLength(700)
    for (const [tab, code] of [
      [noel, 'not_permitted'],
      [kim, 'scope_missing'],
    ] as const)
      expect(await codeOf(tab.ask())).toBe(code)
  })

  test('stops when nobody has asked for a minute', async () => {
    const ana = await openWhole('ana')
    pass(MINUTE)
    expect(calls()).toBe(3)
    await ana.ask()
    await until(() => expect(calls()).toBe(6))
  })
})

describe('sharing', () => {
  test('costs one call for each further person who sees the same', async () => {
    const ana = await openWhole('ana')
    const others = [await open('bo'), await open('load-1'), await open('load-2')]
    for (const tab of others) {
      const answer = await tab.ask()
      expect(answer).toMatchObject({ held: 700, complete: true })
      expect(tab.ids()).toEqual(ana.ids())
    }
    expect(calls()).toBe(3 + 3)
  })

  test('begins with the first page, for twenty who come at once to a cold server', async () => {
    const tabs = await Promise.all(Array.from({ length: 20 }, (_, n) => open(`load-${n + 1}`)))
    await Promise.all(tabs.map(tab => tab.ask()))
    await Promise.all(tabs.map(tab => tab.refresh()))
    expect(new Set(tabs.map(tab => tab.ids().join())).size).toBe(1)
    expect(calls()).toBe(3 + 19)
  })

  test('goes on when the first to come at once is refused', async () => {
    const tabs = await Promise.all(['noel', 'load-1', 'load-2', 'load-3'].map(open))
    const codes = await Promise.all(tabs.map(tab => codeOf(tab.ask())))
    expect(codes).toEqual(['not_permitted', 'answered', 'answered', 'answered'])
    const [, ...others] = tabs
    await Promise.all(others.map(tab => tab.refresh()))
    expect(calls()).toBeLessThanOrEqual(2 + 3 + 3)
  })

  const sights = {
    'fewer agents': () => ({ region_ids: [regionOf(1)] }),
    'one agent less': () => ({ without_ids: [agents()[650]?.user_id ?? ''] }),
    'fewer fields': () => ({ without_fields: ['user_email'] }),
    'no statuses': () => ({
      without_fields: ['status_id', 'status_name', 'sub_status_id', 'sub_status_name'],
    }),
  }
  test.each(Object.entries(sights))(
    'never gives a person with %s what their own grant does not',
    async (_what, sight) => {
      for (const order of [
        ['ana', 'bo'],
        ['bo', 'ana'],
      ]) {
        build({})
        flow.world.change({ sights: { bo: sight() } })
        const tabs: Record<string, Tab> = {}
        for (const key of order) tabs[key] = await openWhole(key)
        const { region_ids, without_ids, without_fields } = {
          region_ids: undefined,
          without_ids: undefined,
          without_fields: undefined,
          ...sight(),
        } as Record<string, string[] | undefined>
        const mine = agents().filter(
          ({ user_id, region_id }) =>
            (!region_ids || region_ids.includes(region_id ?? '')) && !without_ids?.includes(user_id),
        )
        expect(tabs.bo?.ids().toSorted()).toEqual(mine.map(({ user_id }) => user_id).toSorted())
        for (const user of tabs.bo?.users() ?? [])
          for (const field of without_fields ?? []) expect(user).not.toHaveProperty(field)
        expect(tabs.ana?.ids()).toHaveLength(700)
        expect(tabs.ana?.users().some(user => user.user_email)).toBe(true)
      }
    },
  )

  test('has to be proven anew after each sign-in', async () => {
    await openWhole('ana')
    expect((await openWhole('bo')).ids()).toHaveLength(700)
    flow.world.change({ sights: { bo: { region_ids: [regionOf(1)] } } })
    pass(1_000)
    const again = await openWhole('bo')
    expect(again.ids()).not.toHaveLength(0)
    expect(again.users().every(({ region_id }) => region_id === regionOf(1))).toBe(true)
  })

  test('has to be proven by a session of another account, though its person has shown the sight of one', async () => {
    const other = new Tab('bo', OTHER_ACCOUNT)
    await openWhole('bo')
    const before = calls()
    await other.ask()
    expect(calls()).toBeGreaterThan(before)
  })

  test('of the inactive needs their own proof where Zoom gives them apart', async () => {
    flow.world.change({ omitted_access: 'active' })
    await openWhole('ana')
    const inactive = agents().find(({ user_access }) => user_access === 'inactive')?.user_id ?? ''
    flow.world.change({ sights: { bo: { without_ids: [inactive] } } })
    const bo = await openWhole('bo')
    expect(bo.ids()).toHaveLength(699)
    expect(bo.ids()).not.toContain(inactive)
  })

  test('is for one account', async () => {
    await openWhole('ana')
    const olga = await openWhole('olga')
    expect(olga.ids()).toHaveLength(50)
  })

  test('can be switched off', async () => {
    build({ share: 'off' })
    await openWhole('ana')
    await openWhole('bo')
    expect(calls()).toBe(6)
  })

  test('puts twenty people of another sight than the first one’s together', async () => {
    flow.world.change({ sights: { kim: { region_ids: [regionOf(1)] } } })
    await openWhole('kim')
    const before = calls()
    const tabs = await Promise.all(Array.from({ length: 20 }, (_, n) => open(`load-${n + 1}`)))
    await Promise.all(tabs.map(tab => tab.ask()))
    await Promise.all(tabs.map(tab => tab.refresh()))
    expect(calls() - before).toBe(20 + 3)
  })

  test('comes back after the next walk for whoever differed by a change between two readings', async () => {
    const ana = await openWhole('ana')
    Object.assign(agents()[0] as object, { display_name: 'Changed in between' })
    const bo = await openWhole('bo')
    const apart = calls()
    pass(INTERVAL)
    await ana.refresh()
    await bo.ask()
    pass(3_000)
    await until(async () => {
      await bo.ask()
      expect(bo.resets).toBe(2)
    })
    pass(INTERVAL)
    await ana.refresh()
    await bo.ask()
    expect(apart).toBe(3 + 1 + 3)
    expect(bo.ids()).toEqual(ana.ids())
  })

  test('gives whoever is alone the counts of their own sight, and the others theirs', async () => {
    flow.world.change({ sights: { bo: { region_ids: [regionOf(0)] } } })
    for (const person of ['ana', 'bo']) await openWhole(person)
    const sumsOf = async (person: string) => {
      const { history = [] } = await new Tab(person).ask()
      return history.map(({ counts }) => Object.values(counts).reduce((sum, count) => sum + count, 0))
    }
    const inRegion = agents().filter(({ region_id }) => region_id === regionOf(0)).length
    expect(inRegion).toBeLessThan(700)
    expect(await sumsOf('ana')).toEqual([700])
    expect(await sumsOf('bo')).toEqual([inRegion])
  })

  test('ends within ten minutes for whoever’s rights were narrowed', async () => {
    const [ana, bo] = [await openWhole('ana'), await openWhole('bo')]
    flow.world.change({ sights: { bo: { region_ids: [regionOf(1)] } } })
    for (let at = 0; at < 10 * MINUTE + INTERVAL; at += INTERVAL) {
      pass(INTERVAL)
      await Promise.all([ana.refresh(), bo.refresh()])
    }
    const mine = agents().filter(({ region_id }) => region_id === regionOf(1))
    await until(async () => {
      await bo.refresh()
      expect(bo.ids().toSorted()).toEqual(mine.map(({ user_id }) => user_id).toSorted())
    })
    expect([ana.ids().length, ana.resets]).toEqual([700, 1])
  })

  test('ends at once after a refusal, until a check has passed', async () => {
    const [ana, bo] = [await openWhole('ana'), await openWhole('bo')]
    flow.world.change({ sights: { bo: { region_ids: [regionOf(1)] } } })
    flow.fault({ preset: 'forbidden', path: 'user' })
    const caller = {
      user_id: idOf('bo'),
      priority: 'waited_for',
      patience_ms: 0,
      signal: new AbortController().signal,
    } as const
    const userId = agents()[0]?.user_id
    expect(await codeOf(callZoom(readZoom, getUser, { query: {}, userId, caller }))).toBe('not_permitted')
    const answer = await bo.ask()
    expect(answer.reset).toBe(true)
    expect(bo.users().every(({ region_id }) => region_id === regionOf(1))).toBe(true)
    flow.fault({ preset: 'unavailable_503', times: null })
    rosters.forget(idOf('ana'))
    expect(await codeOf(ana.ask())).toBe('unavailable')
  })

  test('is read no further with the grant of somebody who signs in anew meanwhile, but with that of another', async () => {
    const [ana, bo] = [await openWhole('ana'), await openWhole('bo')]
    flow.world.change({ latency_ms: 50 })
    pass(INTERVAL)
    const before = calls()
    const walked = bo.ask({ refresh: true })
    await until(() => expect(calls()).toBeGreaterThan(before))
    rosters.forget(idOf('ana'))
    await walked
    const readers = flow.world.calls
      .calls()
      .filter(({ name }) => name === 'users')
      .slice(before)
      .map(({ user_id }) => user_id)
    expect(readers).toEqual([idOf('ana'), idOf('bo'), idOf('bo'), idOf('bo')])
    expect(bo.resets).toBe(1)
    flow.world.change({ latency_ms: 0 })
    expect((await ana.refresh()).users).toEqual(expect.any(Array))
  })

  test('asks everybody again when a total falls or a field vanishes', async () => {
    const [ana, bo] = [await openWhole('ana'), await openWhole('bo')]
    const before = calls()
    flow.world.change({ sights: { ana: { without_fields: ['user_email'] } } })
    pass(INTERVAL)
    await ana.refresh()
    await bo.refresh()
    expect(calls() - before).toBeGreaterThan(3)
    expect(ana.users().some(({ user_email }) => user_email)).toBe(false)
    expect(
      bo
        .users()
        .every(
          ({ user_id, user_email }) =>
            user_email === agents().find(one => one.user_id === user_id)?.user_email,
        ),
    ).toBe(true)
  })

  /** What this person's own grant has asked for the list. */
  const askedBy = (person: string) =>
    flow.world.calls.calls().filter(({ user_id, name }) => name === 'users' && user_id === idOf(person))

  /** Two who look at one roster for just under eight minutes. */
  async function lookForLong() {
    const [ana, bo] = [await openWhole('ana'), await openWhole('bo')]
    for (let n = 0; n < 15; n++) {
      pass(MINUTE / 2)
      await ana.refresh()
      await bo.ask()
    }
    expect(askedBy('bo')).toHaveLength(1)
    pass(MINUTE / 2)
    return { ana, bo }
  }

  test('is checked again after eight minutes, with one more page', async () => {
    const { bo } = await lookForLong()
    await bo.ask()
    await until(() => expect(askedBy('bo')).toHaveLength(3))
    expect(askedBy('bo')[2]?.path).toContain('next_page_token')
  })

  test('is checked by the first page alone where the place in the list has expired', async () => {
    const { ana, bo } = await lookForLong()
    await ana.refresh()
    flow.fault({ preset: 'page_token_expired', path: 'users.*next_page_token' })
    await bo.ask()
    await until(() => expect(askedBy('bo')).toHaveLength(3))
    // One that fails would be tried again by now.
    pass(INTERVAL)
    await bo.ask()
    await ana.refresh()
    expect([bo.resets, askedBy('bo').length]).toEqual([1, 3])
  })

  test('outlasts one difference, which a change between two readings may explain', async () => {
    const { ana, bo } = await lookForLong()
    await ana.refresh()
    Object.assign(agents()[0] as object, { display_name: 'Changed in between' })
    await bo.ask()
    await until(() => expect(askedBy('bo')).toHaveLength(3))
    pass(INTERVAL)
    await ana.refresh()
    await bo.ask()
    await until(() => expect(askedBy('bo')).toHaveLength(5))
    await bo.ask()
    expect([bo.resets, bo.users()[0]?.display_name]).toEqual([1, 'Changed in between'])
  })

  test('is shown by the reader’s own walk, also where the total has fallen', async () => {
    const ana = await openWhole('ana')
    flow.world.remove(MAIN_ACCOUNT, agents()[10]?.user_id ?? '')
    pass(INTERVAL)
    await ana.refresh()
    await ana.ask()
    expect([calls(), ana.resets]).toEqual([6, 1])
  })

  test('is checked once more where Zoom refuses the person something meanwhile', async () => {
    await openWhole('ana')
    const bo = await open('bo')
    flow.world.change({ latency_ms: 50 })
    const asking = bo.ask()
    await until(() => expect(askedBy('bo')).toHaveLength(1))
    rosters.forget(idOf('bo'))
    await asking
    expect(askedBy('bo')).toHaveLength(2)
  })
})

describe('the first rows', () => {
  test('are 300 of a fresh roster, for nothing, and the rest follows', async () => {
    const ana = await open('ana')
    expect(await ana.firstRows()).toBeNull()
    await ana.refresh()
    const before = calls()
    const first = JSON.parse((await ana.firstRows()) ?? '') as RosterAnswer
    expect(first).toMatchObject({
      total: 700,
      held: 700,
      complete: true,
      reset: true,
      order: null,
      read_at: expect.any(String),
    })
    expect(first.users.map(({ user_id }) => user_id)).toEqual(ana.ids().slice(0, 300))
    expect(calls()).toBe(before)
    const text = await rosters.answer(
      { user_id: idOf('ana'), account_id: MAIN_ACCOUNT, created_at: 0 } as SessionRecord,
      { since: first.version, every_s: null, refresh: false },
    )
    expect(JSON.parse(text)).toMatchObject({ reset: false, users: { length: 700 }, order: { length: 700 } })
  })

  test('are nobody’s who has not shown to see them, and none that are older than two intervals', async () => {
    const ana = await openWhole('ana')
    expect(await (await open('bo')).firstRows()).toBeNull()
    pass(2 * INTERVAL)
    expect(await ana.firstRows()).not.toBeNull()
    pass(1)
    expect(await ana.firstRows()).toBeNull()
  })
})

describe('the first matches', () => {
  const few = () => ({ region: regionOf(1), access: 'inactive' }) as const
  const idsOfFew = () =>
    agents().flatMap(({ user_id, region_id, user_access }) =>
      region_id === regionOf(1) && user_access === 'inactive' ? user_id : [],
    )

  test('are all whom a question finds in a fresh roster, for nothing', async () => {
    const ana = await open('ana')
    expect(await ana.firstMatches(few())).toBeNull()
    await ana.refresh()
    const before = calls()
    const page = await ana.firstMatches(few())
    expect(page?.users.map(({ user_id }) => user_id)).toEqual(idsOfFew())
    expect(idsOfFew()).not.toHaveLength(0)
    expect(calls()).toBe(before)
    pass(2 * INTERVAL + 1)
    expect(await ana.firstMatches(few())).toBeNull()
  })

  test('are left to Zoom where they fill more than a page, or a search finds nobody', async () => {
    const ana = await openWhole('ana')
    expect(await ana.firstMatches({})).toBeNull()
    expect(await ana.firstMatches({ search: 'nobody of that name' })).toBeNull()
    expect(await ana.firstMatches({ region: 'of nobody' })).toMatchObject({ users: [] })
  })

  test('are nobody’s who has not shown to see them, or whom Zoom refuses something meanwhile', async () => {
    const ana = await openWhole('ana')
    expect(await (await open('bo')).firstMatches(few())).toBeNull()
    expect(await ana.firstMatches(few())).not.toBeNull()
    const found = ana.firstMatches(few())
    await nextTask() // some are read already
    rosters.forget(idOf('ana'))
    expect(await found).toBeNull()
  })
})

describe('an event of Zoom’s', () => {
  const tell = (user_id: string, at: number, account_id = MAIN_ACCOUNT) =>
    rosters.tell({
      account_id,
      change: { user_id, at, status: JSON.stringify({ status_id: '3', status_name: 'Occupied' }) },
    })

  test('reaches all viewers of its account with its moment', async () => {
    const ana = await openWhole('ana')
    const id = agents()[3]?.user_id ?? ''
    pass(5_000)
    const moment = Date.now() - 1_000
    await tell(id, moment, OTHER_ACCOUNT)
    expect((await ana.ask()).users).toEqual([])
    await tell(id, moment)
    const { users } = await ana.ask()
    expect(users).toMatchObject([
      {
        user_id: id,
        status_name: 'Occupied',
        status_since: { at: new Date(moment).toISOString(), kind: 'event' },
      },
    ])
  })

  test('that somebody came or went is a reason to read as soon as the interval allows, while somebody looks', async () => {
    const ana = await openWhole('ana')
    const people = async () => {
      await rosters.tell({ account_id: MAIN_ACCOUNT, change: 'people' })
      await flow.tokens('kim') // a call that began before has arrived by then
    }
    pass(INTERVAL - 1)
    await people()
    expect(calls()).toBe(3)
    pass(1)
    await people()
    await until(() => expect(calls()).toBe(6))
    pass(MINUTE)
    await people()
    expect(calls()).toBe(6)
    await ana.ask()
    await until(() => expect(calls()).toBe(9))
  })

  test('lets walks be four times as far apart while they find nothing that was not told', async () => {
    const ana = await openWhole('ana')
    const told = agents()[3]
    Object.assign(told as object, {
      status_id: '3',
      status_name: 'Occupied',
      sub_status_id: undefined,
      sub_status_name: undefined,
    })
    pass(5_000)
    await tell(told?.user_id ?? '', Date.now())
    pass(10_000)
    await ana.refresh()
    const before = calls()
    for (const seconds of [15, 30, 45]) {
      pass(INTERVAL)
      await ana.ask()
      expect(calls(), `${seconds} s later`).toBe(before)
    }
    pass(INTERVAL)
    await ana.ask()
    await until(() => expect(calls()).toBe(before + 3))
  })
})

describe('memory', () => {
  test('beyond the bound is taken from whom nobody looks at, and is refused otherwise', async () => {
    build({ share: 'off', most_bytes: 1_500_000 })
    const ana = await openWhole('ana')
    expect(ana.ids()).toHaveLength(700)
    const bo = await open('bo')
    await bo.refresh()
    expect((await bo.ask()).complete).toBe(false)
    expect((await bo.ask()).trouble?.code).toBe('unavailable')
    expect(ana.ids()).toHaveLength(700)
    pass(2 * MINUTE)
    await bo.refresh()
    expect(await bo.ask()).toMatchObject({ complete: true, held: 700 })
    expect((await ana.ask()).reset).toBe(true)
  })
})

describe('what is told of how it stands', () => {
  test('is how many agents are held, how old the oldest page is and how often it is read, without a call', async () => {
    const ana = await openWhole('ana')
    const { read_at } = await ana.ask()
    const before = calls()
    pass(7_000)
    expect(await ana.facts()).toEqual({
      held: 700,
      total: 700,
      complete: true,
      read_at,
      every_s: 15,
      is_relaxed: false,
      others: 0,
      is_apart: false,
      trouble: null,
    })
    expect(calls()).toBe(before)
    pass(MINUTE)
    expect((await ana.facts())?.every_s).toBeNull() // nobody looks any more
    await ana.ask({ every_s: 30 })
    expect((await ana.facts())?.every_s).toBe(30)
  })

  test('is nothing to a person who has shown nothing, or whom Zoom has refused something since', async () => {
    const ana = await openWhole('ana')
    const bo = await open('bo')
    expect(await bo.facts()).toBeNull()
    await bo.ask()
    expect(await bo.facts()).toMatchObject({ held: 700, others: 1 })
    rosters.forget(idOf('bo'))
    expect(await bo.facts()).toBeNull()
    expect(await ana.facts()).toMatchObject({ held: 700, others: 0 })
  })

  test('is how many others look at the same roster now, and whether somebody looks at another', async () => {
    flow.world.change({ sights: { kim: { region_ids: [regionOf(1)] } } })
    const [ana, bo] = [await openWhole('ana'), await openWhole('bo')]
    expect(await ana.facts()).toMatchObject({ others: 1, is_apart: false })
    const kim = await openWhole('kim')
    expect(await ana.facts()).toMatchObject({ held: 700, others: 1, is_apart: true })
    expect(await kim.facts()).toMatchObject({ held: kim.ids().length, others: 0, is_apart: true })
    expect(kim.ids().length).toBeLessThan(700)
    pass(MINUTE)
    await bo.ask()
    expect(await bo.facts()).toMatchObject({ others: 0, is_apart: false })
  })

  test('is nobody else where nothing may be shared', async () => {
    build({ share: 'off' })
    const ana = await openWhole('ana')
    await openWhole('bo')
    expect(await ana.facts()).toMatchObject({ held: 700, others: 0, is_apart: false })
  })

  test('is why reading fails', async () => {
    const ana = await openWhole('ana')
    flow.fault({ preset: 'unavailable_503', times: null })
    pass(INTERVAL)
    await ana.refresh()
    expect(await ana.facts()).toMatchObject({ held: 700, trouble: expect.stringContaining('Zoom') })
  })
})
