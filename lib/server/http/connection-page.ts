import 'server-only'
import { isGranted, NEEDED_SCOPES } from '@/lib/scopes.ts'
import { sessionMark } from '../auth/sessions.ts'
import { getContext } from '../context.ts'
import { getEnv } from '../platform/env.ts'
import type { SessionRecord } from '../store/session-store.ts'
import { readRequestUse } from '../zoom/request-use.ts'
import { browserName } from './browser-name.ts'

type Granted = Record<keyof typeof NEEDED_SCOPES, boolean | null>

/**
 * What the connection page tells a person, without any call to Zoom. Throws RollcallError `sign_in_again` where the
 * grant is dead, StoreUnavailable where the store is away.
 */
export async function readConnectionPage(session: SessionRecord) {
  const { grants, rosters, sessions, store } = getContext()
  const env = getEnv()
  const scopes = await grants.scopes(session.user_id)
  const [use, facts, own] = await Promise.all([
    readRequestUse(store, env),
    rosters.facts(session),
    sessions.list(session.user_id),
  ])
  const sharing = env.SHARE_ROSTER === 'off' ? 'off' : session.account_id === '' ? 'no_account' : 'possible'
  return {
    granted: Object.fromEntries(
      Object.entries(NEEDED_SCOPES).map(([call, needed]) => [call, isGranted(needed, scopes)]),
    ) as Granted,
    use,
    roster: {
      facts,
      setup: { interval_s: env.ROSTER_SECONDS, sharing, hasSeveralServers: store.rosters !== null } as const,
      now: Date.now(),
    },
    sessions: own.map(({ ref, user_agent, created_at, active_at }) => ({
      mark: sessionMark(ref),
      browser: browserName(user_agent),
      created_at,
      active_at,
      isThis: ref === session.ref,
    })),
  }
}
