import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest'
import { MAIN_ACCOUNT } from '@/e2e/sandbox/account/people.ts'
import type { RosterAnswer } from '@/lib/agents/roster-answer.ts'
import { createGrants, type Grants } from '../../../lib/server/auth/grants/grants.ts'
import { createSealer } from '../../../lib/server/auth/seal.ts'
import { createRosters, type Rosters } from '../../../lib/server/roster/rosters.ts'
import { noticeRefusals } from '../../../lib/server/roster/sharing/refusals.ts'
import { openRedisStore } from '../../../lib/server/store/redis/redis.ts'
import type { RosterStore } from '../../../lib/server/store/roster-store.ts'
import type { Store } from '../../../lib/server/store/store.ts'
import { createZoomClient } from '../../../lib/server/zoom/client.ts'
import { flow, idOf, SECRET, serveFlow } from '../flow.ts'
import { RedisServer } from '../redis-server.ts'
import { RosterTab } from './roster-tab.ts'
import { INTERVAL } from './times.ts'

export type Instance = { store: Store; grants: Grants; rosters: Rosters; stop: () => Promise<void> }

/** What each test of a file that calls `serveInstances` finds. */
export let redis: RedisServer
let running: Instance[] = []

/** A Zoom of 700 agents and an empty Redis, anew for each test. */
export function serveInstances() {
  serveFlow()
  beforeAll(async () => {
    redis = await RedisServer.reserve()
  })
  beforeEach(async () => {
    // Real time counts as well: an instance that waits for another one looks again.
    vi.useFakeTimers({ toFake: ['Date', 'performance'], shouldAdvanceTime: true })
    flow.world.change({ agents: 700 })
    await redis.start()
  })
  afterEach(async () => {
    for (const instance of running) await instance.stop()
    running = []
    await redis.stop()
  })
  afterAll(() => redis.dispose())
}

/** What an instance of the app makes of its environment. */
export function start({ share = 'on' as 'on' | 'off' } = {}): Instance {
  const store = openRedisStore(redis.url)
  const sealer = createSealer([SECRET])
  const grants = createGrants(store, sealer)
  const env = { ZOOM_API_URL: flow.api_url, ZOOM_REQUESTS_PER_SECOND: 10_000 }
  const readZoom = noticeRefusals(createZoomClient(store, grants, env), user_id => rosters.forget(user_id))
  const sharers = { store: store.rosters as RosterStore, locks: store, sealer }
  const rosters = createRosters(
    readZoom,
    { ...env, ROSTER_SECONDS: INTERVAL / 1_000, SHARE_ROSTER: share },
    sharers,
  )
  const instance = {
    store,
    grants,
    rosters,
    stop: async () => {
      rosters.stop()
      await store.close()
    },
  }
  running.push(instance)
  return instance
}

export const pass = (ms: number) => vi.advanceTimersByTime(ms)
export const agents = () => flow.world.agentsOf(MAIN_ACCOUNT)
export const calls = () => flow.arrived('users')

/** A browser that a balancer leads to any instance. */
export class Tab extends RosterTab {
  facts = ({ rosters }: Instance) => rosters.facts(this.session)

  async ask({ rosters }: Instance, refresh = false): Promise<RosterAnswer> {
    return this.take(await rosters.answer(this.session, { since: this.version, every_s: null, refresh }))
  }

  /** Asks as often as it takes until the whole is there, and what the end of its walk brings. */
  async whole(instance: Instance): Promise<void> {
    await vi.waitFor(async () => {
      pass(300)
      const before = this.version
      const { complete, version } = await this.ask(instance)
      expect([complete, version]).toEqual([true, before])
    }, 20_000)
  }
}

export async function open(person: string, { grants }: Instance): Promise<Tab> {
  await grants.put(idOf(person), await flow.tokens(person))
  return new Tab(person)
}

/** Two instances, each with somebody who has all agents through it. */
export async function openTwo(): Promise<[Instance, Instance, Tab, Tab]> {
  const [one, two] = [start(), start()]
  const [ana, bo] = [await open('ana', one), await open('bo', one)]
  await ana.whole(one)
  await bo.whole(two)
  return [one, two, ana, bo]
}
