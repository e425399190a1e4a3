import { beforeEach, describe, expect, test, vi } from 'vitest'
import { door, expired, flow, idOf, SECRET, serveFlow, storeWith } from '@/e2e/support/flow.ts'
import { metrics } from '../../platform/metrics.ts'
import type { Store } from '../../store/store.ts'
import { StoreUnavailable } from '../../store/store-unavailable.ts'
import { createSealer } from '../seal.ts'
import { createGrants } from './grants.ts'
import type { REFRESH_TIMES } from './refresh.ts'

const ANA = idOf('ana')
const BO = idOf('bo')

let store: Store
serveFlow()
beforeEach(() => {
  store = flow.open(flow.folder())
})

/** Grants over the store with some of its methods replaced. */
const grantsWith = (replaced: Partial<Store> = {}, times?: Partial<typeof REFRESH_TIMES>) =>
  createGrants(storeWith(store, replaced), createSealer([SECRET]), { times })

/** Somebody has signed in, and an hour has passed since. */
async function expire(who = 'ana') {
  const tokens = await flow.tokens(who)
  await grantsWith().put(idOf(who), expired(tokens))
  return tokens
}

/** A store that lets nobody store a refreshed pair until the door is opened. */
function slowStore() {
  const { reached, open, pass } = door()
  const compareAndSetGrant: Store['compareAndSetGrant'] = async (...write) => {
    await pass()
    return store.compareAndSetGrant(...write)
  }
  return { reached, open, compareAndSetGrant }
}

describe('whoever waits for a refresh', () => {
  test('waits so long and no longer, and the refresh goes on without them', async () => {
    await expire()
    const { reached, open, compareAndSetGrant } = slowStore()
    const grants = grantsWith({ compareAndSetGrant }, { patience: 20 })
    await expect(grants.get(ANA)).rejects.toMatchObject({ code: 'unavailable', retry_after: 5 })
    await reached
    open()
    await grants.settled()
    expect(await grants.get(ANA)).toEqual(await grantsWith().get(ANA))
    expect(flow.refreshes()).toBe(1)
  })

  test('of another instance takes its pair as soon as it is there', async () => {
    await expire()
    await store.acquireLock(`refresh:${ANA}`, 'another instance', 60_000)
    const newer = await flow.tokens('ana')
    const waiting = grantsWith({}, { lock_poll: 5 }).get(ANA)
    await grantsWith().put(ANA, newer)
    expect((await waiting).tokens).toEqual(newer)
    expect(flow.refreshes()).toBe(0)
  })

  test('of another instance that does not come to an end is told to try again', async () => {
    await expire()
    await store.acquireLock(`refresh:${ANA}`, 'another instance', 60_000)
    const grants = grantsWith({}, { lock_poll: 5, longest_wait: 30 })
    await expect(grants.get(ANA)).rejects.toMatchObject({ code: 'unavailable', retry_after: 5 })
    expect(flow.refreshes()).toBe(0)
  })
})

test('a slow refresh keeps its lock for as long as it takes, and lets go of it afterwards', async () => {
  await expire()
  const renewed: unknown[] = []
  const set = vi.spyOn(globalThis, 'setInterval')
  const clear = vi.spyOn(globalThis, 'clearInterval')
  const { reached, open, compareAndSetGrant } = slowStore()
  const grants = grantsWith(
    {
      compareAndSetGrant,
      async renewLock(...lock) {
        const isOurs = await store.renewLock(...lock)
        renewed.push([lock[0], isOurs])
        return isOurs
      },
    },
    { lock: 20_000, lock_renewal: 5 },
  )
  const refreshed = grants.get(ANA)
  await reached
  await expect.poll(() => renewed.length, { interval: 5 }).toBeGreaterThan(2)
  expect(renewed[0]).toEqual([`refresh:${ANA}`, true])
  open()
  await refreshed
  expect(await store.acquireLock(`refresh:${ANA}`, 'the next', 1)).toBe(true)
  const renewals = set.mock.results.filter((_, i) => set.mock.calls[i]?.[1] === 5)
  expect(renewals).toHaveLength(1)
  expect(clear).toHaveBeenCalledWith(renewals[0]?.value)
})

describe('a refusal in doubt', () => {
  test('gives way to the newer pair once that is stored, though nobody has taken the mark away', async () => {
    await expire()
    const record = await store.getGrant(ANA)
    await store.acquireLock(`spent:${ANA}:${record?.version}`, 'an instance that died', 60_000)
    flow.world.grants.kill(ANA)
    const waiting = grantsWith({}, { doubt_poll: 5 }).get(ANA)
    await expect.poll(() => flow.world.calls.stats().refused_refreshes).toBe(1)
    const newer = await flow.tokens('ana')
    await grantsWith().put(ANA, newer)
    expect((await waiting).tokens).toEqual(newer)
  })

  test('is one person’s: what another’s refresh has under way leaves no doubt about it', async () => {
    await expire()
    await expire('bo')
    const { reached, open, compareAndSetGrant } = slowStore()
    const slow = grantsWith({ compareAndSetGrant }).get(ANA)
    await reached
    flow.world.grants.kill(BO)
    await expect(grantsWith({}, { doubt: 60_000 }).get(BO)).rejects.toMatchObject({ code: 'sign_in_again' })
    open()
    await slow
  })
})

