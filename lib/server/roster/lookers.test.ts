import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Lookers } from './lookers.ts'

const NOW = Date.UTC(2026, 10, 24, 9)
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
})
afterEach(() => {
  vi.useRealTimers()
})
const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)

test('nobody looks before the first question', () => {
  const lookers = new Lookers()
  expect([lookers.areThere, lookers.askedAt, lookers.people()]).toEqual([false, 0, []])
  expect(lookers.everyMs()).toBe(Number.POSITIVE_INFINITY)
})

test('a person looks for a minute after each question, and is forgotten then', () => {
  const lookers = new Lookers()
  lookers.add('ana', 15_000)
  pass(59_999)
  expect([lookers.areThere, lookers.askedAt, lookers.people()]).toEqual([true, NOW, ['ana']])
  lookers.add('bo', 30_000)
  pass(1)
  expect(lookers.people()).toEqual(['bo'])
  expect(lookers.everyMs()).toBe(30_000)
  pass(59_999)
  expect([lookers.areThere, lookers.people()]).toEqual([false, []])
})

test('the last to ask comes first, by the latest of all tabs', () => {
  const lookers = new Lookers()
  lookers.add('ana', 15_000)
  pass(1)
  lookers.add('bo', 15_000)
  pass(1)
  lookers.add('cy', 15_000)
  pass(1)
  lookers.add('ana', 60_000)
  expect(lookers.people()).toEqual(['ana', 'cy', 'bo'])
})

test('the shortest interval of any tab counts, until that tab no longer asks; a tab may want none', () => {
  const lookers = new Lookers()
  lookers.add('ana', 0)
  expect([lookers.areThere, lookers.everyMs()]).toEqual([true, Number.POSITIVE_INFINITY])
  lookers.add('ana', 15_000)
  pass(30_000)
  lookers.add('ana', 60_000)
  lookers.add('bo', 30_000)
  expect(lookers.everyMs()).toBe(15_000)
  pass(30_000)
  expect(lookers.everyMs()).toBe(30_000)
})

test('where the clock is set back by an hour, whoever asked before is forgotten as soon as ever', () => {
  const lookers = new Lookers()
  lookers.add('ana', 15_000)
  pass(-3_600_000)
  expect([lookers.areThere, lookers.people()]).toEqual([false, []])
  lookers.add('bo', 15_000)
  expect([lookers.areThere, lookers.people()]).toEqual([true, ['bo']])
})
