import { beforeEach, describe, expect, test, vi } from 'vitest'
import { door, expired, flow, idOf, SECRET, serveFlow, storeWith } from '@/e2e/support/flow.ts'
import type { Store } from '../../store/store.ts'
import { createSealer } from '../seal.ts'
import { createGrants } from './grants.ts'

const ANA = idOf('ana')
type Grants = ReturnType<typeof createGrants>
const TIMES = { doubt_poll: 10 }

let stores: Store[]
serveFlow()
beforeEach(() => {
  const data_dir = flow.folder()
  stores = [1, 2, 3].map(() => flow.open(data_dir))
})

/** Three instances that share a store. */
const instances = () => stores.map(store => createGrants(store, createSealer([SECRET]), { times: TIMES }))

/** Ana's stored pair is dead at Zoom: this one has taken its place there. */
async function replacedAtZoom(grants: Grants) {
  await grants.put(ANA, expired(await flow.tokens('ana')))
  return flow.tokens('ana')
}

describe('a sign-in', () => {
  test('keeps a refusal from being believed until it is over, though one at another instance is over sooner', async () => {
    const [first, second, third] = instances() as [Grants, Grants, Grants]
    const newer = await replacedAtZoom(first)
    const slow = door()
    const mine = first.duringSignIn(async () => {
      await slow.pass()
      await first.put(ANA, newer)
    })
    await slow.reached
    await second.duringSignIn(async () => {})
    const read = third.get(ANA)
    read.catch(() => {}) // looked at below
    await expect.poll(() => flow.world.calls.stats().refused_refreshes).toBe(1)
    expect(await stores[0]?.getGrant(ANA)).not.toBeNull()
    slow.open()
    await mine
    expect((await read).tokens).toEqual(newer)
  })

  test('of one person lets those go on who wait for it, whatever others are at it', async () => {
    const [first, second, third] = instances() as [Grants, Grants, Grants]
    const newer = await replacedAtZoom(first)
    const [other, own] = [door(), door()]
    const others = second.duringSignIn(other.pass)
    await other.reached
    const mine = first.duringSignIn(async () => {
      await own.pass()
      await first.put(ANA, newer)
    })
    await own.reached
    const read = third.get(ANA)
    await expect.poll(() => flow.world.calls.stats().refused_refreshes).toBe(1)
    own.open()
    expect((await read).tokens).toEqual(newer)
    other.open()
    await Promise.all([mine, others])
  })

  test('renews its mark every second for as long as it takes, and no longer', async () => {
    const renewed = vi.fn()
    const set = vi.spyOn(globalThis, 'setInterval')
    const clear = vi.spyOn(globalThis, 'clearInterval')
    const over = storeWith(stores[0] as Store, { renewLock: async (...lock) => renewed(...lock) ?? true })
    await createGrants(over, createSealer([SECRET])).duringSignIn(async () => {
      const [renew, every_ms] = set.mock.lastCall as unknown as [() => void, number]
      expect(every_ms).toBe(1_000)
      expect(renewed).not.toHaveBeenCalled()
      renew()
      await expect.poll(() => renewed.mock.calls).toEqual([['signing-in', 'sign-ins', 3_000]])
      expect(clear).not.toHaveBeenCalledWith(set.mock.results.at(-1)?.value)
    })
    expect(clear).toHaveBeenCalledWith(set.mock.results.at(-1)?.value)
  })
})
