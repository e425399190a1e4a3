import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { RateLabel } from '../store/budget-store.ts'
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
  const waitForTurn = createRequestQueue(take)
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
  test('a slot whose grant is heard too late is not used, and a store that is far away is not late', async () => {
    const { ask, asked, grant, started, settle } = queueUnderTest()
    const grantAfter = async (ms: number) => {
      await settle()
      vi.advanceTimersByTime(ms)
      await grant()
    }
    ask('1')
    await grantAfter(200)
    expect(started).toEqual(['1'])
    ask('2')
    await grantAfter(251)
    await grantAfter(251)
    expect(started).toEqual(['1'])
    expect(asked).toHaveLength(1)
    await grantAfter(250)
    expect(started).toEqual(['1', '2'])
  })

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

  test('leaves no timer behind', async () => {
    const { ask, grant } = queueUnderTest()
    ask('1')
    await grant()
    expect(vi.getTimerCount()).toBe(0)
  })
})
