import { BUDGET_WINDOW_MS } from '../store/budget-store.ts'

/** How soon to ask again for a turn that another instance has. */
const RETRY_MS = 15

/**
 * Lets walks start their calls one after the other, evenly, so that all of them together use half of the MEDIUM budget at
 * most, whatever the people ask for meanwhile. `take` asks for a turn among all instances: false while one is taken, which
 * lasts for so many milliseconds.
 */
export function createPace(
  medium_per_second: number,
  take: (lasts_ms: number) => Promise<boolean> = async () => true,
): () => Promise<void> {
  const half = Math.max(0.5, Math.floor(medium_per_second / 2))
  const gap_ms = BUDGET_WINDOW_MS / half
  let next_at = 0
  return async () => {
    const now = performance.now()
    const at = Math.max(now, next_at)
    next_at = at + gap_ms
    if (at > now) await pause(at - now)
    while (!(await take(Math.ceil(gap_ms)))) await pause(RETRY_MS)
  }
}

const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))
