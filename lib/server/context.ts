import 'server-only'
import { createGrants, type Grants } from './auth/grants/grants.ts'
import type { Grant } from './auth/grants/sealed-grants.ts'
import { createSealer } from './auth/seal.ts'
import { createIsLive } from './auth/session-life.ts'
import { createSessions, type Sessions } from './auth/sessions.ts'
import { getEnv } from './platform/env.ts'
import { metrics } from './platform/metrics.ts'
import { gaugeRosters } from './roster/gauges.ts'
import { createRosters, type Rosters } from './roster/rosters.ts'
import { noticeRefusals } from './roster/sharing/refusals.ts'
import { openStore } from './store/open-store.ts'
import type { Store } from './store/store.ts'
import { createStoreProbe } from './store/store-probe.ts'
import { createSavedViews } from './views/saved-views.ts'
import { createZoomClient, type ReadZoom } from './zoom/client.ts'
import type { Tokens } from './zoom/oauth.ts'

export type Context = {
  store: Store
  /** Rejects while the store cannot be read and written. */
  probeStore: () => Promise<void>
  grants: Grants
  sessions: Sessions
  readZoom: ReadZoom
  rosters: Rosters
  savedViews: ReturnType<typeof createSavedViews>
}

const holder = globalThis as typeof globalThis & { rollcall?: Context }

/**
 * What lives as long as the process: the store and everything that shares work between requests. On
 * globalThis, because Next gives pages and route handlers copies of this module of their own.
 */
export function getContext(): Context {
  holder.rollcall ??= createContext()
  return holder.rollcall
}

function createContext(): Context {
  const env = getEnv()
  const store = openStore(env)
  const isLive = createIsLive(env)
  const sealer = createSealer(env.NEXTAUTH_SECRET)
  const grants = createGrants(store, sealer, { isLive })
  const readZoom: ReadZoom = noticeRefusals(createZoomClient(store, grants, env), user_id =>
    rosters.forget(user_id),
  )
  const sharers = store.rosters && { store: store.rosters, locks: store, sealer }
  const rosters = createRosters(readZoom, env, sharers)
  /** Of a new sign-in: what the person has shown with the grant before counts no longer. */
  async function putGrant(user_id: string, tokens: Tokens): Promise<Grant> {
    const grant = await grants.put(user_id, tokens)
    rosters.forget(user_id)
    return grant
  }
  gaugeRosters(metrics().registry, rosters.all)
  return {
    store,
    probeStore: createStoreProbe(store),
    grants,
    sessions: createSessions(store, { ...grants, put: putGrant }, env),
    readZoom,
    rosters,
    savedViews: createSavedViews(store, sealer),
  }
}
