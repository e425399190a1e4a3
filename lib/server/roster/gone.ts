import type { Held } from './held/held.ts'

/** Calls to Zoom after one walk; whoever is left comes after the next one. */
const MOST_ASKED = 5
/** A refusal has everybody's sight checked anew; one that lasts may not do that with every walk. */
const ASK_AGAIN_MS = 600_000

/**
 * Where Zoom's list moves under every walk, no walk says who is gone. Zoom is then asked for those one by one whom at
 * least two walks in a row did not bring.
 */
export class Gone {
  readonly #held: Held
  readonly #isGone: (reader: string, user_id: string) => Promise<boolean>
  #askAt = Number.NEGATIVE_INFINITY

  /** `isGone`: whether Zoom knows an agent no more, by the grant of one person. */
  constructor(held: Held, isGone: (reader: string, user_id: string) => Promise<boolean>) {
    this.#held = held
    this.#isGone = isGone
  }

  /** Removes those whom Zoom knows no more; true if there were some. What it does not say is no news of anybody. */
  async remove(reader: string): Promise<boolean> {
    const { size } = this.#held
    if (performance.now() < this.#askAt) return false
    for (const user_id of this.#held.unseen.slice(0, MOST_ASKED)) {
      try {
        if (await this.#isGone(reader, user_id)) this.#held.remove(user_id)
        else this.#held.noteSeen(user_id)
      } catch {
        this.#askAt = performance.now() + ASK_AGAIN_MS
        break
      }
    }
    return this.#held.size < size
  }
}
