import { createHash, randomBytes } from 'node:crypto'
import { ExponentialBackoff, handleAll, retry } from 'cockatiel'
import type { Env } from '../platform/env.ts'
import { metrics } from '../platform/metrics.ts'
import type { SessionRecord, SessionStore } from '../store/session-store.ts'
import type { Tokens } from '../zoom/oauth.ts'
import type { Grants } from './grants/grants.ts'
import { createIsLive } from './session-life.ts'

const TOUCH_EVERY_MS = 30_000
/** The store may be back in a few seconds. */
const again = retry(handleAll, { maxAttempts: 4, backoff: new ExponentialBackoff({ initialDelay: 500 }) })

export type NewSession = {
  user_id: string
  account_id: string
  user_name: string
  user_agent: string
  tokens: Tokens
}

/** What a session is called where its reference must not be seen: no way back to it. */
export function sessionMark(ref: string): string {
  return createHash('sha256').update(`rollcall session ${ref}`).digest('base64url').slice(0, 16)
}

/**
 * Sign-ins, kept on the server. The cookie's reference is worth something only while its record is a live one. It is over
 * only if the store's clock says so, too: ours may be wrong for a moment.
 */
export function createSessions(
  store: SessionStore,
  grants: Pick<Grants, 'put' | 'endIfUnused'>,
  env: Pick<Env, 'SESSION_IDLE_MINUTES' | 'SESSION_MAX_HOURS' | 'ZOOM_ACCOUNT_ID'>,
) {
  const isLive = createIsLive(env)
  const touch_every_ms = Math.min(TOUCH_EVERY_MS, (env.SESSION_IDLE_MINUTES * 60_000) / 4)

  async function list(user_id: string): Promise<SessionRecord[]> {
    const sessions = await store.listSessions(user_id)
    const times = [Date.now()]
    if (!sessions.every(session => isLive(session, Date.now()))) times.push(await store.now())
    return sessions.filter(session => times.some(now => isLive(session, now)))
  }

  async function end(
    { ref, user_id }: Pick<SessionRecord, 'ref' | 'user_id'>,
    reason: 'sign_out' | 'replaced' | 'timeout' = 'sign_out',
  ): Promise<void> {
    await store.deleteSession(ref)
    metrics().sessionsEnded.inc({ reason })
    await grants.endIfUnused(user_id)
  }

  return {
    /** Stores the session and then its user's pair, in this order (see Grants.endIfUnused). Returns the reference. */
    async start({ tokens, ...person }: NewSession): Promise<string> {
      const now = Date.now()
      const ref = randomBytes(32).toString('base64url')
      const expires_at = now + env.SESSION_MAX_HOURS * 3_600_000
      try {
        await store.putSession({ ref, ...person, created_at: now, active_at: now, expires_at })
        await grants.put(person.user_id, tokens)
      } catch (error) {
        void again.execute(() => store.deleteSession(ref)).catch(() => {}) // nobody has its cookie; else it runs out by itself
        throw error
      }
      metrics().signIns.inc()
      return ref
    },

    /**
     * The live session behind a reference as it is from now on, or null. With `activity` a person caused this, which
     * postpones the idle end.
     */
    async read(ref: string, activity: boolean): Promise<SessionRecord | null> {
      const session = await store.getSession(ref)
      if (!session) return null
      let now = Date.now()
      if (!isLive(session, now)) {
        now = await store.now()
        if (!isLive(session, now)) {
          await end(session, 'timeout')
          return null
        }
      }
      if (!activity || now - session.active_at < touch_every_ms) return session
      void store.touchSession(ref, now).catch(() => {}) // reading goes on where nothing can be written
      return { ...session, active_at: now }
    },

    end,

    /** The live ones of a user's sign-ins, newest first. */
    list,

    /** Ends the one of a user's sign-ins that carries this mark; false where there is none. */
    async endMarked(user_id: string, mark: string): Promise<boolean> {
      const session = (await list(user_id)).find(({ ref }) => sessionMark(ref) === mark)
      if (session) await end(session)
      return session !== undefined
    },

    /** Ends every sign-in of the user who asks by `ref`, and so the grant; that one last, to ask again with if the store fails on the way. */
    async endAll({ ref, user_id }: Pick<SessionRecord, 'ref' | 'user_id'>): Promise<void> {
      const isAsking = (session: SessionRecord) => Number(session.ref === ref)
      const sessions = (await store.listSessions(user_id)).sort((a, b) => isAsking(a) - isAsking(b))
      for (const session of sessions) await end(session)
      await grants.endIfUnused(user_id)
    },
  }
}

export type Sessions = ReturnType<typeof createSessions>
