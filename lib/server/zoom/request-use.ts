import type { RequestUse } from '@/lib/api/request-use.ts'
import type { Env } from '../platform/env.ts'
import type { BudgetStore, RateLabel } from '../store/budget-store.ts'

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
      last_minute: await store.countStarts(label),
      most_per_second: allowed[label],
    })),
  )
}
