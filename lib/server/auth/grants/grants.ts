import { isRollcallError } from '@/lib/errors.ts'
import { within } from '../../platform/within.ts'
import { ServerError } from '../../server-error.ts'
import type { GrantStore } from '../../store/grant-store.ts'
import type { LockStore } from '../../store/lock-store.ts'
import type { SessionStore } from '../../store/session-store.ts'
import { isReplaced } from '../../zoom/me.ts'
import type { Tokens } from '../../zoom/oauth.ts'
import type { createSealer } from '../seal.ts'
import type { IsLive } from '../session-life.ts'
import { createRefresh, REFRESH_TIMES } from './refresh.ts'
import { createRevocations } from './revocations.ts'
import { createSealedGrants, type Grant } from './sealed-grants.ts'
import { createSigningIn } from './signing-in.ts'

const AHEAD_MS = 60_000
/** An access token with less left than this may be dead before Zoom reads it. */
const MARGIN_MS = 1_000
/** Of two pairs obtained within this time either may be the later one: an answer may take so long, and clocks of instances differ. */
const AT_ONCE_MS = 60_000

type Options = {
  /** Every stored session unless told. */
  isLive?: IsLive
  times?: Partial<typeof REFRESH_TIMES>
}

/** Whether the pair should be replaced before it is used: in its last minute, or last quarter if it lives shorter. */
function isDue({ obtained_at, expires_at }: Tokens): boolean {
  return Date.now() >= expires_at - Math.min(AHEAD_MS, (expires_at - obtained_at) / 4)
}

/** The grants of all users: one pair of tokens each, from a sign-in until no session needs it. */
export function createGrants(
  store: GrantStore & LockStore & Pick<SessionStore, 'listSessions' | 'now'>,
  sealer: ReturnType<typeof createSealer>,
  { isLive = () => true, times }: Options = {},
) {
  const sealed = createSealedGrants(store, sealer)
  const revocations = createRevocations()
  const allTimes = { ...REFRESH_TIMES, ...times }
  const signingIn = createSigningIn(store, allTimes.doubt_poll)
  const discard = revocations.start
  const refresh = createRefresh({ store, sealed, onOrphan, discard, signInsOver: signingIn.over, times })
  /** Between a record's end here and its pair's end at Zoom. */
  const ending = new Set<Promise<void>>()
  const { patience } = allTimes

  /** Whether a live session needs this grant, by our own clock or by the store's: one of them may be wrong for a moment. */
  async function isNeeded(user_id: string): Promise<boolean> {
    const sessions = await store.listSessions(user_id)
    if (sessions.length === 0) return false
    for (const now of [Date.now(), await store.now()])
      if (sessions.some(session => isLive(session, now))) return true
    return false
  }

  /** A good pair whose record has gone: revoked if it was signed out, stored anew if somebody has wrongly given it up. */
  async function onOrphan(user_id: string, tokens: Tokens): Promise<Grant> {
    if (!(await isNeeded(user_id))) {
      revocations.start(tokens)
      throw new ServerError('signed_out')
    }
    const grant = await put(user_id, tokens)
    await endIfUnused(user_id) // a sign-out between the two
    return grant
  }

  /**
   * Stores a pair that Zoom has just issued in the place of the user's earlier one, which Zoom has killed (zoom.md 1.3). Where
   * another one is stored that was issued at about the same time, only Zoom knows which of the two that is. Returns the one kept; throws StoreUnavailable.
   */
  async function put(user_id: string, tokens: Tokens): Promise<Grant> {
    for (;;) {
      const stored = await store.getGrant(user_id)
      const other = stored && sealed.tryOpen(stored)
      const isDoubtful = other && other.tokens.obtained_at > tokens.obtained_at - AT_ONCE_MS
      if (isDoubtful && (await isReplaced(tokens))) return other
      const grant = await sealed.set(user_id, stored?.version ?? null, tokens)
      if (grant) return grant
    }
  }

  /**
   * Ends the grant of a user without live sessions: here at once, at Zoom when it can be reached. A sign-in stores its
   * session before its pair, so a pair seen together with no session is one that nobody needs.
   */
  function endIfUnused(user_id: string): Promise<void> {
    const work = endUnlessNeeded(user_id).finally(() => ending.delete(work))
    ending.add(work)
    return work
  }

  async function endUnlessNeeded(user_id: string): Promise<void> {
    for (;;) {
      const record = await store.getGrant(user_id)
      if (!record || (await isNeeded(user_id))) return
      const grant = sealed.tryOpen(record)
      const revoke = () => grant && revocations.start(grant.tokens)
      const isDeleted = await store.deleteGrant(user_id, record.version).catch(error => {
        revoke() // it may have gone unheard; no session needs the pair in any case
        throw error
      })
      if (!isDeleted) continue // a refresh moved it: look again
      revoke()
      return
    }
  }

  async function patiently(work: Promise<Grant>): Promise<Grant> {
    const grant = await within(patience, work)
    if (!grant) throw new ServerError('unavailable', { retry_after: 5 })
    return grant
  }

  return {
    put,

    /**
     * The current pair, refreshed ahead of its expiry; as long as it is good nobody waits for that. Throws
     * RollcallError or StoreUnavailable.
     */
    async get(user_id: string): Promise<Grant> {
      const grant = await sealed.load(user_id)
      if (!isDue(grant.tokens)) return grant
      const work = refresh.start(user_id, grant.version)
      if (Date.now() >= grant.tokens.expires_at - MARGIN_MS) return patiently(work)
      work.catch(() => {}) // noted and logged there; tried again by whoever comes later
      return grant
    },

    /** A pair newer than the version that Zoom has just refused. */
    async renew(user_id: string, refused_version: string): Promise<Grant> {
      const grant = await sealed.load(user_id)
      return grant.version === refused_version ? patiently(refresh.start(user_id, refused_version)) : grant
    },

    /** Whether there is a pair that could be used; Zoom is not asked. */
    async isUsable(user_id: string): Promise<boolean> {
      try {
        await sealed.load(user_id)
        return true
      } catch (error) {
        if (isRollcallError(error)) return false
        throw error
      }
    },

    /** The scopes of the stored pair, as Zoom named them at the sign-in; never refreshes. */
    async scopes(user_id: string): Promise<string[]> {
      return (await sealed.load(user_id)).tokens.scope.split(' ').filter(Boolean)
    },

    isNeeded,
    endIfUnused,

    /** Gives back what Zoom has issued and no store holds. */
    discard,

    /** A sign-in's work, from the code until its pair is stored: until then no refusal of another pair is believed. */
    duringSignIn: signingIn.during,

    /**
     * Resolves when no refresh, no end of a grant and no revocation is under way: a process that stopped in the middle
     * would lose a grant, or leave one.
     */
    async settled(): Promise<void> {
      const underWay = () => [...refresh.running.values(), ...ending, ...revocations.running]
      while (underWay().length > 0) await Promise.allSettled(underWay())
    },
  }
}

export type Grants = ReturnType<typeof createGrants>
