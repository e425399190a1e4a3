import { beforeEach, expect, test, vi } from 'vitest'
import { ServerError } from '../server-error.ts'
import { createBreaker, ZoomSilent } from './breaker.ts'
import { ConnectionLost } from './http.ts'

const lost = () => Promise.reject(new ConnectionLost(new Error('reset')))
const waited = new AbortController().signal

let now = 0
beforeEach(() => {
  now = 5_000
  vi.spyOn(performance, 'now').mockImplementation(() => now)
})

function breakerAfter(silent: number) {
  const onSilence = vi.fn()
  const breaker = createBreaker(onSilence)
  const run = (call: () => Promise<unknown>, signal = waited) =>
    breaker.run(call, signal).catch(error => error)
  const loseSome = async (times: number) => {
    for (let i = 0; i < times; i++) expect(await run(lost)).toBeInstanceOf(ConnectionLost)
  }
  return { ...breaker, run, loseSome, onSilence, ready: loseSome(silent) }
}

test.each([
  ['an answer', () => Promise.resolve('rows')],
  ['a refusal', () => Promise.reject(new ServerError('not_permitted'))],
  ['trouble of Zoom’s that it tells', () => Promise.reject(new ServerError('unavailable'))],
])('%s is no silence, and those before it count no longer', async (_what, answer) => {
  const { ready, run, loseSome, check, onSilence } = breakerAfter(4)
  await ready
  await run(answer)
  await loseSome(4)
  expect(check).not.toThrow()
  expect(onSilence).not.toHaveBeenCalled()
  await loseSome(1)
  expect(check).toThrow(ZoomSilent)
  expect(onSilence).toHaveBeenCalledOnce()
})

test('a call that nobody waits for any more tells nothing', async () => {
  const { ready, run, loseSome, check } = breakerAfter(4)
  await ready
  const left = AbortSignal.abort()
  await run(() => Promise.reject(left.reason), left)
  await loseSome(1)
  expect(check).toThrow(ZoomSilent)
})

test('calls that were made before and come to nothing later do not prolong it', async () => {
  const late = Promise.withResolvers<never>()
  const { ready, run, loseSome, check } = breakerAfter(4)
  await ready
  const earlier = run(() => late.promise)
  await loseSome(1)
  now += 999
  late.reject(new ServerError('zoom_timeout'))
  await earlier
  expect(check).toThrow(ZoomSilent)
  now += 1
  expect(check).not.toThrow()
})

test('one that finds it silent still makes the next wait a second more', async () => {
  const { ready, loseSome, check } = breakerAfter(5)
  await ready
  now += 1_000
  await loseSome(1)
  now += 999
  expect(check).toThrow(ZoomSilent)
  now += 1
  expect(check).not.toThrow()
})
