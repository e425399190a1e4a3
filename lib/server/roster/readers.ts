import { isRollcallError } from '@/lib/errors.ts'
import { isRefusal, ReaderForgotten } from './sharing/refusals.ts'

/** The people with whose grants one roster is read. */
export class Readers {
  readonly #able: () => string[]
  #latest = ''

  /** @param able who looks and may read it, the first to be asked first */
  constructor(able: () => string[]) {
    this.#able = able
  }

  get areThere(): boolean {
    return this.#able().length > 0
  }

  /**
   * Walks once with the grant of one of them: with the next one's where Zoom refuses that person, or they are forgotten,
   * and once more where its place in the list has expired. False where nobody is left to walk with. Throws what else
   * ended the walk.
   */
  async walk(once: (user_id: string) => Promise<void>): Promise<boolean> {
    const refused = new Set<string>()
    let mayStartOver = true
    for (;;) {
      const reader = this.#choose(refused)
      if (reader === undefined) return false
      try {
        await once(reader)
        return true
      } catch (thrown) {
        const isExpired = isRollcallError(thrown) && thrown.code === 'page_expired'
        if (isRefusal(thrown) || thrown instanceof ReaderForgotten) refused.add(reader)
        else if (isExpired && mayStartOver) mayStartOver = false
        else throw thrown
      }
    }
  }

  /** Whoever has read before goes on, so that one sight is what is held. */
  #choose(refused: ReadonlySet<string>): string | undefined {
    const able = this.#able().filter(user_id => !refused.has(user_id))
    this.#latest = able.find(user_id => user_id === this.#latest) ?? able[0] ?? ''
    return this.#latest || undefined
  }
}