describe('when a pair is replaced before it ends', () => {
  test.each([
    ['an hour, 70 s of it left', 3_600, 70, 0],
    ['an hour, 50 s of it left', 3_600, 50, 1],
    ['two minutes, 45 s of them left', 120, 45, 0],
    ['two minutes, 15 s of them left', 120, 15, 1],
  ])('one that lives for %s', async (_what, lives, left, refreshes) => {
    const expires_at = Date.now() + left * 1_000
    const tokens = { ...(await flow.tokens('ana')), expires_at, obtained_at: expires_at - lives * 1_000 }
    const grants = grantsWith()
    await grants.put(ANA, tokens)
    expect((await grants.get(ANA)).tokens).toEqual(tokens)
    await grants.settled()
    expect(flow.refreshes()).toBe(refreshes)
  })
})

test('a refresh that succeeds makes the next failure the first again', async () => {
  const grants = grantsWith({}, { back_off: 600 })
  const failing = async () => {
    await expire()
    flow.fault({ preset: 'token_edge_error' })
    return grants.get(ANA)
  }
  await expect(failing()).rejects.toMatchObject({ retry_after: 1 })
  const succeeds = () => grants.get(ANA).then(Boolean, () => false)
  await expect.poll(succeeds).toBe(true)
  await expect(failing()).rejects.toMatchObject({ retry_after: 1 })
})

test('the operator sees what became of each refresh', async () => {
  metrics().registry.resetMetrics()
  const grants = grantsWith()
  await expire()
  await grants.get(ANA)

  await expire()
  flow.fault({ preset: 'token_edge_error' })
  await expect(grants.get(ANA)).rejects.toMatchObject({ code: 'unavailable' })

  await expire()
  flow.world.grants.kill(ANA)
  await expect(grantsWith().get(ANA)).rejects.toMatchObject({ code: 'sign_in_again' })

  await expire()
  const { reached, open, compareAndSetGrant } = slowStore()
  const overtaken = grantsWith({ compareAndSetGrant }).get(ANA)
  await reached
  await grants.put(ANA, await flow.tokens('ana'))
  open()
  await overtaken

  await expire()
  const away = () => Promise.reject(new StoreUnavailable(new Error('away')))
  const lost = grantsWith({ compareAndSetGrant: away }, { save: 0 }).get(ANA)
  await expect(lost).rejects.toThrow(StoreUnavailable)

  const { values } = await metrics().refreshes.get()
  const outcomes = ['renewed', 'failed', 'refused', 'overtaken', 'not_stored']
  expect(values.map(({ labels, value }) => [labels.outcome, value])).toEqual(outcomes.map(name => [name, 1]))
})

describe('a refreshed pair that could not be stored', () => {
  const away = () => Promise.reject(new StoreUnavailable(new Error('full')))
  const lose = async (replaced: Partial<Store>) => {
    await expire()
    const grants = grantsWith({ compareAndSetGrant: away, ...replaced }, { save: 0 })
    await expect(grants.get(ANA)).rejects.toThrow(StoreUnavailable)
    await grants.settled()
    return flow.world.calls.stats().revokes
  }

  test('is given back to Zoom where the store can be read: nobody will ever use it', async () => {
    expect(await lose({})).toBe(2)
  })

  test('stays where that cannot be told: the write may have been carried out unheard', async () => {
    let reads = 0
    const getGrant: Store['getGrant'] = user_id => (++reads > 2 ? away() : store.getGrant(user_id))
    expect(await lose({ getGrant })).toBe(0)
    expect(reads).toBe(3)
    const carriedOut = async (...write: Parameters<Store['compareAndSetGrant']>) => {
      await store.compareAndSetGrant(...write)
      return away()
    }
    expect(await lose({ compareAndSetGrant: carriedOut })).toBe(0)
  })
})

test('a refusal that a newer sign-in has overtaken is counted as that', async () => {
  metrics().registry.resetMetrics()
  await expire()
  flow.world.grants.kill(ANA)
  const newer = await flow.tokens('ana')
  const grants = grantsWith({
    async deleteGrant(...record) {
      await grantsWith().put(ANA, newer)
      return store.deleteGrant(...record)
    },
  })
  expect((await grants.get(ANA)).tokens).toEqual(newer)
  const { values } = await metrics().refreshes.get()
  expect(values).toMatchObject([{ labels: { outcome: 'overtaken' }, value: 1 }])
})

describe('a stored pair', () => {
  test('whose store is away is neither usable nor lost: that is told', async () => {
    const grants = grantsWith({ getGrant: () => Promise.reject(new StoreUnavailable(new Error('away'))) })
    await expect(grants.isUsable(ANA)).rejects.toThrow(StoreUnavailable)
  })

  test('for which Zoom named no scope has none', async () => {
    const grants = grantsWith()
    await grants.put(ANA, { ...(await flow.tokens('ana')), scope: '' })
    expect(await grants.scopes(ANA)).toEqual([])
  })
})
