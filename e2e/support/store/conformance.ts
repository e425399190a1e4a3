import { afterAll, beforeAll, describe, it } from 'vitest'
import type { Store } from '../../../lib/server/store/store.ts'
import { createStoreProbe } from '../../../lib/server/store/store-probe.ts'
import { describeBudget } from './conformance-budget.ts'
import { describeClock } from './conformance-clock.ts'
import { describeGrants } from './conformance-grants.ts'
import type { Handles } from './conformance-inputs.ts'
import { describeLocks } from './conformance-locks.ts'
import { describeSessions } from './conformance-sessions.ts'
import { describeViews } from './conformance-views.ts'

/**
 * What every store has to do. `open` gives one more handle on the same data. Tests use ids of their own, so
 * their order does not matter.
 */
export function describeStore(name: string, open: () => Promise<Store>) {
  describe(name, () => {
    const handles = {} as Handles

    beforeAll(async () => {
      handles.one = await open()
      handles.two = await open()
    })

    afterAll(async () => {
      await handles.one?.close()
      await handles.two?.close()
    })

    describeSessions(handles)
    describeGrants(handles)
    describeLocks(handles)
    describeBudget(handles)
    describeViews(handles)
    describeClock(handles)

    it('answers a ping', () => handles.one.ping())

    it('can be probed', () => createStoreProbe(handles.one)())
  })
}
