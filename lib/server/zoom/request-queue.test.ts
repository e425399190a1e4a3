import { getEventListeners } from 'node:events'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { BUDGET_WINDOW_MS, type RateLabel } from '../store/budget-store.ts'
import { createRequestQueue, type Priority } from './request-queue.ts'

/** A budget that is granted by hand: every question of the queue waits for an answer. */
function budget() {
  const asked: { label: RateLabel; answer: (wait: number) => void; fail: (error: unknown) => void }[] = []
  const take = (label: RateLabel) =>
    new Promise<number>((answer, fail) => {
      asked.push({ label, answer, fail })
    })
  const settle = async () => {
    for (let step = 0; step < 20; step++) await Promise.resolve()
  }
  return {
    take,
    asked,
    settle,
    async grant(wait = 0) {
      await settle()
      asked.shift()?.answer(wait)
      await settle()
    },
  }
}

/** A queue under such a budget, and who has started so far. */
function queueUnderTest() {
  const { take, ...hand } = budget()
  const { waitForTurn } = createRequestQueue(take)
  const started: string[] = []
  const ask = (
    name: string,
    person = 'ana',
    need: Priority | { priority: Priority } = 'waited_for',
    signal: AbortSignal = new AbortController().signal,
    label: RateLabel = 'MEDIUM',
  ) => {
    const turn = waitForTurn(
      label,
      person,
      typeof need === 'string' ? { priority: need } : need,
      signal,
    ).then(() => {
      started.push(name)
    })
    turn.catch(() => {}) // looked at by the tests that expect it
    return turn
  }
  return { ...hand, ask, started }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the queue before Zoom', () => {
  test('starts nothing before the budget allows it, and one call per grant', async () => {
    const { ask, grant, started, settle } = queueUnderTest()
    for (const name of ['1', '2', '3']) ask(name)
    await settle()
    expect(started).toEqual([])
    await grant()
    expect(started).toEqual(['1'])
    await grant()
    await grant()
    expect(started).toEqual(['1', '2', '3'])
  })

  test('asks again only after the time that the budget names', async () => {
    const { ask, grant, asked, started, settle } = queueUnderTest()
    ask('1')
    await grant(700)
    expect([asked.length, started.length]).toEqual([0, 0])
    vi.advanceTimersByTime(699)
    await settle()
    expect(asked).toHaveLength(0)
    vi.advanceTimersByTime(1)
    await settle()
    expect(asked).toHaveLength(1)
    await grant()
    expect(started).toEqual(['1'])
  })

  test('asks for one start at a time, and not at all when nobody waits', async () => {
    const { ask, grant, asked, settle } = queueUnderTest()
    await settle()
    expect(asked).toHaveLength(0)
    for (const name of ['1', '2', '3']) ask(name)
    await settle()
    expect(asked).toHaveLength(1)
    for (let i = 0; i < 3; i++) await grant()
    expect(asked).toHaveLength(0)
  })

  test('lets calls that a person waits for go before background ones', async () => {
    const { ask, grant, started } = queueUnderTest()
    ask('b1', 'ana', 'background')
    ask('b2', 'bo', 'background')
    ask('w1', 'ana')
    ask('w2', 'bo')
    for (let i = 0; i < 4; i++) await grant()
    expect(started).toEqual(['w1', 'w2', 'b1', 'b2'])
  })

  test('lets a call go first that has become urgent while it waited', async () => {
    const { ask, grant, started } = queueUnderTest()
    const need: { priority: Priority } = { priority: 'background' }
    ask('b1', 'ana', 'background')
    ask('joined', 'bo', need)
    need.priority = 'waited_for'
    await grant()
    expect(started).toEqual(['joined'])
  })

  test.each(['waited_for', 'background'] as const)('lets people take turns (%s)', async priority => {
    const { ask, grant, started } = queueUnderTest()
    for (const person of ['a', 'b', 'c']) for (let i = 1; i <= 3; i++) ask(`${person}${i}`, person, priority)
    for (let i = 0; i < 9; i++) await grant()
    expect(started).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'c2', 'a3', 'b3', 'c3'])
  })

  test('is fair and never over its budget for any crowd', async () => {
    const call = fc.record({
      person: fc.constantFrom('a', 'b', 'c', 'd'),
      priority: fc.constantFrom<Priority>('waited_for', 'background'),
      granted: fc.nat({ max: 2 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 15 }), async calls => {
        const { ask, grant, started, settle } = queueUnderTest()
        const expected: string[] = []
        const waiting: { name: string; person: string; priority: Priority }[] = []
        const served = new Map<string, number>()
        const grantOne = async () => {
          const first = waiting
            .toSorted((x, y) => (served.get(x.person) ?? 0) - (served.get(y.person) ?? 0))
            .toSorted((x, y) => y.priority.localeCompare(x.priority))[0]
          if (!first) return
          waiting.splice(waiting.indexOf(first), 1)
          served.set(first.person, expected.push(first.name))
          await grant()
          expect(started).toEqual(expected)
        }
        for (const [index, { person, priority, granted }] of calls.entries()) {
          waiting.push({ name: `${index}`, person, priority })
          ask(`${index}`, person, priority)
          await settle()
          for (let i = 0; i < granted; i++) await grantOne()
        }
        while (waiting.length > 0) await grantOne()
      }),
    )
  })

  test('keeps LIGHT and MEDIUM apart', async () => {
    const { ask, asked, started, settle } = queueUnderTest()
    ask('medium')
    ask('light', 'ana', 'waited_for', new AbortController().signal, 'LIGHT')
    await settle()
    asked.find(({ label }) => label === 'LIGHT')?.answer(0)
    await settle()
    expect(started).toEqual(['light'])
  })

  test('drops a caller who leaves, with the reason, and serves the next', async () => {
    const { ask, grant, started } = queueUnderTest()
    const leaving = new AbortController()
    const gone = ask('gone', 'ana', 'waited_for', leaving.signal)
    ask('next', 'bo')
    const reason = new Error('closed the tab')
    leaving.abort(reason)
    await expect(gone).rejects.toBe(reason)
    await grant()
    expect(started).toEqual(['next'])
  })

  test('takes nobody who has left already', async () => {
    const { ask, asked, settle } = queueUnderTest()
    const reason = new Error('gone')
    await expect(ask('gone', 'ana', 'waited_for', AbortSignal.abort(reason))).rejects.toBe(reason)
    await settle()
    expect(asked).toHaveLength(0)
  })

  test('goes on for later callers when the one it asked for has left', async () => {
    const { ask, grant, started } = queueUnderTest()
    const leaving = new AbortController()
    ask('gone', 'ana', 'waited_for', leaving.signal)
    leaving.abort()
    await grant()
    ask('later')
    await grant()
    expect(started).toEqual(['later'])
  })

  test('gives up with rate_limited after fifteen seconds', async () => {
    const { ask, settle } = queueUnderTest()
    const turn = ask('1')
    vi.advanceTimersByTime(14_999)
    const early = await Promise.race([turn.catch(() => 'gave up'), settle().then(() => 'waits')])
    expect(early).toBe('waits')
    vi.advanceTimersByTime(1)
    await expect(turn).rejects.toMatchObject({ code: 'rate_limited', retry_after: 5 })
  })

  test('fails all who wait with the error of the store, and works again afterwards', async () => {
    const { ask, asked, grant, started, settle } = queueUnderTest()
    const turns = [ask('1'), ask('2', 'bo')]
    await settle()
    const away = new Error('store away')
    asked.shift()?.fail(away)
    for (const turn of turns) await expect(turn).rejects.toBe(away)
    ask('3')
    await grant()
    expect(started).toEqual(['3'])
  })

  test('leaves nothing behind: no timer, and nothing on the signal', async () => {
    const { ask, grant } = queueUnderTest()
    const [served, leaving] = [new AbortController(), new AbortController()]
    ask('served', 'ana', 'waited_for', served.signal)
    const gone = ask('gone', 'ana', 'waited_for', leaving.signal)
    leaving.abort()
    await expect(gone).rejects.toThrow()
    await grant()
    expect(vi.getTimerCount()).toBe(0)
    for (const { signal } of [served, leaving]) expect(getEventListeners(signal, 'abort')).toEqual([])
  })
})

