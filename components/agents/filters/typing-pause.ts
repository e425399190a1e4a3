/** The first question of a word is asked this soon: longer than the time between two quick keys. */
const GUESS_MS = 100
/** If the word went on after all, the next pause must be plainly longer than this person's rhythm. */
const RHYTHMS = 1.6
const SHORTEST_MS = 200
const LONGEST_MS = 450
/** Keys further apart than this belong to different words. */
const NEW_WORD_MS = 1_000

/**
 * How long to wait after a key before Zoom is asked. A quick typist's word costs one question and a slow
 * one's two, instead of one a key: the first pause is taken at its word, later ones only if they stand out.
 */
export function createTypingPause() {
  let lastKey = Number.NEGATIVE_INFINITY
  let rhythm = 0
  let asked = 0
  return {
    /** Milliseconds to wait after a key pressed at `now` (milliseconds of any clock). */
    afterKey(now: number): number {
      const interval = now - lastKey
      lastKey = now
      if (interval > NEW_WORD_MS) {
        rhythm = 0
        asked = 0
      } else rhythm = rhythm === 0 ? interval : (rhythm + interval) / 2
      return asked === 0 ? GUESS_MS : Math.min(LONGEST_MS, Math.max(SHORTEST_MS, rhythm * RHYTHMS))
    },
    /** A question was asked: the rest of the word waits longer. */
    onAsked(): void {
      asked++
    },
  }
}
