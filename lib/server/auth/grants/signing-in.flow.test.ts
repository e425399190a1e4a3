import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { door, expired, flow, idOf, SECRET, serveFlow } from '@/e2e/support/flow.ts'
import type { Store } from '../../store/store.ts'
import type { Tokens } from '../../zoom/oauth.ts'
import { createSealer } from '../seal.ts'
import { createGrants } from './grants.ts'
import { createSigningIn } from './signing-in.ts'

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

/** A sign-in of this instance that stands between its code and its pair; `end` lets it go on and waits for it. */
async function begin(grants: Grants, pair?: Tokens) {
  const stands = door()
  const over = grants.duringSignIn(async () => {
    await stands.pass()
    if (pair) await grants.put(ANA, pair)
  })
  await stands.reached
  return {
    end: () => {
      stands.open()
      return over
    },
  }
}

const isRefused = () => expect.poll(() => flow.world.calls.stats().refused_refreshes).toBe(1)

describe('a sign-in', () => {
  test('keeps a refusal from being believed until it is over, though one at another instance is over sooner', async () => {
    const [first, second, third] = instances() as [Grants, Grants, Grants]
    const newer = await replacedAtZoom(first)
    const others = await begin(second)
    const mine = await begin(first, newer)
    await others.end()
    const read = third.get(ANA)
    read.catch(() => {}) // looked at below
    await isRefused()
    expect(await stores[0]?.getGrant(ANA)).not.toBeNull()
    await mine.end()
    expect((await read).tokens).toEqual(newer)
  })

  test('of one person lets those go on who wait for it, whatever others are at it', async () => {
    const [first, second, third] = instances() as [Grants, Grants, Grants]
    const newer = await replacedAtZoom(first)
    const others = await begin(second)
    const mine = await begin(first, newer)
    const read = third.get(ANA)
    await isRefused()
    void mine.end()
    expect((await read).tokens).toEqual(newer)
    await others.end()
  })

  test('is waited for though the clock leaps an hour ahead meanwhile', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    let isUnderWay = true
    const acquireLock = vi.fn(async () => !isUnderWay)
    const locks = { acquireLock, renewLock: acquireLock, releaseLock: async () => {} }
    let isOver = false
    const over = createSigningIn(locks, 1)
      .over(async () => false)
      .then(() => {
        isOver = true
      })
    vi.setSystemTime(Date.now() + 3_600_000)
    await expect.poll(() => acquireLock.mock.calls.length).toBeGreaterThan(3)
    expect(isOver).toBe(false)
    isUnderWay = false
    await over
  })

  test('goes on where many others are under way, more than there are marks', async () => {
    const [first] = instances() as [Grants, Grants, Grants]
    const many = []
    for (let n = 0; n < 20; n++) many.push(await begin(first))
    await Promise.all(many.map(({ end }) => end()))
    await replacedAtZoom(first)
    await expect(first.get(ANA)).rejects.toMatchObject({ code: 'sign_in_again' })
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
    vi.useFakeTimers({ toFake: ['Date', 'performance'] })
    const [first, second] = instances() as [Grants, Grants, Grants]
    await replacedAtZoom(first)
    await begin(second)
    const read = first.get(ANA)
    read.catch(() => {}) // looked at below
    await isRefused()
    vi.advanceTimersByTime(50_000)
    await expect(read).rejects.toMatchObject({ code: 'sign_in_again' })
  })
})
