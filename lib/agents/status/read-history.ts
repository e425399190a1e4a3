import { STATUS_KINDS, type StatusKind } from './status.ts'
import type { StatusCounts, StatusSample } from './status-history.ts'

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
