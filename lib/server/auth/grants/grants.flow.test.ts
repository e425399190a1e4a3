import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { door, expired, flow, idOf, SECRET, serveFlow, storeWith } from '@/e2e/support/flow.ts'
import type { Store } from '../../store/store.ts'
import { StoreUnavailable } from '../../store/store-unavailable.ts'
import type { Tokens } from '../../zoom/oauth.ts'
import { createSealer } from '../seal.ts'
import { createGrants } from './grants.ts'

const ANA = idOf('ana')

let data_dir: string
let store: Store
serveFlow()
beforeEach(() => {
  data_dir = flow.folder()
  store = flow.open(data_dir)
})
afterEach(() => {
  vi.useRealTimers()
})

const grantsOver = (over: Store, secret = SECRET) => createGrants(over, createSealer([secret]))
/** It remembers nothing of what has failed. */
const anotherProcess = () => grantsOver(flow.open(data_dir))

/** Ana has signed in, and an hour has passed since. */
async function anaExpired(): Promise<Tokens> {
  const tokens = await flow.tokens('ana')
  await grantsOver(store).put(ANA, expired(tokens))
  return tokens
}

const works = async (access_token: string) => (await flow.get('users/me', access_token)).status === 200

describe('a pair of tokens', () => {
  test('is used as it is while it lasts', async () => {
    const grants = grantsOver(store)
    const tokens = await flow.tokens('ana')
    await grants.put(ANA, tokens)
    expect((await grants.get(ANA)).tokens).toEqual(tokens)
    expect(flow.refreshes()).toBe(0)
  })

  test('is refreshed once for fifty who ask at its expiry, and all of them get the new one', async () => {
    let locks = 0
    const grants = grantsOver(
      storeWith(store, {
        acquireLock(...lock) {
          if (lock[0] === `refresh:${ANA}`) locks++
          return store.acquireLock(...lock)
        },
      }),
    )
    await anaExpired()
    const got = await Promise.all(Array.from({ length: 50 }, () => grants.get(ANA)))
    expect([flow.refreshes(), locks]).toEqual([1, 1])
    expect(new Set(got.map(({ tokens }) => tokens.access_token)).size).toBe(1)
    expect(await works(got[0]?.tokens.access_token ?? '')).toBe(true)
    expect(await grants.get(ANA)).toEqual(got[0])
  })

  test('is refreshed once for two instances that share a store', async () => {
    const instances = [grantsOver(store), grantsOver(flow.open(data_dir))]
    await anaExpired()
    const got = await Promise.all(
      Array.from({ length: 20 }, (_, i) => (instances[i % 2] as (typeof instances)[0]).get(ANA)),
    )
    expect(flow.refreshes()).toBe(1)
    expect(new Set(got.map(({ tokens }) => tokens.access_token)).size).toBe(1)
    expect(await works(got[0]?.tokens.access_token ?? '')).toBe(true)
  })

  test('is looked at again under the lock: another instance may have been quicker', async () => {
    const quicker = grantsOver(flow.open(data_dir))
    const grants = grantsOver(
      storeWith(store, {
        async acquireLock(...lock) {
          await quicker.get(ANA)
          return store.acquireLock(...lock)
        },
      }),
    )
    await anaExpired()
    expect(await grants.get(ANA)).toEqual(await quicker.get(ANA))
    expect(flow.refreshes()).toBe(1)
  })

  test('is refreshed for each person on their own', async () => {
    const grants = grantsOver(store)
    for (const person of ['ana', 'bo']) await grants.put(idOf(person), expired(await flow.tokens(person)))
    const [ana, bo] = await Promise.all([grants.get(ANA), grants.get(idOf('bo'))])
    expect(flow.refreshes()).toBe(2)
    const ids = await Promise.all([ana, bo].map(({ tokens }) => flow.get('users/me', tokens.access_token)))
    expect(ids.map(({ body }) => body.id)).toEqual([ANA, idOf('bo')])
  })

  test('is replaced in its last minute, and nobody waits for that', async () => {
    const grants = grantsOver(store)
    const tokens = await flow.tokens('ana')
    await grants.put(ANA, { ...expired(tokens), expires_at: Date.now() + 19_000 })
    const { reached, open, pass } = door()
    const hanging = grantsOver(
      storeWith(store, { acquireLock: (...lock) => pass().then(() => store.acquireLock(...lock)) }),
    )
    for (let i = 0; i < 5; i++) expect((await hanging.get(ANA)).tokens.access_token).toBe(tokens.access_token)
    await reached
    open()
    await hanging.settled()
    expect((await hanging.get(ANA)).tokens.access_token).not.toBe(tokens.access_token)
    expect(flow.refreshes()).toBe(1)
  })

  test('is still used while replacing it in its last minute fails', async () => {
    const grants = grantsOver(store)
    const tokens = await flow.tokens('ana')
    await grants.put(ANA, { ...expired(tokens), expires_at: Date.now() + 50_000 })
    flow.fault({ preset: 'token_edge_error' })
    expect((await grants.get(ANA)).tokens.access_token).toBe(tokens.access_token)
    await grants.settled()
    expect((await grants.get(ANA)).tokens.access_token).toBe(tokens.access_token)
    expect(flow.refreshes()).toBe(1)
  })

  test('that somebody has renewed already is not renewed again', async () => {
    const grants = grantsOver(store)
    await grantsOver(store).put(ANA, await flow.tokens('ana'))
    const { version } = await grants.get(ANA)
    const renewed = await Promise.all([grants.renew(ANA, version), grants.renew(ANA, version)])
    expect(await grants.renew(ANA, version)).toEqual(renewed[0])
    expect(flow.refreshes()).toBe(1)
    expect(renewed[0]?.version).not.toBe(version)
  })

  test('is refreshed by another when the one that held the lock has died', async () => {
    const grants = grantsOver(store)
    await anaExpired()
    await store.acquireLock(`refresh:${ANA}`, 'an instance that died', 200)
    expect(await works((await grants.get(ANA)).tokens.access_token)).toBe(true)
  })

  test('is on the disk before it is used', async () => {
    const grants = grantsOver(store)
    await anaExpired()
    const { tokens, version } = await grants.get(ANA)
    expect(await grantsOver(flow.open(data_dir)).get(ANA)).toEqual({ tokens, version })
    const record = await store.getGrant(ANA)
    expect(record?.sealed).not.toContain('CANARY')
  })

  test('is nobody else’s: without one there is only a new sign-in', async () => {
    await expect(grantsOver(store).get(ANA)).rejects.toMatchObject({ code: 'sign_in_again' })
  })

  test('sealed with a secret that is gone asks for a new sign-in and is not thrown away', async () => {
    await grantsOver(store, `${SECRET}-of-another-day`).put(ANA, await flow.tokens('ana'))
    await expect(grantsOver(store).get(ANA)).rejects.toMatchObject({ code: 'sign_in_again' })
    expect(await store.getGrant(ANA)).not.toBeNull()
  })

  test('names its scopes without being refreshed', async () => {
    const grants = grantsOver(store)
    await anaExpired()
    expect(await grants.scopes(ANA)).toContain('contact_center:read:list_users:admin')
    expect(flow.refreshes()).toBe(0)
  })
})

