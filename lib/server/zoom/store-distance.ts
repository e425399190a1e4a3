/** How much later than it was counted a call may start; the store's window is longer than a second by more than this. */
const LATE_MS = 50

const MOST_REMEMBERED = 8
const LEAST_REMEMBERED = 3
const REMEMBERED_FOR_MS = 2_000

/**
 * Follows how long the store takes to answer, in milliseconds. The usual time is how far away it is: the third quickest
 * of the last eight, so that a store that moves is believed after six answers at most, and one quick answer among slow
 * ones does not make those late.
 */
export function createStoreDistance() {
  const recent: { took: number; until: number }[] = []

  function usual(): number {
    const times = recent.map(({ took }) => took).sort((a, b) => a - b)
    return times[Math.floor(times.length / 4)] ?? 0
  }

  return {
    usual,

    /**
     * When the store counted what it was asked for at `asked`: as late as it can be for its distance. Of the first answers
     * of a process nobody knows what was distance and what was a slow start: then as early as can be.
     */
    countedAt: (asked: number): number => asked + (recent.length < LEAST_REMEMBERED ? 0 : usual()),

    /** Remembers one answer. True if it came later than usual by so much that what it grants is out of its time. */
    isLate(took: number): boolean {
      const now = performance.now()
      recent.push({ took, until: now + REMEMBERED_FOR_MS })
      const isOver = () => recent.length > MOST_REMEMBERED || (recent[0]?.until ?? now) < now
      while (recent.length > LEAST_REMEMBERED && isOver()) recent.shift()
      return took - usual() > LATE_MS
    },
  }
}
