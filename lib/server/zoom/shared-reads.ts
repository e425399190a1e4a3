type Read = { answer: Promise<unknown>; waiting: number; abort: AbortController }

/**
 * Equal reads that run at the same time are one call. The key must name the person: answers of one never
 * reach another. A caller that goes away leaves the read to the others; the last one to leave stops it.
 */
export function createSharedReads() {
  const running = new Map<string, Read>()

  return async function shareRead<T>(
    key: string,
    signal: AbortSignal,
    start: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    signal.throwIfAborted()
    let read = running.get(key)
    if (!read) {
      const abort = new AbortController()
      const answer = start(abort.signal).finally(() => {
        if (running.get(key)?.abort === abort) running.delete(key)
      })
      answer.catch(() => {}) // everybody may have gone before it fails
      read = { answer, waiting: 0, abort }
      running.set(key, read)
    }
    const mine = read
    mine.waiting++
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
