import type { StatusKind } from './status.ts'

/** How far back the picture of the statuses goes. */
export const HISTORY_MS = 30 * 60_000

/** One count for all of an account's own statuses together: there may be any number of them. */
export type StatusCounts = Readonly<Record<StatusKind, number>>

/** How many agents had each status in one reading, whose oldest page was read `at` (ISO time). */
export type StatusSample = {
  at: string
  counts: StatusCounts
  /** Nobody knows what was between the sample before and this one: it was not read for longer than usual. */
  after_gap?: true
}

/** What is younger than the latest sample by the half hour at most, and the one at that edge, unless a gap follows it. */
export function lastHalfHour<Sample extends Pick<StatusSample, 'at' | 'after_gap'>>(
  samples: readonly Sample[],
): readonly Sample[] {
  const latest = samples.at(-1)
  if (!latest) return samples
  const edge = Date.parse(latest.at) - HISTORY_MS
  const atEdge = samples.findLastIndex(({ at }) => Date.parse(at) <= edge)
  const first = samples[atEdge + 1]?.after_gap ? atEdge + 1 : atEdge
  return first <= 0 ? samples : samples.slice(first)
}