describe('a refusal of the grant', () => {
  test.each(['invalid_grant', 'invalid_grant_as_request', 'invalid_grant_bare', 'invalid_grant_401'])(
    '(%s) ends it, and Zoom is not asked again',
    async preset => {
      const grants = grantsOver(store)
      await anaExpired()
      flow.fault({ preset })
      await expect(grants.get(ANA)).rejects.toMatchObject({ code: 'sign_in_again', status: 401 })
      expect(await store.getGrant(ANA)).toBeNull()
      await expect(grants.get(ANA)).rejects.toMatchObject({ code: 'sign_in_again' })
      expect(flow.refreshes()).toBe(1)
    },
  )

  test('reaches all who wait for the refresh', async () => {
    const grants = grantsOver(store)
    await anaExpired()
    flow.world.grants.kill(ANA)
    const all = await Promise.allSettled(Array.from({ length: 10 }, () => grants.get(ANA)))
    for (const each of all) expect(each).toMatchObject({ reason: { code: 'sign_in_again' } })
    expect(flow.refreshes()).toBe(1)
  })

  test('is not believed when a sign-in has replaced the pair meanwhile', async () => {
    let newer: Tokens | undefined
    const grants = grantsOver(
      storeWith(store, {
        // The refusal is here, and right now the second browser's sign-in is stored.
        async deleteGrant(user_id, expected) {
          if (newer) await grantsOver(store).put(ANA, newer)
          return store.deleteGrant(user_id, expected)
        },
      }),
    )
    await anaExpired()
    newer = await flow.tokens('ana')
    expect((await grants.get(ANA)).tokens).toEqual(newer)
    expect((await grantsOver(store).get(ANA)).tokens).toEqual(newer)
    expect(await works(newer.access_token)).toBe(true)
  })
})

