import { serverTime } from '@/lib/api/server-clock.ts'
import { formatDay, formatTime } from '../../formats.ts'

/**
 * Since when a status is known to hold. `first_read`: it held already when the agent was first read, so at least since.
 * `seen`: its change was seen between two reads. `event`: Zoom told the moment. Never more than that is known: Zoom's
 * list does not say (zoom.md 2.3).
 */
export type StatusSince = { at: string; kind: 'first_read' | 'seen' | 'event' }

/** The day on which clocks go forward: a time alone would be taken for one of today. */
const SHORTEST_DAY_MS = 23 * 3_600_000

/**
 * Since when a status is known to hold, never for how long: "since 14:02" where the change was seen or told, "at least
 * since 13:58" where the agent already had it when it was first read. `now`: epoch milliseconds, by
 * the server's clock where the page knows it; it decides whether the day is said.
 */
export function describeSince(
  { at, kind }: StatusSince,
  zone: string,
  now = serverTime() ?? Date.now(),
): string {
  const day = now - Date.parse(at) < SHORTEST_DAY_MS ? '' : `${formatDay(at, zone)}, `
  return `${kind === 'first_read' ? 'at least since' : 'since'} ${day}${formatTime(at, zone)}`
}
