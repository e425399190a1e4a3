import { afterEach, beforeEach, describe, it, vi } from 'vitest'
import type { Store } from '../../../lib/server/store/store.ts'
import { createStoreProbe } from '../../../lib/server/store/store-probe.ts'
import { describeBudget } from './conformance-budget.ts'
import { describeClock } from './conformance-clock.ts'
import { describeGrants } from './conformance-grants.ts'
import type { Handles } from './conformance-inputs.ts'
import { describeLocks } from './conformance-locks.ts'
import { describeSessions } from './conformance-sessions.ts'
import { describeViews } from './conformance-views.ts'

/** By which clock a store measures time: this process's, which a test need not wait for, or one of its own. */
export type StoreClock = 'ours' | 'its own'

/**
 * What every store has to do. `open` gives one more handle on the same data; each test opens its own two. Tests use ids of
 * their own, so their order does not matter.
 */
export function describeStore(name: string, open: () => Store, clock: StoreClock) {
  describe(name, () => {
    const handles = {} as Handles

    beforeEach(() => {
      if (clock === 'ours')
        vi.useFakeTimers({ toFake: ['setTimeout', 'Date', 'performance'] }).setTimerTickMode('nextTimerAsync')
      handles.one = open()
      handles.two = open()
    })

    afterEach(async () => {
      await handles.one.close()
      await handles.two.close()
    })

    describeSessions(handles)
    describeGrants(handles)
    describeLocks(handles)
    describeViews(handles)
    describeClock(handles)
    describeBudget(handles)

    it('answers a ping', () => handles.one.ping())

    it('can be probed', () => createStoreProbe(handles.one)())
  })
}
