import { beforeEach, describe, expect, test, vi } from 'vitest'
import { door, flow, idOf, SECRET, serveFlow, storeWith } from '@/e2e/support/flow.ts'
import type { Store } from '../../store/store.ts'
import { createSealer } from '../seal.ts'
import { createIsLive } from '../session-life.ts'
import { createGrants } from './grants.ts'
import { startSweeping, sweepGrants } from './sweep.ts'

const ANA = idOf('ana')
const BO = idOf('bo')
const MINUTE = 60_000
const sealer = createSealer([SECRET])

let store: Store
serveFlow()
beforeEach(() => {
  store = flow.open(flow.folder())
})

const grantsOver = (over: Store) =>
  createGrants(over, sealer, { isLive: createIsLive({ SESSION_IDLE_MINUTES: 60 }) })

async function putSession(ref: string, idle_minutes: number, user_id = ANA) {
  const now = Date.now()
  const times = { created_at: now, active_at: now - idle_minutes * MINUTE, expires_at: now + 60 * MINUTE }
  await store.putSession({ ref, user_id, account_id: '', user_name: '', user_agent: '', ...times })
}

const works = async (access_token: string) => (await flow.get('users/me', access_token)).status === 200

describe('a sweep', () => {
  test('ends the grants whose sessions are over, and no other', async () => {
    const grants = grantsOver(store)
    const [ana, bo] = [await flow.tokens('ana'), await flow.tokens('bo')]
    await grants.put(ANA, ana)
    await grants.put(BO, bo)
    await putSession('over', 61)
    await putSession('alive', 1, BO)
    await sweepGrants(store, grants, 0)
    await grants.settled()
    expect(await store.listGrants()).toEqual([BO])
    expect(await works(ana.access_token)).toBe(false)
    expect(await works(bo.access_token)).toBe(true)
  })

  test('is one instance’s at a time', async () => {
    const grants = grantsOver(store)
    await grants.put(ANA, await flow.tokens('ana'))
    await store.acquireLock('sweep', 'another instance', MINUTE)
    await sweepGrants(store, grants, 0)
    expect(await store.listGrants()).toEqual([ANA])
  })

  test('leaves a grant whose person has come back between its two looks', async () => {
    await grantsOver(store).put(ANA, await flow.tokens('ana'))
    let looks = 0
    const returning = storeWith(store, {
      async getGrant(user_id) {
        if (looks++ === 0) await putSession('back', 0)
        return store.getGrant(user_id)
      },
    })
    await sweepGrants(store, grantsOver(returning), 0)
    expect(looks).toBe(1)
    expect(await store.listGrants()).toEqual([ANA])
  })

  test('leaves the grant of a person one of whose sessions is over and another is not', async () => {
    const grants = grantsOver(store)
    await grants.put(ANA, await flow.tokens('ana'))
    await putSession('over', 61)
    await putSession('alive', 1)
    await sweepGrants(store, grants, 0)
    expect(await store.listGrants()).toEqual([ANA])
  })

  test('does not end what was needed at its first look, whatever the second one would say', async () => {
    const grants = grantsOver(store)
    await grants.put(ANA, await flow.tokens('ana'))
    await sweepGrants(store, { ...grants, isNeeded: async () => true }, 0)
    expect(await store.listGrants()).toEqual([ANA])
  })

  test('lets go of its lock, also when it fails, so that the next instance need not wait', async () => {
    const grants = grantsOver(store)
    const broken = storeWith(store, { listGrants: () => Promise.reject(new Error('away')) })
    await expect(sweepGrants(broken, grants, 0)).rejects.toThrow('away')
    expect(await store.acquireLock('sweep', 'another instance', MINUTE)).toBe(true)
  })

  test('is waited for between the record’s end and Zoom’s, or the pair would stay', async () => {
    const { reached, open, pass } = door()
    const slow = storeWith(store, {
      async deleteGrant(...record) {
        const isGone = await store.deleteGrant(...record)
        await pass()
        return isGone
      },
    })
    const grants = grantsOver(slow)
    await grants.put(ANA, await flow.tokens('ana'))
    const swept = sweepGrants(slow, grants, 0)
    await reached
    const settled = grants.settled().then(() => flow.world.calls.stats().revokes)
    open()
    expect(await settled).toBe(2)
    await swept
  })

  test('comes every four minutes, and one that fails is not the last', async () => {
    vi.useFakeTimers({ toFake: ['setInterval'] })
    const looked = Promise.withResolvers<void>()
    let looks = 0
    const over = storeWith(store, {
      async listGrants() {
        if (++looks === 1) throw new Error('away')
        looked.resolve()
        return []
      },
    })
    startSweeping(over, grantsOver(store))
    vi.advanceTimersByTime(4 * MINUTE - 1)
    expect(looks).toBe(0)
    vi.advanceTimersByTime(1)
    await expect.poll(() => looks).toBe(1)
    await expect.poll(() => store.acquireLock('sweep', 'the test', 1)).toBe(true)
    await store.releaseLock('sweep', 'the test')
    vi.advanceTimersByTime(4 * MINUTE)
    await looked.promise
  })
})
