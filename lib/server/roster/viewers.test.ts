import { beforeEach, expect, test, vi } from 'vitest'
import { Viewers } from './viewers.ts'

const NOW = Date.UTC(2026, 10, 24, 9)
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
})
const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)

test('nobody looks before the first question', () => {
  const viewers = new Viewers()
  expect([viewers.areThere, viewers.askedAt, viewers.people()]).toEqual([false, 0, []])
  expect(viewers.everyMs()).toBe(Number.POSITIVE_INFINITY)
})

test('a person looks for a minute after each question, and is forgotten then', () => {
  const viewers = new Viewers()
  viewers.add('ana', 15_000)
  pass(59_999)
  expect([viewers.areThere, viewers.askedAt, viewers.people()]).toEqual([true, NOW, ['ana']])
  viewers.add('bo', 30_000)
  pass(1)
  expect(viewers.people()).toEqual(['bo'])
  expect(viewers.everyMs()).toBe(30_000)
  pass(59_999)
  expect([viewers.areThere, viewers.people()]).toEqual([false, []])
})

test('whether anybody has asked within a time is told also after the clock was set back', () => {
  const viewers = new Viewers()
  viewers.add('ana', 15_000)
  pass(99_999)
  expect(viewers.haveAskedWithin(100_000)).toBe(true)
  pass(1)
  expect(viewers.haveAskedWithin(100_000)).toBe(false)
  pass(-3_600_000)
  expect(viewers.haveAskedWithin(100_000)).toBe(false)
})

test('the last to ask comes first, by the latest of all tabs', () => {
  const viewers = new Viewers()
  viewers.add('ana', 15_000)
  pass(1)
  viewers.add('bo', 15_000)
  pass(1)
  viewers.add('cy', 15_000)
  pass(1)
  viewers.add('ana', 60_000)
  expect(viewers.people()).toEqual(['ana', 'cy', 'bo'])
})

test('the shortest interval of any tab counts, until that tab no longer asks; a tab may want none', () => {
  const viewers = new Viewers()
  viewers.add('ana', 0)
  expect([viewers.areThere, viewers.everyMs()]).toEqual([true, Number.POSITIVE_INFINITY])
  viewers.add('ana', 15_000)
  pass(30_000)
  viewers.add('ana', 60_000)
  viewers.add('bo', 30_000)
  expect(viewers.everyMs()).toBe(15_000)
  pass(30_000)
  expect(viewers.everyMs()).toBe(30_000)
})

test('where the clock is set back by an hour, whoever asked before is forgotten as soon as ever', () => {
  const viewers = new Viewers()
  viewers.add('ana', 15_000)
  pass(-3_600_000)
  expect([viewers.areThere, viewers.people()]).toEqual([false, []])
  viewers.add('bo', 15_000)
  expect([viewers.areThere, viewers.people()]).toEqual([true, ['bo']])
})