describe('somebody acts during a refresh', () => {
  /** Grants whose refresh has rotated the pair at Zoom and now stands before the store. */
  async function refreshing() {
    const { reached, open, pass } = door()
    const grants = grantsOver(
      storeWith(store, {
        async compareAndSetGrant(...write) {
          await pass()
          return store.compareAndSetGrant(...write)
        },
      }),
    )
    await anaExpired()
    const got = grants.get(ANA)
    got.catch(() => {}) // looked at below
    await reached
    return { grants, got, open }
  }

  test('a new sign-in wins', async () => {
    const { grants, got, open } = await refreshing()
    const newer = await flow.tokens('ana')
    await grantsOver(store).put(ANA, newer)
    open()
    expect((await got).tokens).toEqual(newer)
    expect((await grants.get(ANA)).tokens).toEqual(newer)
    expect(await works(newer.access_token)).toBe(true)
  })

  test('a sign-out wins, and what Zoom has just issued is revoked', async () => {
    const { grants, got, open } = await refreshing()
    await grants.endIfUnused(ANA)
    expect(await store.getGrant(ANA)).toBeNull()
    open()
    await expect(got).rejects.toMatchObject({ code: 'signed_out' })
    expect(await store.getGrant(ANA)).toBeNull()
    // The pair from before the refresh is dead by itself, so these two are the new one's.
    await expect.poll(() => flow.world.calls.stats().revokes).toBe(2)
  })

  test('a newer pair that Zoom refuses meanwhile is not answered with itself', async () => {
    const { grants, got, open } = await refreshing()
    await grantsOver(store).put(ANA, await flow.tokens('ana'))
    const { version } = await grants.get(ANA)
    const renewed = grants.renew(ANA, version)
    open()
    await got
    expect((await renewed).version).not.toBe(version)
    expect(await works((await renewed).tokens.access_token)).toBe(true)
  })
})

describe('the end of the last session', () => {
  test('takes the grant away here at once and at Zoom when it can be reached', async () => {
    const grants = grantsOver(store)
    const tokens = await flow.tokens('ana')
    await grants.put(ANA, tokens)
    await grants.endIfUnused(ANA)
    expect(await store.getGrant(ANA)).toBeNull()
    await expect.poll(() => flow.world.calls.stats().revokes).toBe(2)
    expect(await works(tokens.access_token)).toBe(false)
    expect((await flow.refresh(tokens.refresh_token)).status).toBe(400)
  })

  test('is none while another session lives', async () => {
    const grants = grantsOver(store)
    const tokens = await flow.tokens('ana')
    const now = Date.now()
    const times = { created_at: now, active_at: now, expires_at: now + 60_000 }
    await store.putSession({
      ref: 'r',
      user_id: ANA,
      account_id: '',
      user_name: 'Ana',
      user_agent: '',
      ...times,
    })
    await grants.put(ANA, tokens)
    await grants.endIfUnused(ANA)
    expect((await grants.get(ANA)).tokens).toEqual(tokens)
    expect(flow.arrived('revoke')).toBe(0)
  })

  test('does not wait for Zoom', async () => {
    const grants = grantsOver(store)
    await grants.put(ANA, await flow.tokens('ana'))
    const hanging = flow.fault({ path: 'revoke', hang: true })
    await grants.endIfUnused(ANA)
    await expect.poll(() => hanging.struck).toBe(1)
    expect(await store.getGrant(ANA)).toBeNull()
  })
})

