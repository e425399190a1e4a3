import { beforeEach, describe, expect, test } from 'vitest'
import { door, expired, flow, idOf, SECRET, serveFlow, storeWith } from '@/e2e/support/flow.ts'
import type { RollcallError } from '@/lib/errors.ts'
import type { Store } from '../../store/store.ts'
import { StoreUnavailable } from '../../store/store-unavailable.ts'
import { createSealer } from '../seal.ts'
import { createIsLive } from '../session-life.ts'
import { createSessions } from '../sessions.ts'
import { createGrants } from './grants.ts'

const ANA = idOf('ana')
const BO = idOf('bo')

let data_dir: string
let store: Store
serveFlow()
beforeEach(() => {
  data_dir = flow.folder()
  store = flow.open(data_dir)
})

const sealer = createSealer([SECRET])
const works = async (access_token: string) => (await flow.get('users/me', access_token)).status === 200
const person = { account_id: '', user_name: '', user_agent: '' }

async function signIn(
  grants: ReturnType<typeof createGrants>,
  who = 'ana',
  env = { hours: 12, minutes: 60 },
) {
  const settings = { SESSION_IDLE_MINUTES: env.minutes, SESSION_MAX_HOURS: env.hours }
  const sessions = createSessions(store, grants, settings)
  const tokens = await flow.tokens(who)
  const ref = await sessions.start({ ...person, user_id: idOf(who), tokens })
  return { ref, tokens, sessions }
}

describe('a token endpoint that is not to be asked', () => {
  test('is asked once in the minute that it names, whoever reads', async () => {
    const grants = createGrants(store, sealer)
    for (const who of ['ana', 'bo']) await grants.put(idOf(who), expired(await flow.tokens(who)))
    flow.fault({ path: 'token', status: 429, raw: '', headers: { 'Retry-After': '60' }, times: null })
    const read = (user_id: string) =>
      grants.get(user_id).catch((error: RollcallError) => error as RollcallError)
    const first = await read(ANA)
    const others: RollcallError[] = []
    for (let i = 0; i < 30; i++) others.push((await read(i % 2 ? ANA : BO)) as RollcallError)
    expect(first).toMatchObject({ code: 'unavailable', retry_after: 60 })
    for (const error of others) {
      expect(error).toMatchObject({ code: 'unavailable', status: 503 })
      expect(error.retry_after).toBeGreaterThan(50)
    }
    expect(flow.refreshes()).toBe(1)
  })

  test('and has failed for one grant is asked for the others', async () => {
    const grants = createGrants(store, sealer)
    for (const who of ['ana', 'bo']) await grants.put(idOf(who), expired(await flow.tokens(who)))
    flow.fault({ preset: 'token_edge_error' })
    for (let i = 0; i < 10; i++) await expect(grants.get(ANA)).rejects.toMatchObject({ code: 'unavailable' })
    expect(flow.refreshes()).toBe(1)
    expect(await works((await grants.get(BO)).tokens.access_token)).toBe(true)
  })

  test('is asked again after a short while, and then serves', async () => {
    const grants = createGrants(store, sealer, { times: { back_off: 30 } })
    await grants.put(ANA, expired(await flow.tokens('ana')))
    flow.fault({ preset: 'token_edge_error', times: 2 })
    await expect(grants.get(ANA)).rejects.toMatchObject({ code: 'unavailable' })
    await expect
      .poll(
        () =>
          grants.get(ANA).then(
            ({ tokens }) => works(tokens.access_token),
            () => false,
          ),
        { interval: 10 },
      )
      .toBe(true)
    expect(flow.refreshes()).toBe(3)
  })
})

