import { STATUS_KINDS, type StatusKind } from './status.ts'

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

/** What is younger than the latest sample by the half hour at most, and the one at that edge. */
export function lastHalfHour<Sample extends Pick<StatusSample, 'at'>>(
  samples: readonly Sample[],
): readonly Sample[] {
  const latest = samples.at(-1)
  if (!latest) return samples
  const edge = Date.parse(latest.at) - HISTORY_MS
  const first = samples.findLastIndex(({ at }) => Date.parse(at) <= edge)
  return first <= 0 ? samples : samples.slice(first)
}

/** Samples without a gap between them, run by run. */
export function toRuns(samples: readonly StatusSample[]): StatusSample[][] {
  const runs: StatusSample[][] = []
  for (const sample of samples) {
    const run = runs.at(-1)
    if (run && !sample.after_gap) run.push(sample)
    else runs.push([sample])
  }
  return runs
}

/** The counts as they were known at a time (epoch milliseconds); null within a gap, before the first and after the last. */
export function countsAt(samples: readonly StatusSample[], time: number): StatusCounts | null {
  const index = samples.findLastIndex(({ at }) => Date.parse(at) <= time)
  const sample = samples[index]
  if (!sample) return null
  const next = samples[index + 1]
  const isCovered = next ? !next.after_gap : false
  return isCovered || Date.parse(sample.at) === time ? sample.counts : null
}

/** The statuses that anybody had at any time. */
export function seenStatuses(samples: readonly StatusSample[]): StatusKind[] {
  return STATUS_KINDS.filter(kind => samples.some(({ counts }) => counts[kind] > 0))
}
