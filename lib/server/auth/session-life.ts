import type { Env } from '../platform/env.ts'
import type { SessionRecord } from '../store/session-store.ts'

/**
 * Whether a stored session counts at `now` (epoch ms): it is younger than the absolute end, a person has used it within
 * the idle time, and its person is one who may be here.
 */
export type IsLive = (session: SessionRecord, now: number) => boolean

export function createIsLive(env: Pick<Env, 'SESSION_IDLE_MINUTES' | 'ZOOM_ACCOUNT_ID'>): IsLive {
  const idle_ms = env.SESSION_IDLE_MINUTES * 60_000
  return ({ active_at, expires_at, account_id }, now) =>
    now < expires_at &&
    now - active_at < idle_ms &&
    (env.ZOOM_ACCOUNT_ID === undefined || account_id === env.ZOOM_ACCOUNT_ID)
}
