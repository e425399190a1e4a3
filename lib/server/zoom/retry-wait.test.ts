import { expect, test } from 'vitest'
import type { ErrorCode } from '@/lib/errors.ts'
import { ServerError } from '@/lib/server/server-error.ts'
import { TokenRefused } from './classify.ts'
import { ConnectionLost } from './http.ts'
import { retryWait } from './retry-wait.ts'

/** The shortest and the longest wait after each of three tries. */
const waits = (error: unknown) =>
  [1, 2, 3].map(attempt => [() => 0, () => 1].map(random => retryWait(error, attempt, random)))
const refused = (code: ErrorCode, retry_after?: number) => new ServerError(code, { retry_after })

test.each([
  ['a connection that broke', new ConnectionLost(new Error('x'))],
  ['Zoom being away', refused('unavailable')],
  ['Zoom being away for five seconds', refused('unavailable', 5)],
])('after %s the next try comes soon, later each time', (_what, error) => {
  expect(waits(error)).toEqual([
    [225, 375],
    [450, 750],
    [900, 1_500],
  ])
})

test('after a limit it comes when Zoom says, or later each time where that is sooner', () => {
  expect(waits(refused('rate_limited'))).toEqual([
    [1_000, 1_250],
    [2_000, 2_500],
    [4_000, 5_000],
  ])
  expect(waits(refused('rate_limited', 3))).toEqual([
    [3_000, 3_750],
    [3_000, 3_750],
    [4_000, 5_000],
  ])
})

test.each([
  ['Zoom being away for longer', refused('unavailable', 6)],
  ['a missing right', refused('not_permitted')],
  ['no answer in time', refused('zoom_timeout')],
  ['a refused token', new TokenRefused()],
  ['a fault of ours', new TypeError('x')],
])('after %s there is none', (_what, error) => {
  expect(waits(error).flat()).toEqual(Array(6).fill(null))
})

test('those who were refused together do not come back together', () => {
  const error = refused('unavailable')
  expect(new Set(Array.from({ length: 20 }, () => retryWait(error, 1))).size).toBeGreaterThan(1)
})
