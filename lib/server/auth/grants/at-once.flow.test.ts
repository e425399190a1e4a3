import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expired, flow, idOf, SECRET, serveFlow, storeWith } from '@/e2e/support/flow.ts'
import { createSealer } from '../seal.ts'
import { createGrants } from './grants.ts'

const ANA = idOf('ana')

serveFlow()

test('of one person’s sign-ins at once that pair is kept which Zoom has not killed, whatever the order of answers and writes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 4 }), async (steps, signIns) => {
      const store = flow.open(flow.folder())
      const getGrant = steps.scheduleFunction(store.getGrant)
      const compareAndSetGrant = steps.scheduleFunction(store.compareAndSetGrant)
      const exchange = steps.scheduleFunction(() => flow.tokens('ana'))
      const signIn = async () => {
        const grants = createGrants(
          storeWith(store, { getGrant, compareAndSetGrant }),
          createSealer([SECRET]),
        )
        await steps.schedule(Promise.resolve())
        await grants.put(ANA, await exchange())
      }
      await steps.waitFor(Promise.all(Array.from({ length: signIns }, signIn)))
      const { tokens } = await createGrants(store, createSealer([SECRET])).get(ANA)
      expect(flow.world.grants.byAccessToken(tokens.access_token)?.person.id).toBe(ANA)
    }),
    { numRuns: 60 },
  )
})

describe('of two sign-ins', () => {
  const grants = () => createGrants(flow.open(flow.folder()), createSealer([SECRET]))
  /** A sign-in asks who it is as well, but not here. */
  const asked = () => flow.arrived('me')

  test('an hour apart nothing is asked of Zoom', async () => {
    const { put } = grants()
    await put(ANA, expired(await flow.tokens('ana')))
    const before = asked()
    await put(ANA, await flow.tokens('ana'))
    expect(asked()).toBe(before)
  })

  test('at once the one that is stored last counts where Zoom does not say which is dead', async () => {
    const { put, get } = grants()
    await put(ANA, await flow.tokens('ana'))
    const before = asked()
    flow.fault({ path: 'me', status: 500 })
    const later = await flow.tokens('ana')
    expect((await put(ANA, later)).tokens).toEqual(later)
    expect(asked()).toBe(before + 1)
    expect((await get(ANA)).tokens).toEqual(later)
  })
})