describe('trouble at Zoom that passes', () => {
  test.each([
    ['token_edge_error', 'unavailable'],
    ['token_rate_limited', 'unavailable'],
    ['token_not_json', 'zoom_invalid'],
    ['token_empty', 'zoom_invalid'],
    ['invalid_client_400', 'unavailable'],
    ['invalid_client_401', 'unavailable'],
    ['redirect_mismatch', 'unavailable'],
  ])('(%s) keeps the grant and is told as %s', async (preset, code) => {
    const grants = grantsOver(store)
    const { refresh_token } = await anaExpired()
    const before = await store.getGrant(ANA)
    flow.fault({ preset })
    await expect(grants.get(ANA)).rejects.toMatchObject({ code })
    expect(await store.getGrant(ANA)).toEqual(before)
    const { tokens } = await anotherProcess().get(ANA)
    expect(await works(tokens.access_token)).toBe(true)
    expect(tokens.refresh_token).not.toBe(refresh_token)
  })

  test.each([
    ['500 with nothing', { status: 500, raw: '' }, 'unavailable'],
    ['503 with the words of a refusal', { status: 503, json: { error: 'invalid_grant' } }, 'unavailable'],
    ['429 with the words of a refusal', { status: 429, json: { reason: 'Invalid Token!' } }, 'unavailable'],
    ['400 as HTML', { status: 400, raw: '<html>Invalid Token!</html>' }, 'unavailable'],
    ['200 with an array', { json: [] }, 'zoom_invalid'],
    ['a redirect', { status: 302, headers: { Location: 'https://zoom.us/oauth/token' } }, 'zoom_invalid'],
  ])('%s keeps the grant', async (_what, fault, code) => {
    const grants = grantsOver(store)
    await anaExpired()
    flow.fault({ path: 'token', ...fault })
    await expect(grants.get(ANA)).rejects.toMatchObject({ code })
    expect(await works((await anotherProcess().get(ANA)).tokens.access_token)).toBe(true)
    expect(flow.refreshes()).toBe(2)
  })

  test('says how long to wait, as Zoom does', async () => {
    const grants = grantsOver(store)
    await anaExpired()
    flow.fault({ path: 'token', status: 429, raw: '', headers: { 'Retry-After': '17' } })
    await expect(grants.get(ANA)).rejects.toMatchObject({ code: 'unavailable', retry_after: 17 })
  })

  test('a connection that breaks before Zoom has heard anything is tried again', async () => {
    const grants = grantsOver(store)
    await anaExpired()
    flow.fault({ preset: 'token_reset_before' })
    expect(await works((await grants.get(ANA)).tokens.access_token)).toBe(true)
    expect(flow.refreshes()).toBe(2)
  })

  test('connections that keep breaking are tried twice, and the grant stays', async () => {
    const grants = grantsOver(store)
    await anaExpired()
    flow.fault({ preset: 'token_reset_before', times: 2 })
    await expect(grants.get(ANA)).rejects.toMatchObject({ code: 'unavailable' })
    expect(flow.refreshes()).toBe(2)
    expect(await works((await anotherProcess().get(ANA)).tokens.access_token)).toBe(true)
  })
})

describe('an odd answer', () => {
  test('without a new refresh token keeps the one before', async () => {
    const grants = grantsOver(store)
    const { refresh_token } = await anaExpired()
    flow.fault({ preset: 'token_without_refresh' })
    const { tokens } = await grants.get(ANA)
    expect(tokens.refresh_token).toBe(refresh_token)
    expect(await works(tokens.access_token)).toBe(true)
  })

  test.each([null, '', 5])('with %j as scope leaves the scopes as they were', async scope => {
    const grants = grantsOver(store)
    await anaExpired()
    const before = await grants.scopes(ANA)
    expect(before.length).toBeGreaterThan(0)
    flow.fault({ path: 'token', set: { scope } })
    await grants.get(ANA)
    expect(await grants.scopes(ANA)).toEqual(before)
  })

  test.each([
    ['text', '3600', 3_600],
    ['words', 'soon', 3_600],
    ['nothing', null, 3_600],
    ['less than nothing', -1, 3_600],
    ['for ever', 1e15, 3_600],
    ['ten minutes', 600, 600],
  ])('with %s as expires_in is believed as far as it makes sense', async (_what, expires_in, seconds) => {
    const grants = grantsOver(store)
    await anaExpired()
    flow.fault({ path: 'token', set: { expires_in } })
    const { tokens } = await grants.get(ANA)
    expect(tokens.expires_at - tokens.obtained_at).toBe(seconds * 1000)
    await grants.get(ANA)
    expect(flow.refreshes()).toBe(1)
  })
})