/** How many calls each of some queues starts in `ms`, all of them with more callers than they can serve. */
async function startsIn(ms: number, takes: ((label: RateLabel) => Promise<number>)[]): Promise<number[]> {
  const counts = takes.map(() => 0)
  const over = new AbortController()
  for (const [index, take] of takes.entries()) {
    const { waitForTurn } = createRequestQueue(take)
    const call = async (): Promise<void> => {
      await waitForTurn('MEDIUM', 'ana', { priority: 'waited_for' }, over.signal)
      counts[index] = (counts[index] ?? 0) + 1
      return call()
    }
    for (let caller = 0; caller < 20; caller++) call().catch(() => {})
  }
  await vi.advanceTimersByTimeAsync(ms)
  over.abort()
  return counts
}

const PER_SECOND = 7
/** Starts that the budget allows in ten seconds. */
const ALLOWED = Math.floor((10_000 / BUDGET_WINDOW_MS) * PER_SECOND)

/** One budget that any number of queues share. Its answers take as long as `distance` says, there and back. */
function sharedBudget() {
  const counted: number[] = []
  return {
    counted,
    seenFrom: (distance: () => number) => async () => {
      const there = distance() / 2
      await new Promise(resolve => setTimeout(resolve, there))
      const now = performance.now()
      const earlier = counted.at(-PER_SECOND)
      const wait = earlier === undefined ? 0 : Math.max(0, earlier + BUDGET_WINDOW_MS - now)
      if (wait === 0) counted.push(now)
      await new Promise(resolve => setTimeout(resolve, there))
      return wait
    },
  }
}

