/** What may be changed from the command line. */
export type Options = {
  minutes: number
  seconds: number
  rounds: number
  /** What is sent by nobody is sent to an app with a Redis, or to one that browsers reach over https. */
  redis: boolean
  https: boolean
  /** How many instances share that Redis. */
  instances: number
}

/** Figures for the table: what was measured, in the order in which it is told. */
export type Figures = Record<string, number | string>

export type Case = {
  name: string
  /** The promise that is checked, in one line. */
  promise: string
  /** Longest time, in seconds; a case that takes longer is stopped and counts as violated. */
  within: (options: Options) => number
  /** Throws Violation, or whatever went wrong. */
  run: (options: Options) => Promise<Figures>
}

/** The product broke a promise. The message says which one and with what. */
export class Violation extends Error {
  readonly code = 'violation'
  constructor(message: string) {
    super(message)
    this.name = 'Violation'
  }
}

export function check(kept: boolean, otherwise: string): void {
  if (!kept) throw new Violation(otherwise)
}

export function checkEqual(what: string, actual: unknown, expected: unknown): void {
  check(actual === expected, `${what}: ${String(actual)} instead of ${String(expected)}`)
}

export function checkBelow(what: string, actual: number, limit: number): void {
  check(actual < limit, `${what}: ${actual}, not below ${limit}`)
}

/** Waits until something is true, asking often. Throws Violation after `within_ms`. */
export async function until(
  what: string,
  within_ms: number,
  isSo: () => Promise<boolean> | boolean,
): Promise<void> {
  const deadline = Date.now() + within_ms
  while (!(await isSo())) {
    check(Date.now() < deadline, `${what}: not within ${within_ms / 1000} s`)
    await pause(50)
  }
}

export const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))

/** How often each value comes up, as text: `200 x 198, 503 x 2`. */
export function tally(values: readonly (string | number)[]): string {
  const counts = new Map<string | number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].map(([value, count]) => `${value} x ${count}`).join(', ')
}

/** The value below which `share` (0..1) of the values lie, rounded. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN)
}
