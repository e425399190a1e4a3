/** Somebody who looks. `signed_in_at`: a sign-in brings a new grant, which has shown nothing yet. */
export type Viewer = { user_id: string; account_id: string; signed_in_at: number }

/** Nobody has asked for so long: nobody looks. */
const LOOKING_MS = 60_000

/** Who looks at a roster, and how often their tabs want it read anew. */
export class Viewers {
  /** When each person last asked, by the interval that the tab wanted (0: none). */
  readonly #asked = new Map<string, Map<number, number>>()
  #latest = 0

  /** Epoch milliseconds of the last question; 0 before the first. */
  get askedAt(): number {
    return this.#latest
  }

  get areThere(): boolean {
    return isRecent(this.#latest)
  }

  haveAskedWithin(ms: number): boolean {
    return isRecent(this.#latest, ms)
  }

  add(user_id: string, every_ms: number): void {
    this.#latest = Date.now()
    const tabs = this.#asked.get(user_id) ?? new Map<number, number>()
    this.#asked.set(user_id, tabs.set(every_ms, this.#latest))
  }

  /** Who looks now, the last to ask first. */
  people(): string[] {
    this.#forget()
    const last = (tabs: Map<number, number>) => Math.max(...tabs.values())
    return [...this.#asked].sort(([, a], [, b]) => last(b) - last(a)).map(([user_id]) => user_id)
  }

  /** The shortest interval that anybody wants; Infinity when nobody wants one. */
  everyMs(): number {
    this.#forget()
    const wanted = [...this.#asked.values()].flatMap(tabs => [...tabs.keys()])
    return Math.min(Number.POSITIVE_INFINITY, ...wanted.filter(every_ms => every_ms > 0))
  }

  #forget(): void {
    for (const [user_id, tabs] of this.#asked) {
      for (const [every_ms, asked_at] of tabs) if (!isRecent(asked_at)) tabs.delete(every_ms)
      if (tabs.size === 0) this.#asked.delete(user_id)
    }
  }
}

/** Times to come were noted before the clock was set back. */
const isRecent = (at: number, within_ms = LOOKING_MS) => Math.abs(Date.now() - at) < within_ms
