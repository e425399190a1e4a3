import { beforeEach, expect, test } from 'vitest'
import { flow, idOf, SECRET, serveFlow, storeWith } from '@/e2e/support/flow.ts'
import type { Store } from '../../store/store.ts'
import { StoreUnavailable } from '../../store/store-unavailable.ts'
import type { Tokens } from '../../zoom/oauth.ts'
import { createSealer, SealBroken } from '../seal.ts'
import { createSealedGrants } from './sealed-grants.ts'

const ANA = idOf('ana')
const PAIR: Tokens = { access_token: 'a', refresh_token: 'r', obtained_at: 0, expires_at: 1, scope: '' }
const away = new StoreUnavailable(new Error('away'))
const sealer = createSealer([SECRET])

let store: Store
serveFlow()
beforeEach(() => {
  store = flow.open(flow.folder())
})

/** A pair for somebody who has none. */
const put = async (user_id = ANA) =>
  (await createSealedGrants(store, sealer).set(user_id, null, PAIR)) as { version: string }

const soon = () => performance.now() + 20_000

/** Grants over a store that does this, once, in the place of a write. */
function grantsWith(insteadOfWriting: (...write: Parameters<Store['compareAndSetGrant']>) => Promise<never>) {
  const writes: string[] = []
  const over = storeWith(store, {
    compareAndSetGrant(...write) {
      writes.push(write[0])
      return writes.length === 1 ? insteadOfWriting(...write) : store.compareAndSetGrant(...write)
    },
  })
  return { writes, grants: createSealedGrants(over, sealer) }
}

test('a grant that was moved to another person’s record does not open', async () => {
  const grants = createSealedGrants(store, sealer)
  await put(idOf('bo'))
  await store.compareAndSetGrant(ANA, null, (await store.getGrant(idOf('bo')))?.sealed ?? '')
  await expect(grants.load(ANA)).rejects.toMatchObject({
    code: 'sign_in_again',
    cause: expect.any(SealBroken),
  })
})

test('a grant that opens and cannot be read is a fault of ours, and asks nobody to sign in again', async () => {
  await store.compareAndSetGrant(ANA, null, sealer.seal('{', `grant:${ANA}`))
  await expect(createSealedGrants(store, sealer).load(ANA)).rejects.toThrow(SyntaxError)
})

test('a store that is still away when the time is up is not tried again', async () => {
  const { version } = await put()
  const { grants, writes } = grantsWith(() => Promise.reject(away))
  await expect(grants.replace(ANA, version, PAIR, performance.now() - 1)).rejects.toBe(away)
  expect(writes).toHaveLength(1)
})

test('what goes wrong otherwise than by the store being away is told at once', async () => {
  const fault = new TypeError('ours')
  const { version } = await put()
  const { grants, writes } = grantsWith(() => Promise.reject(fault))
  await expect(grants.replace(ANA, version, PAIR, soon())).rejects.toBe(fault)
  expect(writes).toHaveLength(1)
})

test('a write that was carried out although its answer was lost is known as our own', async () => {
  const { version } = await put()
  const { grants } = grantsWith(async (...write) => {
    await store.compareAndSetGrant(...write)
    throw away
  })
  const replaced = await grants.replace(ANA, version, PAIR, soon())
  expect(replaced).toEqual({ tokens: PAIR, version: (await store.getGrant(ANA))?.version })
  expect(replaced?.version).not.toBe(version)
})

test.each([
  ['a new sign-in has stored its own', (v: string) => store.compareAndSetGrant(ANA, v, 'of the new sign-in')],
  ['a sign-out has deleted it', () => store.deleteGrant(ANA)],
])('a write that failed, and meanwhile %s, is given up', async (_what, meanwhile) => {
  const { version } = await put()
  const { grants } = grantsWith(async () => {
    await meanwhile(version)
    throw away
  })
  expect(await grants.replace(ANA, version, PAIR, soon())).toBeNull()
})

test('a record that had moved before the first write is not searched for our own', async () => {
  const { version } = await put()
  await store.compareAndSetGrant(ANA, version, 'of the new sign-in')
  const over = storeWith(store, { getGrant: () => Promise.reject(new Error('asked')) })
  expect(await createSealedGrants(over, sealer).replace(ANA, version, PAIR, soon())).toBeNull()
})
