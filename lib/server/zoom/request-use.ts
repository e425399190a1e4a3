import type { Env } from '../platform/env.ts'
import { type BudgetStore, type RateLabel, STARTS_KEPT_MS } from '../store/budget-store.ts'

/** How much of one budget is used: calls a second over the last minute, and the most that may start in any one second. */
export type RequestUse = { label: RateLabel; used: number; allowed: number }

/** The most calls that may start in any one-second window, by label. */
export function requestsAllowed({
  ZOOM_REQUESTS_PER_SECOND: medium,
}: Pick<Env, 'ZOOM_REQUESTS_PER_SECOND'>): Record<RateLabel, number> {
  return { MEDIUM: medium, LIGHT: medium * 2 }
}

/** Over all instances. Rejects with StoreUnavailable. */
export async function readRequestUse(
  store: BudgetStore,
  env: Pick<Env, 'ZOOM_REQUESTS_PER_SECOND'>,
): Promise<RequestUse[]> {
  const allowed = requestsAllowed(env)
  return Promise.all(
    (['MEDIUM', 'LIGHT'] as const).map(async label => ({
      label,
      used: (await store.countStarts(label)) / (STARTS_KEPT_MS / 1_000),
      allowed: allowed[label],
    })),
  )
}
