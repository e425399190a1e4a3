import { describe, expect, test, vi } from 'vitest'
import { flow, idOf, SECRET, serveFlow, storeWith } from '@/e2e/support/flow.ts'
import { metrics } from '../platform/metrics.ts'
import { StoreUnavailable } from '../store/store-unavailable.ts'
import { createGrants } from './grants/grants.ts'
import { createSealer } from './seal.ts'
import { createIsLive } from './session-life.ts'
import { createSessions, sessionMark } from './sessions.ts'

const MINUTE = 60_000
const ENV = { SESSION_IDLE_MINUTES: 60, SESSION_MAX_HOURS: 12 }
const ANA = idOf('ana')
const start = Date.now()

serveFlow()

/** Sessions over a store whose clock, like ours, stands at `minutes` after the sign-in. */
async function signedIn(env: Parameters<typeof createIsLive>[0] & typeof ENV = ENV, account_id = '') {
  let now = start
  vi.spyOn(Date, 'now').mockImplementation(() => now)
  let ahead = 0
  let asked = 0
  let deletions = Number.POSITIVE_INFINITY
  const touched: number[] = []
  const file = flow.open(flow.folder())
  const store = storeWith(file, {
    async now() {
      asked++
      return now - ahead * MINUTE
    },
    touchSession(ref, active_at) {
      touched.push((active_at - start) / MINUTE)
      return file.touchSession(ref, active_at)
    },
    async deleteSession(ref) {
      if (deletions-- <= 0) throw new StoreUnavailable(new Error('away'))
      return file.deleteSession(ref)
    },
  })
  const grants = createGrants(store, createSealer([SECRET]), { isLive: createIsLive(env) })
  const sessions = createSessions(store, grants, env)
  const tokens = {
    access_token: 'a',
    refresh_token: 'r',
    obtained_at: now,
    expires_at: now + MINUTE,
    scope: '',
  }
  const person = { user_id: ANA, account_id, user_name: 'Ana', user_agent: '' }
  const signIn = (who = ANA) => sessions.start({ ...person, user_id: who, tokens })
  const ref = await signIn()
  async function read(minutes: number, activity = false) {
    now = start + minutes * MINUTE
    const session = await sessions.read(ref, activity)
    await new Promise(resolve => setImmediate(resolve)) // the use is noted behind the answer
    return session
  }
  return {
    store,
    sessions,
    ref,
    read,
    signIn,
    /** When a use was noted, in minutes. */
    touched,
    /** How often the store was asked for its time. */
    asked: () => asked,
    /** Both clocks stand there from now on. */
    setMinutes(minutes: number) {
      now = start + minutes * MINUTE
    },
    /** Our clock is by so many minutes ahead of the store's. */
    runAhead(minutes: number) {
      ahead = minutes
    },
    /** The store deletes so many sessions more. */
    goAwayAfter(sessions: number) {
      deletions = sessions
    },
    at: async (minutes: number, activity = false) => (await read(minutes, activity)) !== null,
  }
}

describe('a session', () => {
  test.each([
    [59, true],
    [60, false],
  ])('that nobody has used for %i minutes lives: %s', async (minutes, lives) => {
    const { at } = await signedIn()
    expect(await at(minutes)).toBe(lives)
  })

  test('is kept alive by what a person does', async () => {
    const { at } = await signedIn()
    for (const minutes of [59, 118, 177]) expect(await at(minutes, true)).toBe(true)
    expect(await at(236)).toBe(true)
    expect(await at(238)).toBe(false)
  })

  test('is not kept alive by what goes on in the background', async () => {
    const { at } = await signedIn()
    for (let minutes = 5; minutes < 60; minutes += 5) expect(await at(minutes)).toBe(true)
    expect(await at(61)).toBe(false)
  })

  test('ends after twelve hours, whatever a person does', async () => {
    const { at } = await signedIn()
    for (let minutes = 30; minutes < 720; minutes += 30) expect(await at(minutes, true)).toBe(true)
    expect(await at(719, true)).toBe(true)
    expect(await at(720, true)).toBe(false)
  })

  test('of another account than ZOOM_ACCOUNT_ID names is none, also if it is older than that setting', async () => {
    const env = { ...ENV, ZOOM_ACCOUNT_ID: 'ours' }
    expect(await (await signedIn(env, 'ours')).at(1)).toBe(true)
    expect(await (await signedIn(env, 'theirs')).at(1)).toBe(false)
    expect(await (await signedIn(env, '')).at(1)).toBe(false)
  })

  test('that only our own clock calls over goes on, and the store is asked for its time only then', async () => {
    const { at, read, runAhead, asked } = await signedIn()
    expect(await at(59)).toBe(true)
    expect(asked()).toBe(0)
    runAhead(65)
    expect(await read(65, true)).toMatchObject({ user_id: ANA, user_name: 'Ana' })
    expect(asked()).toBe(1)
  })

  test.each([
    [60, [0.4, 0.6, 1, 1.1], [0.6, 1.1]],
    [1, [0.2, 0.3, 0.5, 0.55], [0.3, 0.55]],
  ])('of %i idle minutes is noted as used once in a while, not each time', async (minutes, uses, noted) => {
    const { read, touched } = await signedIn({ ...ENV, SESSION_IDLE_MINUTES: minutes })
    for (const use of uses) await read(use, true)
    expect(touched).toEqual(noted)
  })

  test('is answered as it is from now on', async () => {
    const { read, ref } = await signedIn()
    expect(await read(5, true)).toMatchObject({ ref, user_id: ANA, active_at: start + 5 * MINUTE })
  })
})

