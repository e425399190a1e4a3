import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { createSharedReads, type Need } from './shared-reads.ts'

const stays = () => new AbortController().signal

/** Reads that are answered by hand. `heeds` the signal: a read that stops fails. */
function readsUnderTest({ heeds = true } = {}) {
  const shareRead = createSharedReads()
  const calls: {
    key: string
    need: Readonly<Need>
    signal: AbortSignal
    answer: (value: unknown) => void
    fail: (error: unknown) => void
  }[] = []
  const read = (
    key: string,
    signal: AbortSignal = stays(),
    wanted: Need = { priority: 'waited_for', patience_ms: 0 },
  ) =>
    shareRead(key, signal, wanted, (shared, need) => {
      return new Promise((answer, fail) => {
        calls.push({ key, need, signal: shared, answer, fail })
        if (heeds) shared.addEventListener('abort', () => fail(shared.reason))
      })
    })
  return { read, calls }
}

describe('equal reads at the same time', () => {
  test('are one call with one answer for all', async () => {
    const { read, calls } = readsUnderTest()
    const reads = Array.from({ length: 50 }, () => read('ana list'))
    expect(calls).toHaveLength(1)
    const answer = { users: [] }
    calls[0]?.answer(answer)
    for (const each of await Promise.all(reads)) expect(each).toBe(answer)
  })

  test('share a failure too, and the next one tries anew', async () => {
    const { read, calls } = readsUnderTest()
    const reads = [read('a'), read('a')]
    const away = new Error('away')
    calls[0]?.fail(away)
    for (const each of reads) await expect(each).rejects.toBe(away)
    const again = read('a')
    expect(calls).toHaveLength(2)
    calls[1]?.answer('back')
    expect(await again).toBe('back')
  })

  test('are as urgent and as patient as the one among them that is most so', () => {
    const { read, calls } = readsUnderTest()
    for (const [priority, patience_ms] of [
      ['background', 1_000],
      ['waited_for', 500],
      ['background', 4_000],
    ] as const)
      void read('a', stays(), { priority, patience_ms })
    expect(calls.map(({ need }) => need)).toEqual([{ priority: 'waited_for', patience_ms: 4_000 }])
    for (const patience_ms of [500, 200]) void read('b', stays(), { priority: 'background', patience_ms })
    expect(calls[1]?.need).toEqual({ priority: 'background', patience_ms: 500 })
  })

  test('are one call only while it runs: an answer is never kept', async () => {
    const { read, calls } = readsUnderTest()
    const first = read('a')
    calls[0]?.answer(1)
    expect(await first).toBe(1)
    const second = read('a')
    calls[1]?.answer(2)
    expect(await second).toBe(2)
  })

  test('of different people or of different things are calls of their own', async () => {
    const { read, calls } = readsUnderTest()
    const keys = ['ana list', 'bo list', 'ana regions']
    const reads = keys.map(key => read(key))
    expect(calls.map(({ key }) => key)).toEqual(keys)
    for (const call of calls) call.answer(call.key)
    expect(await Promise.all(reads)).toEqual(keys)
  })
})

describe('a caller who leaves', () => {
  test('gets the reason at once and leaves the read to the others', async () => {
    const { read, calls } = readsUnderTest()
    const leaving = new AbortController()
    const gone = read('a', leaving.signal)
    const other = read('a')
    const reason = new Error('closed the tab')
    leaving.abort(reason)
    await expect(gone).rejects.toBe(reason)
    expect(calls[0]?.signal.aborted).toBe(false)
    calls[0]?.answer('here')
    expect(await other).toBe('here')
  })

  test('stops the read when nobody else waits', async () => {
    const { read, calls } = readsUnderTest()
    const leaving = [new AbortController(), new AbortController()]
    const reads = leaving.map(({ signal }) => read('a', signal))
    leaving[0]?.abort()
    await expect(reads[0]).rejects.toThrow()
    expect(calls[0]?.signal.aborted).toBe(false)
    leaving[1]?.abort()
    await expect(reads[1]).rejects.toThrow()
    expect(calls[0]?.signal.aborted).toBe(true)
    expect(calls[0]?.signal.reason).toMatchObject({ name: 'AbortError' })
  })

  test('from a read that does not stop at once has no part in the ones after it', async () => {
    const { read, calls } = readsUnderTest({ heeds: false })
    const leaving = new AbortController()
    const gone = read('a', leaving.signal)
    leaving.abort()
    await expect(gone).rejects.toThrow()
    const next = read('a')
    expect(calls).toHaveLength(2)
    calls[0]?.answer('stale')
    await new Promise(resolve => setImmediate(resolve)) // the first one is cleared away by then
    const joined = read('a')
    expect(calls).toHaveLength(2)
    calls[1]?.answer('fresh')
    expect(await Promise.all([next, joined])).toEqual(['fresh', 'fresh'])
  })

  test('or stays leaves nothing behind on the signal', async () => {
    const { read, calls } = readsUnderTest()
    const [stayed, left] = [new AbortController(), new AbortController()]
    const reads = [read('a', stayed.signal), read('a', left.signal)]
    left.abort()
    await expect(reads[1]).rejects.toThrow()
    calls[0]?.answer('here')
    await reads[0]
    for (const { signal } of [stayed, left]) expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  test('does not spoil the read of somebody who comes right after', async () => {
    const { read, calls } = readsUnderTest()
    const leaving = new AbortController()
    const gone = read('a', leaving.signal)
    leaving.abort()
    await expect(gone).rejects.toThrow()
    const next = read('a')
    expect(calls).toHaveLength(2)
    expect(calls[1]?.signal.aborted).toBe(false)
    calls[1]?.answer('fresh')
    expect(await next).toBe('fresh')
  })

  test('before asking starts nothing', async () => {
    const { read, calls } = readsUnderTest()
    await expect(read('a', AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
    expect(calls).toHaveLength(0)
  })

  test('after the answer stops nothing', async () => {
    const { read, calls } = readsUnderTest()
    const caller = new AbortController()
    const reading = read('a', caller.signal)
    calls[0]?.answer('here')
    expect(await reading).toBe('here')
    caller.abort()
    expect(calls[0]?.signal.aborted).toBe(false)
  })
})
