import { STATUS_KINDS, type StatusKind, statusKind } from '@/lib/agents/status/status.ts'
import { lastHalfHour, type StatusCounts, type StatusSample } from '@/lib/agents/status/status-history.ts'

/** A sample, and its number among all changes of its roster. */
export type HeldSample = StatusSample & { seq: number }

/** Walks may follow each other faster, but no eye could tell more samples than these apart. */
const APART_MS = 10_000
const BYTES_A_SAMPLE = 250

/** How many agents had each status over the last half hour, as walks found them: 181 samples at most. */
export class History {
  #samples: readonly HeldSample[] = []
  /** What was counted up to this change is forgotten. */
  #forgotten = 0

  get forgotten(): number {
    return this.#forgotten
  }

  get bytes(): number {
    return this.#samples.length * BYTES_A_SAMPLE
  }

  /** Whether a walk whose oldest page was read `at` (epoch milliseconds) is to be counted. */
  isDue(at: number): boolean {
    return at - this.#latest >= APART_MS
  }

  /** Readings farther apart than `within_ms` have a gap between them. */
  add({ seq, at, counts }: { seq: number; at: number; counts: StatusCounts }, within_ms: number): void {
    const isGap = this.#samples.length > 0 && at - this.#latest > Math.max(within_ms, 2 * APART_MS)
    const sample = { seq, at: new Date(at).toISOString(), counts }
    this.#samples = lastHalfHour([...this.#samples, isGap ? { ...sample, after_gap: true } : sample])
  }

  /** The samples after one change, up to another. */
  after(change: number, upTo = Number.POSITIVE_INFINITY): HeldSample[] {
    return this.#samples.filter(({ seq }) => seq > change && seq <= upTo)
  }

  /** Lets go of all that was counted up to the change `seq`. */
  forget(seq: number): void {
    this.#forgotten = seq
    this.#samples = this.after(seq)
  }

  /** Takes over what another instance has counted. */
  take(samples: readonly HeldSample[]): void {
    const seq = this.#samples.at(-1)?.seq ?? 0
    this.#samples = lastHalfHour([...this.#samples, ...samples.filter(sample => sample.seq > seq)])
  }

  get #latest(): number {
    return Date.parse(this.#samples.at(-1)?.at ?? '') || 0
  }
}

/** How many have each status; `statuses` are those of rows, as JSON, many of them equal. */
export function countStatuses(statuses: readonly string[]): StatusCounts {
  const counts = Object.fromEntries(STATUS_KINDS.map(kind => [kind, 0])) as Record<StatusKind, number>
  const kinds = new Map<string, StatusKind>()
  for (const status of statuses) {
    let kind = kinds.get(status)
    if (!kind) {
      kind = statusKind(JSON.parse(status))
      kinds.set(status, kind)
    }
    counts[kind]++
  }
  return counts
}
