import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { RollcallError } from '@/lib/errors.ts'
import { describeError, log } from '../platform/logging.ts'
import { metrics } from '../platform/metrics.ts'
import type { GrantRecord, GrantStore } from '../store/grant-store.ts'
import type { LockStore } from '../store/lock-store.ts'
import type { SessionStore } from '../store/session-store.ts'
import { StoreUnavailable } from '../store/store-unavailable.ts'
import { GrantRefused, refreshTokens, revokeTokens, type Tokens } from '../zoom/oauth.ts'
import { type createSealer, SealBroken } from './seal.ts'

// A dead holder's lock runs out after 12 s; renewing every 3 s keeps it through the slowest refresh.
const LOCK_TTL_MS = 12_000
const LOCK_RENEW_MS = 3_000
const LOCK_POLL_MS = 100
const LONGEST_WAIT_MS = 45_000

const AHEAD_MS = 60_000
// A store that refuses connections fails at once, one that hangs after 1.4 s: so a time, not a number of tries.
const SAVE_FOR_MS = 60_000
const SAVE_PAUSE_MS = 250

type Grant = { tokens: Tokens; version: string }

/** Whether the pair should be replaced before it is used: in its last minute, or last quarter if it lives shorter. */
function isDue({ obtained_at, expires_at }: Tokens): boolean {
  return Date.now() >= expires_at - Math.min(AHEAD_MS, (expires_at - obtained_at) / 4)
}

function signInAgain(cause?: unknown) {
  return new RollcallError('sign_in_again', { cause })
}

/**
 * The grants of all users: the only place that refreshes. Per grant there is one refresh at a time, over all
 * tabs, sessions and instances: lock, reload, check again, refresh, compare-and-set, release.
 */
