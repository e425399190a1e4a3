import { RollcallError } from '@/lib/errors.ts'
import { ConnectionLost } from './http.ts'

/**
 * Milliseconds before asking again after the `attempt`-th try (from 1), or null when that would not help. Spread by
 * `random`, so that those who were refused together do not come back together.
 */
export function retryWait(error: unknown, attempt: number, random = Math.random): number | null {
  const soon_ms = 150 * 2 ** attempt * (0.75 + random() / 2)
  if (error instanceof ConnectionLost) return soon_ms
  if (!(error instanceof RollcallError)) return null
  if (error.code === 'rate_limited')
    return Math.max((error.retry_after ?? 1) * 1000, 1000 * 2 ** (attempt - 1)) * (1 + random() / 4)
  return error.code === 'unavailable' && (error.retry_after ?? 0) <= 5 ? soon_ms : null
}
