import 'server-only'
import type { SessionFacts } from '@/lib/api/session.ts'
import { getEnv } from '../platform/env.ts'
import type { SessionRecord } from '../store/session-store.ts'
import { personMark } from './person-mark.ts'

const WARN_BEFORE_MS = 2 * 60_000

/** What a page may know of its session. */
export function describeSession(session: SessionRecord): SessionFacts {
  const { user_id, user_name, created_at, active_at, expires_at } = session
  const idle_ms = getEnv().SESSION_IDLE_MINUTES * 60_000
  const idle_end = active_at + idle_ms
  return {
    person: personMark(user_id),
    user_name,
    started_at: created_at,
    told_at: Date.now(),
    ends_at: Math.min(idle_end, expires_at),
    warn_at: idle_end < expires_at ? idle_end - Math.min(WARN_BEFORE_MS, idle_ms / 2) : null,
  }
}
