import { setTimeout as delay } from 'node:timers/promises'
import { log } from '../../platform/logging.ts'
import { ServerError } from '../../server-error.ts'
import type { GrantRecord, GrantStore } from '../../store/grant-store.ts'
import { isStoreUnavailable } from '../../store/store-unavailable.ts'
import type { Tokens } from '../../zoom/oauth.ts'
import { type createSealer, SealBroken } from '../seal.ts'

/** A stored pair, readable. */
export type Grant = { tokens: Tokens; version: GrantRecord['version'] }

const SAVE_PAUSE_MS = 250

/** The grants in the store, sealed on their way in and opened on their way out. Every method may throw StoreUnavailable. */
export function createSealedGrants(store: GrantStore, sealer: ReturnType<typeof createSealer>) {
  const boundTo = (user_id: string) => `grant:${user_id}`
  const seal = (user_id: string, tokens: Tokens) => sealer.seal(JSON.stringify(tokens), boundTo(user_id))

  /** Throws `sign_in_again` where it was sealed with a secret that is gone. */
  function open({ user_id, version, sealed }: GrantRecord): Grant {
    try {
      return { tokens: JSON.parse(sealer.open(sealed, boundTo(user_id))) as Tokens, version }
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error
      log().error({ event: 'seal_broken' }, error.message)
      throw new ServerError('sign_in_again', { cause: error })
    }
  }

  return {
    open,

    /** The same; null where nobody can read it any more. */
    tryOpen(record: GrantRecord): Grant | null {
      try {
        return open(record)
      } catch {
        return null
      }
    },

    /** The stored pair; throws `sign_in_again` where there is none that can be used. */
    async load(user_id: string): Promise<Grant> {
      const record = await store.getGrant(user_id)
      if (!record) throw new ServerError('sign_in_again')
      return open(record)
    },

    /** Stores a pair if the version is still `expected`, null standing for none; null if it had moved. */
    async set(user_id: string, expected: string | null, tokens: Tokens): Promise<Grant | null> {
      const version = await store.compareAndSetGrant(user_id, expected, seal(user_id, tokens))
      return version === null ? null : { tokens, version }
    },

    /**
     * Stores a refreshed pair if the version is still `expected`; null if it had moved. The old refresh token is spent
     * by now, so a store that fails is tried until `deadline` (of `performance`).
     */
    async replace(
      user_id: string,
      expected: string,
      tokens: Tokens,
      deadline: number,
    ): Promise<Grant | null> {
      const sealed = seal(user_id, tokens)
      for (let attempt = 1; ; attempt++) {
        try {
          const version = await store.compareAndSetGrant(user_id, expected, sealed)
          if (version !== null) return { tokens, version }
          if (attempt === 1) return null
          // An earlier write may have been carried out although its answer was lost.
          const stored = await store.getGrant(user_id)
          return stored?.sealed === sealed ? { tokens, version: stored.version } : null
        } catch (error) {
          if (!isStoreUnavailable(error) || performance.now() > deadline) throw error
          if (attempt % 20 === 1)
            log().error(
              { event: 'grant_save_failed', attempt },
              'a refreshed grant could not be stored; trying again',
            )
          await delay(SAVE_PAUSE_MS)
        }
      }
    },
  }
}

export type SealedGrants = ReturnType<typeof createSealedGrants>
