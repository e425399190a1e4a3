import { randomBytes } from 'node:crypto'
import type { Env } from '../platform/env.ts'
import { metrics } from '../platform/metrics.ts'
import type { SessionRecord, SessionStore } from '../store/session-store.ts'
import type { Tokens } from '../zoom/oauth.ts'
import type { Grants } from './grants.ts'

const TOUCH_EVERY_MS = 30_000

export type NewSession = {
  user_id: string
  account_id: string
  user_name: string
  user_agent: string
  tokens: Tokens
}

/**
 * Sign-ins, kept on the server. The cookie's reference is worth something only while its record exists, is
 * younger than the absolute end and has been used by a person within the idle time.
 */
export function createSessions(
  store: SessionStore,
  grants: Grants,
  env: Pick<Env, 'SESSION_IDLE_MINUTES' | 'SESSION_MAX_HOURS'>,
) {
  const idle_ms = env.SESSION_IDLE_MINUTES * 60_000

  const isOver = (session: SessionRecord, now: number) =>
    now >= session.expires_at || now - session.active_at >= idle_ms

  async function end(
    session: Pick<SessionRecord, 'ref' | 'user_id'>,
    reason: 'sign_out' | 'timeout' = 'sign_out',
  ): Promise<void> {
    const { last } = await store.deleteSession(session.ref)
    metrics().sessionsEnded.inc({ reason })
    if (last) await grants.endIfUnused(session.user_id)
  }

  return {
    /** Stores the session and then its user's pair, in this order (see Grants.endIfUnused). Returns the reference. */
    async start({ user_id, account_id, user_name, user_agent, tokens }: NewSession): Promise<string> {
      const now = Date.now()
      const ref = randomBytes(32).toString('base64url')
      const expires_at = now + env.SESSION_MAX_HOURS * 3_600_000
      await store.putSession({
        ref,
        user_id,
        account_id,
        user_name,
        user_agent,
        created_at: now,
        active_at: now,
        expires_at,
      })
      await grants.put(user_id, tokens)
      metrics().signIns.inc()
      return ref
    },

    /** The live session behind a reference as it is from now on, or null. With `activity` a person caused this, which postpones the idle end. */
    async read(ref: string, activity: boolean): Promise<SessionRecord | null> {
      const session = await store.getSession(ref)
      if (!session) return null
      let now = Date.now()
      if (isOver(session, now)) {
        // This machine's clock may be wrong for a moment: the store's has to agree.
        now = await store.now()
        if (isOver(session, now)) {
          await end(session, 'timeout')
          return null
        }
      }
      if (!activity || now - session.active_at < Math.min(TOUCH_EVERY_MS, idle_ms / 4)) return session
      void store.touchSession(ref, now).catch(() => {}) // reading goes on where nothing can be written
      return { ...session, active_at: now }
    },

    end,

    /** All of one user's sign-ins, newest first. */
    list: (user_id: string) =>
      store.listSessions(user_id).then(list => list.filter(s => Date.now() - s.active_at < idle_ms)),

    /** Ends every sign-in of a user, and so the grant. */
    async endAll(user_id: string): Promise<void> {
      for (const session of await store.listSessions(user_id)) {
        await store.deleteSession(session.ref)
        metrics().sessionsEnded.inc({ reason: 'sign_out' })
      }
      await grants.endIfUnused(user_id)
    },
  }
}

export type Sessions = ReturnType<typeof createSessions>
