import type { BudgetStore } from './budget-store.ts'
import type { GrantStore } from './grant-store.ts'
import type { LockStore } from './lock-store.ts'
import type { RosterStore } from './roster-store.ts'
import type { SessionStore } from './session-store.ts'
import type { ViewStore } from './view-store.ts'

/**
 * Everything that outlives a request, over one connection. SQLite for one instance, Redis or Valkey for any
 * number; both pass the same conformance suite. Writes of sessions, grants and views are durable when their
 * promise resolves (in Redis as far as its appendfsync goes). After StoreUnavailable a write may still have been
 * carried out: read again before judging. Callers take only the interfaces that they need.
 */
export type Store = SessionStore &
  GrantStore &
  LockStore &
  BudgetStore &
  ViewStore & {
    /** Where instances share rosters; null where there is one instance, which keeps them to itself. */
    rosters: RosterStore | null
    /** Resolves if the store can be read; whether it can be written, a probe knows (store-probe.ts). */
    ping(): Promise<void>
    /**
     * Looks at how the store is set up: warns in the log where it may lose data, and rejects, with words for the
     * operator, where it can never work. Resolves while it is away.
     */
    check(): Promise<void>
    close(): Promise<void>
  }