describe('the distance of the store', () => {
  test.each([60, 300, 600])('grows by %i ms: throughput falls for a moment at most', async farther => {
    const { counted, seenFrom } = sharedBudget()
    const moves = performance.now() + 3_000
    const [used = 0] = await startsIn(13_000, [seenFrom(() => (performance.now() < moves ? 2 : 2 + farther))])
    expect(used).toBeGreaterThan(ALLOWED * 1.3 - 2 * PER_SECOND)
    expect(counted.length - used).toBeLessThanOrEqual(8)
  })

  test.each([60, 300, 600])('does not matter as long as it stays %i ms', async distance => {
    const { counted, seenFrom } = sharedBudget()
    const [used = 0] = await startsIn(10_000, [seenFrom(() => distance)])
    expect(used).toBeGreaterThan(ALLOWED - PER_SECOND)
    expect(counted.length - used).toBeLessThanOrEqual(PER_SECOND) // on their way at the end
  })

  test('is made up for by asking no more often than callers wait', async () => {
    const { ask, asked, grant, started, settle } = queueUnderTest()
    ask('1')
    await settle()
    vi.advanceTimersByTime(300)
    await grant()
    ask('2')
    ask('3')
    await settle()
    expect(asked).toHaveLength(2)
    await grant(10)
    expect(asked).toHaveLength(1)
    await grant()
    vi.advanceTimersByTime(10)
    await settle()
    expect(asked).toHaveLength(1)
    await grant()
    expect(started).toEqual(['1', '2', '3'])
    expect(asked).toHaveLength(0)
  })

  test('may be longer than the time that the budget names: then it is asked again at once', async () => {
    const timers = vi.spyOn(globalThis, 'setTimeout')
    const { ask, asked, grant, settle } = queueUnderTest()
    ask('1')
    await settle()
    vi.advanceTimersByTime(300)
    await grant(10)
    vi.advanceTimersByTime(1)
    await settle()
    expect(asked).toHaveLength(1)
    for (const [, ms] of timers.mock.calls) expect(ms).toBeGreaterThanOrEqual(0)
  })

  test('that only one of two instances has costs the other nothing', async () => {
    const { seenFrom } = sharedBudget()
    const moves = performance.now() + 3_000
    const far = seenFrom(() => (performance.now() < moves ? 2 : 302))
    const [troubled = 0, healthy = 0] = await startsIn(13_000, [far, seenFrom(() => 2)])
    expect(healthy).toBeGreaterThan(ALLOWED / 2)
    expect(troubled + healthy).toBeGreaterThan(ALLOWED)
  })

  test.each([
    ['every other answer', [2, 200]],
    ['all but one of eight', [2, 200, 200, 200, 200, 200, 200, 200]],
    ['a growing share', [2, 2, 200, 2, 200, 200, 2, 200, 200, 200]],
  ])('that changes with %s: most slots are used', async (_what, distances) => {
    const { counted, seenFrom } = sharedBudget()
    let asked = 0
    const [used = 0] = await startsIn(10_000, [seenFrom(() => distances[asked++ % distances.length] ?? 0)])
    expect(used).toBeGreaterThan(counted.length * 0.45)
  })

  test('is not what one late answer is about: its slot is lost and another is taken', async () => {
    const { counted, seenFrom } = sharedBudget()
    const isLate = () => counted.length === 10
    const [used = 0] = await startsIn(10_000, [seenFrom(() => (isLate() ? 400 : 2))])
    expect(counted.length - used).toBe(1)
  })
})
