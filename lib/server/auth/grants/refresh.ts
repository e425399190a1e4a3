import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { describeError, log } from '../../platform/logging.ts'
import { metrics } from '../../platform/metrics.ts'
import { ServerError } from '../../server-error.ts'
import type { GrantStore } from '../../store/grant-store.ts'
import { holdLock } from '../../store/hold-lock.ts'
import type { LockStore } from '../../store/lock-store.ts'
import { GrantRefused, refreshTokens, type Tokens } from '../../zoom/oauth.ts'
import { createBackOff, isZoomTrouble } from './back-off.ts'
import type { Grant, SealedGrants } from './sealed-grants.ts'

/** In milliseconds; shorter in tests. */
export const REFRESH_TIMES = {
  lock: 12_000,
  lock_renewal: 3_000,
  lock_poll: 100,
  longest_wait: 45_000,
  /** How long one request waits for a refresh. It goes on without that request. */
  patience: 30_000,
  /** How long a holder that cannot reach the store goes on trying to store a new pair, from when it asked Zoom. */
  save: 70_000,
  /** How long the others wait for that. */
  doubt: 75_000,
  doubt_poll: 500,
  /** Before Zoom is asked again after the first failure. */
  back_off: 1_000,
}

type Needed = {
  store: Pick<GrantStore, 'deleteGrant' | 'getGrant'> & LockStore
  sealed: SealedGrants
  /** What becomes of a good pair whose record has gone meanwhile. */
  onOrphan: (user_id: string, tokens: Tokens) => Promise<Grant>
  /** Gives back what Zoom has issued and no store holds. */
  discard: (tokens: Tokens) => void
  /** Waits for the sign-ins that are under way, as long as `isSettled` does not say that they are no matter any more. */
  signInsOver: (isSettled: () => Promise<boolean>) => Promise<void>
  times?: Partial<typeof REFRESH_TIMES>
}

/**
 * The only place that refreshes. Per grant there is one refresh at a time, over all tabs, sessions and instances:
 * lock, reload, check again, refresh, compare-and-set, release.
 */
export function createRefresh({ store, sealed, onOrphan, discard, signInsOver, times: given }: Needed) {
  const times = { ...REFRESH_TIMES, ...given }
  const running = new Map<string, Promise<Grant>>()
  const backOff = createBackOff(times.back_off)

  async function withLock(user_id: string, used_version: string): Promise<Grant> {
    const name = `refresh:${user_id}`
    const owner = randomUUID()
    const deadline = performance.now() + times.longest_wait
    while (!(await store.acquireLock(name, owner, times.lock))) {
      if (performance.now() > deadline) throw new ServerError('unavailable', { retry_after: 5 })
      await delay(times.lock_poll * (0.5 + Math.random()))
      const grant = await sealed.load(user_id)
      if (grant.version !== used_version) return grant
    }
    const lock = { name, owner, ttl_ms: times.lock, renew_every_ms: times.lock_renewal }
    return holdLock(store, lock, async () => {
      const grant = await sealed.load(user_id)
      return grant.version === used_version ? spend(user_id, grant) : grant
    })
  }

  /**
   * Sends the refresh token. A second lock, the mark, says so for as long as the new pair may still be stored: whoever is cut
   * off from the store loses the first one, and Zoom then refuses the others a token that is not dead but spent.
   */
  async function spend(user_id: string, grant: Grant): Promise<Grant> {
    const mark = `spent:${user_id}:${grant.version}`
    const owner = randomUUID()
    const deadline = performance.now() + times.save
    const isAlone = await store.acquireLock(mark, owner, times.doubt)
    try {
      const tokens = await refreshTokens(grant.tokens.refresh_token).catch(error =>
        noteFailure(user_id, error),
      )
      backOff.succeeded(user_id)
      // One that is left out is the one from before (RFC 6749, 5.1 and 6).
      const scope = tokens.scope || grant.tokens.scope
      return await keep(user_id, grant.version, { ...tokens, scope }, deadline)
    } catch (error) {
      if (!(error instanceof GrantRefused)) throw error
      return isAlone ? await bury(user_id, grant, error) : await outwait(user_id, grant, mark, error)
    } finally {
      if (isAlone) await store.releaseLock(mark, owner).catch(() => {})
    }
  }

  function noteFailure(user_id: string, error: unknown): never {
    if (error instanceof GrantRefused) throw error
    metrics().refreshes.inc({ outcome: 'failed' })
    log().warn(
      { event: 'refresh_failed', ...describeError(error) },
      'a grant could not be refreshed and is kept',
    )
    throw isZoomTrouble(error) ? backOff.failed(user_id, error) : error
  }

  async function keep(user_id: string, expected: string, tokens: Tokens, deadline: number): Promise<Grant> {
    log().info({ event: 'grant_refreshed' })
    const grant = await sealed.replace(user_id, expected, tokens, deadline).catch(async error => {
      metrics().refreshes.inc({ outcome: 'not_stored' })
      // A store that cannot even be read may have carried out the write unheard: then somebody will use the pair.
      const version = await store.getGrant(user_id).then(
        record => record?.version ?? expected,
        () => null,
      )
      if (version === expected) discard(tokens)
      throw error
    })
    metrics().refreshes.inc({ outcome: grant ? 'renewed' : 'overtaken' })
    if (grant) return grant
    const stored = await store.getGrant(user_id)
    // A new sign-in won; its authorization has killed this pair already.
    return stored ? sealed.open(stored) : onOrphan(user_id, tokens)
  }

  /** Zoom's refusal is believed only if the stored pair has not moved meanwhile: a sign-in elsewhere may have replaced it. */
  async function bury(user_id: string, grant: Grant, refusal: GrantRefused): Promise<Grant> {
    // The sign-in may not have stored its pair yet.
    await signInsOver(async () => (await store.getGrant(user_id))?.version !== grant.version)
    if (!(await store.deleteGrant(user_id, grant.version))) {
      metrics().refreshes.inc({ outcome: 'overtaken' })
      return sealed.load(user_id)
    }
    metrics().refreshes.inc({ outcome: 'refused' })
    log().info({ event: 'grant_dead' }, 'Zoom refused a grant; its user has to sign in again')
    throw new ServerError('sign_in_again', { cause: refusal })
  }

  /** Somebody else has sent this token and not said what came of it: the newer pair may be theirs. */
  async function outwait(user_id: string, grant: Grant, mark: string, refusal: GrantRefused): Promise<Grant> {
    log().warn({ event: 'refusal_in_doubt' }, 'Zoom refused a grant that another instance may have refreshed')
    for (;;) {
      await delay(times.doubt_poll)
      const current = await sealed.load(user_id)
      if (current.version !== grant.version) return current
      if (await store.acquireLock(mark, randomUUID(), times.doubt_poll)) return bury(user_id, grant, refusal)
    }
  }

  return {
    /**
     * A pair newer than `used_version`: one refresh for all who ask this process. It has no abort signal, since nobody's
     * closed tab may lose a rotated pair. Throws RollcallError or StoreUnavailable.
     */
    async start(user_id: string, used_version: string): Promise<Grant> {
      // Per version: who needs something newer than a sign-in's pair must not be answered with that pair.
      const key = `${used_version} ${user_id}`
      let work = running.get(key)
      if (!work) {
        backOff.check(user_id)
        work = withLock(user_id, used_version).finally(() => running.delete(key))
        running.set(key, work)
      }
      return work
    },
    running,
  }
}
