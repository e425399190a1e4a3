import { ServerError } from '../server-error.ts'
import type { RateLabel } from '../store/budget-store.ts'
import { createStoreDistance } from './store-distance.ts'

/** `waited_for`: a person looks at the place where the answer will be. `background`: a refresh nobody asked for. */
export type Priority = 'waited_for' | 'background'

/** `need` is read anew at every turn: the read may have become urgent while it waited. */
type Waiting = {
  person: string
  need: { readonly priority: Priority }
  start: (counted_at: number) => void
  fail: (error: unknown) => void
}

const LONGEST_WAIT_MS = 15_000

/** So many questions to the store are under way at once: one for each so many milliseconds that it is away, up to this. */
const MOST_ASKED = 8
const DISTANCE_OF_ONE_MS = 25

/** Puts what is in the background behind all that is waited for: more turns than there will ever be, in whole numbers. */
const BEHIND = 2 ** 52

/**
 * Lets calls to Zoom start no faster than the account's budget, which all instances share through `take`
 * (0: start now; otherwise ask again in so many milliseconds). Calls that a person waits for go first;
 * within a priority people take turns, so that nobody's many tabs starve another.
 */
export function createRequestQueue(take: (label: RateLabel) => Promise<number>) {
  const waiting: Record<RateLabel, Waiting[]> = { LIGHT: [], MEDIUM: [] }
  const lastServed = new Map<string, number>()
  /** Questions under way, and those that wait to be asked again. With more of them than callers, slots would be lost. */
  const asking: Record<RateLabel, number> = { LIGHT: 0, MEDIUM: 0 }
  const distance = createStoreDistance()
  let turn = 0

  function next(queue: Waiting[]): Waiting {
    const rank = (w: Waiting) =>
      (w.need.priority === 'waited_for' ? 0 : BEHIND) + (lastServed.get(w.person) ?? 0)
    return queue.reduce((best, w) => (rank(w) < rank(best) ? w : best))
  }

  /**
   * When a call may start, with the moment (of `performance`) at which it was counted; null when nobody is left to ask
   * for. The store counts a start when it decides; a busy process may hear of it so late that the call would fall into
   * another second. Such a slot is lost and another one is taken. How far away the store is does not count as late.
   */
  async function takeSlot(label: RateLabel): Promise<number | null> {
    while (asking[label] <= waiting[label].length) {
      const asked = performance.now()
      const wait = await take(label)
      const late = distance.isLate(performance.now() - asked)
      if (wait === 0 && !late) return distance.countedAt(asked)
      // The next question takes as long to arrive as this answer did: it leaves that much sooner, at once where that is longer.
      if (wait > 0) await new Promise(resolve => setTimeout(resolve, Math.max(0, wait - distance.usual())))
    }
    return null
  }

  /** One question at a time while the store is near; more the farther it is, or the distance would bound the rate. */
  function askForAll(label: RateLabel): void {
    const most = Math.min(MOST_ASKED, Math.max(1, Math.ceil(distance.usual() / DISTANCE_OF_ONE_MS)))
    while (asking[label] < Math.min(most, waiting[label].length)) void askForOne(label)
  }

  async function askForOne(label: RateLabel): Promise<void> {
    const queue = waiting[label]
    asking[label]++
    try {
      const counted_at = await takeSlot(label)
      if (counted_at === null) return
      if (queue.length === 0) return // the one we asked for went away meanwhile: its slot is lost, which is safe
      const chosen = next(queue)
      queue.splice(queue.indexOf(chosen), 1)
      lastServed.delete(chosen.person)
      lastServed.set(chosen.person, ++turn)
      if (lastServed.size > 1_000) lastServed.delete(lastServed.keys().next().value as string)
      chosen.start(counted_at)
    } catch (error) {
      letGo(label, error)
    } finally {
      asking[label]--
      askForAll(label)
    }
  }

  function letGo(label: RateLabel, error: unknown): void {
    for (const w of waiting[label].splice(0)) w.fail(error)
  }

  /**
   * Resolves when the call may start, with the moment (of `performance`) at which the budget has counted it. Rejects with
   * the signal's reason, `rate_limited` after 15 s, or the store's error.
   */
  async function waitForTurn(
    label: RateLabel,
    person: string,
    need: Waiting['need'],
    signal: AbortSignal,
  ): Promise<number> {
    signal.throwIfAborted()
    return new Promise<number>((resolve, reject) => {
      const leave = (error: unknown) => {
        const at = waiting[label].indexOf(entry)
        if (at >= 0) waiting[label].splice(at, 1)
        done()
        reject(error)
      }
      const onAbort = () => leave(signal.reason)
      const timer = setTimeout(
        () => leave(new ServerError('rate_limited', { retry_after: 5 })),
        LONGEST_WAIT_MS,
      )
      const done = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', onAbort)
      }
      const entry: Waiting = {
        person,
        need,
        start: counted_at => {
          done()
          resolve(counted_at)
        },
        fail: leave,
      }
      signal.addEventListener('abort', onAbort, { once: true })
      waiting[label].push(entry)
      askForAll(label)
    })
  }

  return {
    waitForTurn,
    /** Rejects for everybody who waits: their calls would not be made. */
    letAllGo: (error: unknown): void => {
      letGo('LIGHT', error)
      letGo('MEDIUM', error)
    },
  }
}