describe('an answer that is lost after the rotation', () => {
  test.each(['token_answer_lost', 'token_answer_truncated'])(
    '(%s) costs two calls at most, then a new sign-in',
    async preset => {
      const grants = grantsOver(store)
      await anaExpired()
      flow.fault({ preset })
      await expect(grants.get(ANA)).rejects.toMatchObject({ code: 'sign_in_again' })
      expect(flow.refreshes()).toBe(2)
      expect(await store.getGrant(ANA)).toBeNull()
      expect(flow.world.calls.stats()).toMatchObject({ refreshes: 1, refused_refreshes: 1 })
    },
  )

  test('behind an edge error is found out at the next try', async () => {
    const grants = grantsOver(store)
    await anaExpired()
    flow.fault({ preset: 'token_answer_lost_502' })
    await expect(grants.get(ANA)).rejects.toMatchObject({ code: 'unavailable' })
    await expect(anotherProcess().get(ANA)).rejects.toMatchObject({ code: 'sign_in_again' })
    expect(flow.refreshes()).toBe(2)
  })
})

describe('a store that fails after the rotation', () => {
  /** The store whose first writes of a refreshed pair fail, after carrying them out or without. */
  function failingStore(times: number, carriesOut: boolean): Store {
    let left = times
    return storeWith(store, {
      async compareAndSetGrant(...write) {
        if (left-- <= 0) return store.compareAndSetGrant(...write)
        if (carriesOut) await store.compareAndSetGrant(...write)
        throw new StoreUnavailable(new Error('away'))
      },
    })
  }

  test.each([
    [1, 'lost', false],
    [2, 'lost', false],
    [3, 'lost', false],
    [1, 'carried out all the same', true],
    [2, 'carried out all the same', true],
  ])('%s times, its writes %s, keeps the new pair', async (times, _what, carriesOut) => {
    const grants = grantsOver(failingStore(times, carriesOut))
    await anaExpired()
    const got = await Promise.all([grants.get(ANA), grants.get(ANA)])
    expect(flow.refreshes()).toBe(1)
    expect(got[0]).toEqual(got[1])
    expect(await grantsOver(flow.open(data_dir)).get(ANA)).toEqual(got[0])
    expect(await works(got[0].tokens.access_token)).toBe(true)
  })

  test('while the clock leaps ahead, as after a pause of the machine, keeps the new pair', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    let failed = 0
    const grants = grantsOver(
      storeWith(store, {
        async compareAndSetGrant(...write) {
          if (failed++) return store.compareAndSetGrant(...write)
          vi.setSystemTime(Date.now() + 600_000)
          throw new StoreUnavailable(new Error('away'))
        },
      }),
    )
    await anaExpired()
    expect(await works((await grants.get(ANA)).tokens.access_token)).toBe(true)
  })

  test('and is back only after a new sign-in gives way to that', async () => {
    let newer: Tokens | undefined
    const grants = grantsOver(
      storeWith(store, {
        async compareAndSetGrant(...write) {
          if (newer) return store.compareAndSetGrant(...write)
          newer = await flow.tokens('ana')
          await grantsOver(store).put(ANA, newer)
          throw new StoreUnavailable(new Error('away'))
        },
      }),
    )
    await anaExpired()
    expect((await grants.get(ANA)).tokens).toEqual(newer)
  })

  test('that is away before anything was sent says so and spends nothing', async () => {
    const away = () => Promise.reject(new StoreUnavailable(new Error('away')))
    await anaExpired()
    await expect(grantsOver(storeWith(store, { acquireLock: away })).get(ANA)).rejects.toThrow(
      StoreUnavailable,
    )
    await expect(grantsOver(storeWith(store, { getGrant: away })).get(ANA)).rejects.toThrow(StoreUnavailable)
    expect(flow.refreshes()).toBe(0)
    expect(await works((await grantsOver(store).get(ANA)).tokens.access_token)).toBe(true)
  })
})
