import { expect, test, vi } from 'vitest'
import { createSignal } from './signal.ts'

test('every listener hears each notice until it has left', () => {
  const signal = createSignal()
  const [one, two] = [vi.fn(), vi.fn()]
  const leave = signal.subscribe(one)
  signal.subscribe(two)
  signal.notify()
  leave()
  signal.notify()
  expect([one.mock.calls.length, two.mock.calls.length]).toEqual([1, 2])
})

test('what runs while somebody listens starts with the first, stops once with the last, and starts anew', () => {
  const stop = vi.fn()
  const start = vi.fn(() => stop)
  const { subscribe } = createSignal(start)
  const leaveOne = subscribe(() => {})
  const leaveTwo = subscribe(() => {})
  leaveOne()
  leaveOne()
  expect([start.mock.calls.length, stop.mock.calls.length]).toEqual([1, 0])
  leaveTwo()
  leaveTwo()
  expect([start.mock.calls.length, stop.mock.calls.length]).toEqual([1, 1])
  subscribe(() => {})
  expect(start).toHaveBeenCalledTimes(2)
})

test('a listener that leaves while it is told does not keep the others from hearing', () => {
  const { subscribe, notify } = createSignal()
  const other = vi.fn()
  const leave = subscribe(() => leave())
  subscribe(other)
  notify()
  expect(other).toHaveBeenCalledOnce()
})