describe('a holder of the lock that is cut off from the store', () => {
  const times = { lock: 60, lock_renewal: 20, lock_poll: 5, save: 20_000, doubt: 20_000, doubt_poll: 10 }

  /** Its refresh has rotated the pair at Zoom, and from then on no call of its gets through until `heal`. */
  async function cutOff() {
    const { open, reached, pass } = door()
    let isCut = false
    const through =
      <Args extends unknown[], T>(call: (...args: Args) => Promise<T>) =>
      async (...args: Args) => {
        if (isCut) throw new StoreUnavailable(new Error('cut off'))
        return call(...args)
      }
    const holder = createGrants(
      storeWith(store, {
        getGrant: through(store.getGrant),
        deleteGrant: through(store.deleteGrant),
        acquireLock: through(store.acquireLock),
        renewLock: through(store.renewLock),
        releaseLock: through(store.releaseLock),
        listSessions: through(store.listSessions),
        async compareAndSetGrant(...write) {
          isCut = true
          await pass()
          isCut = false
          return store.compareAndSetGrant(...write)
        },
      }),
      sealer,
      { times },
    )
    const { tokens } = await signIn(createGrants(store, sealer))
    await createGrants(store, sealer).put(ANA, expired(tokens))
    const refreshed = holder.get(ANA)
    await reached
    return { refreshed, heal: open }
  }

  test('costs nobody the sign-in: the peer that takes over waits for the newer pair', async () => {
    const { refreshed, heal } = await cutOff()
    const peer = createGrants(flow.open(data_dir), sealer, { times })
    const waiting = peer.get(ANA)
    // It has taken over and been refused by then.
    await expect.poll(() => flow.world.calls.stats().refused_refreshes).toBe(1)
    expect(await store.getGrant(ANA)).not.toBeNull()
    heal()
    const [mine, theirs] = await Promise.all([refreshed, waiting])
    expect(theirs.tokens).toEqual(mine.tokens)
    expect(await works(theirs.tokens.access_token)).toBe(true)
    expect(flow.arrived('revoke')).toBe(0)
    expect(flow.refreshes()).toBe(2)
  })

  test('and never comes back leaves a refusal that is believed in the end', async () => {
    const grants = createGrants(store, sealer, { times })
    await grants.put(ANA, expired(await flow.tokens('ana')))
    const record = await store.getGrant(ANA)
    await store.acquireLock(`spent:${ANA}:${record?.version}`, 'an instance that died', 300)
    flow.world.grants.kill(ANA)
    await expect(grants.get(ANA)).rejects.toMatchObject({ code: 'sign_in_again' })
    expect(await store.getGrant(ANA)).toBeNull()
  })

  test('stores its pair anew where a live session needs it and the record has gone', async () => {
    const { refreshed, heal } = await cutOff()
    await store.deleteGrant(ANA)
    heal()
    expect(await works((await refreshed).tokens.access_token)).toBe(true)
    expect((await createGrants(store, sealer).get(ANA)).tokens).toEqual((await refreshed).tokens)
    expect(flow.arrived('revoke')).toBe(0)
  })
})

describe('a revocation', () => {
  test('takes the refresh token first, is tried again after a 503, and is waited for', async () => {
    const grants = createGrants(store, sealer)
    const tokens = await flow.tokens('ana')
    await grants.put(ANA, tokens)
    flow.fault({ path: 'revoke', status: 503, raw: '', times: 2 })
    await grants.endIfUnused(ANA)
    await grants.settled()
    expect(flow.arrived('revoke')).toBe(4)
    expect(flow.world.calls.stats().revokes).toBe(2)
    expect(await works(tokens.access_token)).toBe(false)
    expect((await flow.refresh(tokens.refresh_token)).status).toBe(400)
  })

  test('goes out also where the store does not say that the record has gone: nobody else knows of the pair', async () => {
    const grants = createGrants(
      storeWith(store, {
        async deleteGrant(...which) {
          await store.deleteGrant(...which)
          throw new StoreUnavailable(new Error('the answer was lost'))
        },
      }),
      sealer,
    )
    const tokens = await flow.tokens('ana')
    await grants.put(ANA, tokens)
    await expect(grants.endIfUnused(ANA)).rejects.toThrow(StoreUnavailable)
    await grants.settled()
    expect(await store.getGrant(ANA)).toBeNull()
    expect(await works(tokens.access_token)).toBe(false)
  })

  test('that Zoom cannot carry out is given up after four attempts', async () => {
    const grants = createGrants(store, sealer)
    flow.fault({ path: 'revoke', status: 503, raw: '', times: null })
    grants.discard(await flow.tokens('ana'))
    await grants.settled()
    expect(flow.arrived('revoke')).toBe(4)
  })

  test('that is stopped half way has ended what lives longest', async () => {
    const grants = createGrants(store, sealer)
    const tokens = await flow.tokens('ana')
    await grants.put(ANA, tokens)
    const second = flow.fault({ path: 'revoke', hang: true, after: 1, times: null })
    await grants.endIfUnused(ANA)
    await expect.poll(() => second.struck).toBe(1)
    expect((await flow.refresh(tokens.refresh_token)).status).toBe(400)
    flow.world.faults.clear()
  })

  test('is for a grant that no live session needs: one that is idle is none', async () => {
    const env = { SESSION_IDLE_MINUTES: 60, SESSION_MAX_HOURS: 12 }
    const grants = createGrants(store, sealer, { isLive: createIsLive(env) })
    const idle = await signIn(grants)
    const { ref, sessions, tokens } = await signIn(grants)
    const record = await store.getSession(idle.ref)
    await store.deleteSession(idle.ref)
    if (record) await store.putSession({ ...record, active_at: Date.now() - 61 * 60_000 })
    await sessions.end({ ref, user_id: ANA })
    await grants.settled()
    expect(await store.getGrant(ANA)).toBeNull()
    expect(await works(tokens.access_token)).toBe(false)
  })
})