test('a sign-in whose pair cannot be stored leaves no session behind', async () => {
  const { sessions, store, ref, signIn } = await signedIn()
  const away = new StoreUnavailable(new Error('away'))
  vi.spyOn(store, 'getGrant').mockRejectedValueOnce(away)
  vi.spyOn(store, 'deleteSession').mockRejectedValueOnce(away)
  await expect(signIn()).rejects.toThrow(StoreUnavailable)
  await expect.poll(async () => (await sessions.list(ANA)).map(session => session.ref)).toEqual([ref])
})

describe('where one is signed in', () => {
  test('lists what is alive and nothing else', async () => {
    const { sessions, store, ref, setMinutes, signIn } = await signedIn()
    setMinutes(59)
    const second = await signIn()
    expect((await sessions.list(ANA)).map(session => session.ref)).toEqual([second, ref])
    setMinutes(61)
    expect((await sessions.list(ANA)).map(session => session.ref)).toEqual([second])
    expect(await store.listSessions(ANA)).toHaveLength(2)
  })

  test('a session is ended by its mark, which leads to nobody’s cookie, and only by its own person', async () => {
    const { sessions, store, ref, signIn } = await signedIn()
    const [second, bo] = [await signIn(), await signIn(idOf('bo'))]
    expect(sessionMark(second)).toMatch(/^[\w-]{16}$/)
    expect(second).not.toContain(sessionMark(second))
    expect(await sessions.endMarked(ANA, sessionMark(bo))).toBe(false)
    expect(await sessions.endMarked(ANA, sessionMark(second))).toBe(true)
    expect(await sessions.endMarked(ANA, sessionMark(second))).toBe(false)
    expect((await sessions.list(ANA)).map(session => session.ref)).toEqual([ref])
    expect(await sessions.list(idOf('bo'))).toHaveLength(1)
    expect(await store.getGrant(ANA)).not.toBeNull()
  })

  test('all of one person’s are ended at once, and the grant with them', async () => {
    const { sessions, store, ref, signIn } = await signedIn()
    await signIn()
    const bo = await signIn(idOf('bo'))
    await sessions.endAll({ ref, user_id: ANA })
    expect(await store.listSessions(ANA)).toEqual([])
    expect(await store.getGrant(ANA)).toBeNull()
    expect(await store.getSession(bo)).not.toBeNull()
  })

  test('of all, the one that asks for it ends last: where the store goes away half way it can ask again', async () => {
    const { sessions, store, ref, setMinutes, signIn, goAwayAfter } = await signedIn()
    setMinutes(1)
    const mine = await signIn()
    goAwayAfter(1)
    await expect(sessions.endAll({ ref: mine, user_id: ANA })).rejects.toThrow(StoreUnavailable)
    expect(await store.getSession(ref)).toBeNull()
    expect(await store.getSession(mine)).not.toBeNull()
    goAwayAfter(1)
    await sessions.endAll({ ref: mine, user_id: ANA })
    expect(await store.getSession(mine)).toBeNull()
    expect(await store.getGrant(ANA)).toBeNull()
  })

  test('a grant that is left without any session goes with all of them, too', async () => {
    const { sessions, store, ref } = await signedIn()
    await store.deleteSession(ref)
    await sessions.endAll({ ref, user_id: ANA })
    expect(await store.getGrant(ANA)).toBeNull()
  })
})

test('the operator sees how many sessions were started, and how they ended', async () => {
  metrics().registry.resetMetrics()
  const { sessions, signIn, at } = await signedIn()
  await sessions.end({ ref: await signIn(), user_id: ANA })
  await sessions.end({ ref: await signIn(), user_id: ANA }, 'replaced')
  expect(await at(60)).toBe(false)
  expect((await metrics().signIns.get()).values).toMatchObject([{ value: 3 }])
  const { values } = await metrics().sessionsEnded.get()
  expect(values.map(({ labels, value }) => [labels.reason, value])).toEqual([
    ['sign_out', 1],
    ['replaced', 1],
    ['timeout', 1],
  ])
})