export function createGrants(
  store: GrantStore & LockStore & Pick<SessionStore, 'listSessions'>,
  sealer: ReturnType<typeof createSealer>,
) {
  const refreshing = new Map<string, Promise<Grant>>()
  const boundTo = (user_id: string) => `grant:${user_id}`
  const seal = (user_id: string, tokens: Tokens) => sealer.seal(JSON.stringify(tokens), boundTo(user_id))

  function open({ user_id, version, sealed }: GrantRecord): Grant {
    try {
      return { tokens: JSON.parse(sealer.open(sealed, boundTo(user_id))) as Tokens, version }
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error
      log().error({ event: 'seal_broken' }, error.message)
      throw signInAgain(error)
    }
  }

  async function load(user_id: string): Promise<Grant> {
    const record = await store.getGrant(user_id)
    if (!record) throw signInAgain()
    return open(record)
  }

  /** One refresh for all who ask this process. It has no abort signal: nobody's closed tab may lose a rotated pair. */
  function refreshOnce(user_id: string, used_version: string): Promise<Grant> {
    // Per version: who needs something newer than a sign-in's pair must not be answered with that pair.
    const key = `${used_version} ${user_id}`
    let running = refreshing.get(key)
    if (!running) {
      running = withLock(user_id, used_version).finally(() => refreshing.delete(key))
      refreshing.set(key, running)
    }
    return running
  }

  async function withLock(user_id: string, used_version: string): Promise<Grant> {
    const name = `refresh:${user_id}`
    const owner = randomUUID()
    const deadline = Date.now() + LONGEST_WAIT_MS
    while (!(await store.acquireLock(name, owner, LOCK_TTL_MS))) {
      if (Date.now() > deadline) throw new RollcallError('unavailable', { retry_after: 5 })
      await delay(LOCK_POLL_MS * (0.5 + Math.random()))
      const grant = await load(user_id)
      if (grant.version !== used_version) return grant
    }
    const renewal = setInterval(
      () => void store.renewLock(name, owner, LOCK_TTL_MS).catch(() => {}),
      LOCK_RENEW_MS,
    )
    try {
      const grant = await load(user_id)
      return grant.version === used_version ? await refresh(user_id, grant) : grant
    } finally {
      clearInterval(renewal)
      await store.releaseLock(name, owner).catch(() => {}) // it runs out by itself
    }
  }

  async function refresh(user_id: string, grant: Grant): Promise<Grant> {
    let tokens: Tokens
    try {
      tokens = await refreshTokens(grant.tokens.refresh_token)
    } catch (error) {
      if (!(error instanceof GrantRefused)) {
        metrics().refreshes.inc({ outcome: 'failed' })
        log().warn(
          { event: 'refresh_failed', ...describeError(error) },
          'a grant could not be refreshed and is kept',
        )
        throw error
      }
      // Believed only if the stored pair has not moved meanwhile: a sign-in elsewhere may have replaced it.
      if (await store.deleteGrant(user_id, grant.version)) {
        metrics().refreshes.inc({ outcome: 'refused' })
        log().info({ event: 'grant_dead' }, 'Zoom refused a grant; its user has to sign in again')
        throw signInAgain(error)
      }
      metrics().refreshes.inc({ outcome: 'overtaken' })
      return load(user_id)
    }
    log().info({ event: 'grant_refreshed' })
    const version = await save(user_id, grant.version, tokens).catch(error => {
      metrics().refreshes.inc({ outcome: 'not_stored' })
      throw error
    })
    metrics().refreshes.inc({ outcome: version === null ? 'overtaken' : 'renewed' })
    if (version !== null) return { tokens, version }
    const stored = await store.getGrant(user_id)
    if (stored) return open(stored) // a new sign-in won; its authorization has killed this pair already
    void revokeTokens(tokens) // signed out meanwhile: nobody may keep what Zoom just issued
    throw new RollcallError('signed_out')
  }

  /** The old refresh token is spent by now, so a store that fails is tried for as long as it may take to come back. */
  async function save(user_id: string, expected: string, tokens: Tokens): Promise<string | null> {
    const sealed = seal(user_id, tokens)
    const deadline = Date.now() + SAVE_FOR_MS
    for (let attempt = 1; ; attempt++) {
      try {
        const version = await store.compareAndSetGrant(user_id, expected, sealed)
        if (version !== null || attempt === 1) return version
        // An earlier write may have been carried out although its answer was lost.
        const stored = await store.getGrant(user_id)
        return stored?.sealed === sealed ? stored.version : null
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || Date.now() > deadline) throw error
        if (attempt % 20 === 1) {
          log().error(
            { event: 'grant_save_failed', attempt },
            'a refreshed grant could not be stored; trying again',
          )
        }
        await delay(SAVE_PAUSE_MS)
      }
    }
  }

  return {
    /** Stores what a sign-in brought; it replaces the user's earlier pair, which Zoom has killed (zoom.md 1.3). */
    async put(user_id: string, tokens: Tokens): Promise<void> {
      await store.putGrant(user_id, seal(user_id, tokens))
    },

    /** The current pair, refreshed ahead of its expiry. Throws RollcallError or StoreUnavailable. */
    async get(user_id: string): Promise<Grant> {
      const grant = await load(user_id)
      if (!isDue(grant.tokens)) return grant
      try {
        return await refreshOnce(user_id, grant.version)
      } catch (error) {
        // Ahead of expiry a failed refresh costs nothing yet: the old access token still works.
        const stillGood =
          error instanceof RollcallError &&
          error.status >= 500 &&
          Date.now() < grant.tokens.expires_at - 1_000
        if (stillGood) return grant
        throw error
      }
    },

    /** Resolves when no refresh is under way: a process that stopped in the middle of one would lose the grant. */
    async settled(): Promise<void> {
      await Promise.allSettled(refreshing.values())
    },

    /** The scopes of the stored pair, as Zoom named them at the sign-in; never refreshes. */
    async scopes(user_id: string): Promise<string[]> {
      return (await load(user_id)).tokens.scope.split(' ').filter(Boolean)
    },

    /** A pair newer than the version that Zoom has just refused. */
    async renew(user_id: string, refused_version: string): Promise<Grant> {
      const grant = await load(user_id)
      return grant.version === refused_version ? refreshOnce(user_id, refused_version) : grant
    },

    /**
     * Ends the grant of a user without sessions: here at once, at Zoom when it can be reached. A sign-in stores
     * its session before its pair, so a pair seen together with no session is one that nobody needs.
     */
    async endIfUnused(user_id: string): Promise<void> {
      for (;;) {
        const record = await store.getGrant(user_id)
        if (!record || (await store.listSessions(user_id)).length > 0) return
        if (!(await store.deleteGrant(user_id, record.version))) continue // a refresh moved it: look again
        try {
          void revokeTokens(open(record).tokens)
        } catch {
          // sealed with a secret that is gone: nothing to revoke with
        }
        return
      }
    },
  }
}

export type Grants = ReturnType<typeof createGrants>
