import type { Priority } from './request-queue.ts'

/** How urgent a read is, and for how long it may be tried again. Who joins one that runs already may raise both. */
export type Need = { priority: Priority; patience_ms: number }

type Read = { answer: Promise<unknown>; need: Need; waiting: number; abort: AbortController }

/**
 * Equal reads that run at the same time are one call. The key must name the person: answers of one never
 * reach another. A caller that goes away leaves the read to the others; the last one to leave stops it.
 */
export function createSharedReads() {
  const running = new Map<string, Read>()

  return async function shareRead<T>(
    key: string,
    signal: AbortSignal,
    wanted: Need,
    start: (signal: AbortSignal, need: Readonly<Need>) => Promise<T>,
  ): Promise<T> {
    signal.throwIfAborted()
    let read = running.get(key)
    if (!read) {
      const abort = new AbortController()
      const need = { ...wanted }
      const answer = start(abort.signal, need).finally(() => {
        if (running.get(key)?.abort === abort) running.delete(key)
      })
      answer.catch(() => {}) // everybody may have gone before it fails
      read = { answer, need, waiting: 0, abort }
      running.set(key, read)
    }
    const mine = read
    mine.waiting++
    if (wanted.priority === 'waited_for') mine.need.priority = 'waited_for'
    mine.need.patience_ms = Math.max(mine.need.patience_ms, wanted.patience_ms)
    let onAbort: (() => void) | undefined
    const gone = new Promise<never>((_, reject) => {
      onAbort = () => reject(signal.reason)
      signal.addEventListener('abort', onAbort, { once: true })
    })
    try {
      return (await Promise.race([mine.answer, gone])) as T
    } finally {
      if (onAbort) signal.removeEventListener('abort', onAbort)
      mine.waiting--
      if (mine.waiting === 0 && running.get(key) === mine) {
        running.delete(key)
        mine.abort.abort(new DOMException('Nobody waits for this read any more.', 'AbortError'))
      }
    }
  }
}
