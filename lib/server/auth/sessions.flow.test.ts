import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Flow, idOf, SECRET, startFlow, storeWith } from '@/e2e/support/flow.ts'
import { createGrants } from './grants/grants.ts'
import { createSealer } from './seal.ts'
import { createIsLive } from './session-life.ts'
import { createSessions } from './sessions.ts'

const MINUTE = 60_000
const ENV = { SESSION_IDLE_MINUTES: 60, SESSION_MAX_HOURS: 12 }
const ANA = idOf('ana')
const start = Date.now()

let flow: Flow
beforeAll(async () => {
  flow = await startFlow()
})
afterEach(() => {
  vi.restoreAllMocks()
})
afterAll(() => flow.close())

/** Sessions over a store whose clock, like ours, stands at `minutes` after the sign-in. */
async function signedIn(env: Parameters<typeof createIsLive>[0] & typeof ENV = ENV, account_id = '') {
  let now = start
  vi.spyOn(Date, 'now').mockImplementation(() => now)
  const store = storeWith(flow.open(flow.folder()), { now: async () => now })
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
  const ref = await sessions.start({ ...person, tokens })
  return {
    store,
    sessions,
    ref,
    async at(minutes: number, activity = false) {
      now = start + minutes * MINUTE
      const session = await sessions.read(ref, activity)
      await new Promise(resolve => setImmediate(resolve)) // the use is noted behind the answer
      return session !== null
    },
  }
}

describe('a session', () => {
  test.each([
    [59, true],
    [61, false],
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
})
