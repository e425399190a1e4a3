import type { Settings } from '../settings.ts'
import type { RateLabel } from './endpoints.ts'

/**
 * Counts starts per account and label (zoom.md 5). Whether Zoom's second is fixed or sliding is unknown;
 * a sliding one is the stricter reading. Refused starts do not count.
 */
export class RateLimiter {
  #starts = new Map<string, number[]>()

  /** Takes one start: what remains of the limit in this second, or -1 when there was nothing to take. */
  take(account: string, label: RateLabel, limit: number, now: number): number {
    const key = `${account} ${label}`
    const recent = (this.#starts.get(key) ?? []).filter(start => start > now - 1000)
    const left = limit - recent.length - 1
    if (left >= 0) recent.push(now)
    this.#starts.set(key, recent)
    return Math.max(left, -1)
  }

  clear(): void {
    this.#starts.clear()
  }
}

export function limitOf(label: RateLabel, settings: Settings): number {
  if (label === 'MEDIUM') return settings.medium_per_second
  if (label === 'LIGHT') return settings.light_per_second
  return settings.general_light_per_second
}

export function rateHeaders(label: RateLabel, limit: number, left: number): Record<string, string> {
  return {
    'X-RateLimit-Category': label === 'MEDIUM' ? 'Medium' : 'Light',
    'X-RateLimit-Type': 'QPS',
    'X-RateLimit-Limit': String(limit),
    'X-RateLimit-Remaining': String(Math.max(left, 0)),
  }
}
