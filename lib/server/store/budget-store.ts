/** Labels under which Zoom counts calls of the whole account (zoom.md section 5). */
export type RateLabel = 'LIGHT' | 'MEDIUM'

/** The request budget that all instances share. */
export interface BudgetStore {
  /**
   * Asks to start one call under `label` now. 0: counted, start it. Otherwise nothing was counted, and the
   * answer is the number of milliseconds after which asking again is worthwhile. Over all instances no
   * window of one second ever holds more than `per_second` starts. Uses the store's own clock. Rejects with
   * StoreUnavailable.
   */
  takeBudget(label: RateLabel, per_second: number): Promise<number>
  /**
   * The last start that was counted by `ago_ms` ago has happened only now: it counts from now on, or calls after it would
   * come to Zoom within the same second. Rejects with StoreUnavailable.
   */
  moveStart(label: RateLabel, ago_ms: number): Promise<void>
  /** How many calls have been started under `label` in the last minute, over all instances. Rejects with StoreUnavailable. */
  countStarts(label: RateLabel): Promise<number>
}

/**
 * The window over which a store counts starts, in milliseconds. Zoom counts per second of arrival, and busy
 * machines and the network may bring two calls closer together than they were counted; the part above 1000
 * absorbs that. It costs as much of the budget: a sixth.
 */
export const BUDGET_WINDOW_MS = 1200

/** So long a store remembers starts, to tell how many there were lately. */
export const STARTS_KEPT_MS = 60_000
