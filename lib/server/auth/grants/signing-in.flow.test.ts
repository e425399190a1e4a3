import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { door, expired, flow, idOf, SECRET, serveFlow } from '@/e2e/support/flow.ts'
import type { Store } from '../../store/store.ts'
import { createSealer } from '../seal.ts'
import { createGrants } from './grants.ts'

const ANA = idOf('ana')
type Grants = ReturnType<typeof createGrants>
const TIMES = { doubt_poll: 10 }

let stores: Store[]
serveFlow()
afterEach(() => void vi.useRealTimers())
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
    const [soon, slow] = [door(), door()]
    const other = second.duringSignIn(soon.pass)
    await soon.reached
    const mine = first.duringSignIn(async () => {
      await slow.pass()
      await first.put(ANA, newer)
    })
    await slow.reached
    soon.open()
    await other
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

  test('keeps nobody any longer than it takes, also where it fails', async () => {
    const [first, second] = instances() as [Grants, Grants, Grants]
    await replacedAtZoom(first)
    await second.duringSignIn(async () => {})
    const failed = second.duringSignIn(() => Promise.reject(new Error('declined')))
    await expect(failed).rejects.toThrow('declined')
    await expect(first.get(ANA)).rejects.toMatchObject({ code: 'sign_in_again' })
  })

  test('of an instance that died on the way is waited for no longer than one may take', async () => {
    const [first, second] = instances() as [Grants, Grants, Grants]
    await replacedAtZoom(first)
    void second.duringSignIn(() => new Promise(() => {}))
    const read = first.get(ANA)
    read.catch(() => {}) // looked at below
    await expect.poll(() => flow.world.calls.stats().refused_refreshes).toBe(1)
    vi.setSystemTime(Date.now() + 50_000)
    await expect(read).rejects.toMatchObject({ code: 'sign_in_again' })
  })
})
