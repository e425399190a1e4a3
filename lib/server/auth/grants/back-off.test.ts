import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ServerError } from '@/lib/server/server-error.ts'
import { createBackOff, isZoomTrouble } from './back-off.ts'

const START = 5_000
const away = (retry_after?: number) => new ServerError('unavailable', { retry_after, tracking_id: 'v=2' })

let now = START
beforeEach(() => {
  now = START
  vi.spyOn(performance, 'now').mockImplementation(() => now)
})
afterEach(() => {
  vi.useRealTimers()
})

describe('after a failure of the token endpoint', () => {
  test('the wait doubles with each one in a row, up to half a minute, and is over when it says', () => {
    const backOff = createBackOff(1_000)
    for (const seconds of [1, 2, 4, 8, 16, 30, 30]) {
      expect(backOff.failed('ana', away())).toMatchObject({ code: 'unavailable', retry_after: seconds })
      now += seconds * 1_000 - 1
      expect(() => backOff.check('ana')).toThrow(expect.objectContaining({ retry_after: 1 }))
      now += 1
      expect(() => backOff.check('ana')).not.toThrow()
    }
  })

  test('the wait that is left is told in seconds, with what failed', () => {
    const backOff = createBackOff(20_000)
    const error = new ServerError('zoom_invalid')
    backOff.failed('ana', error)
    now += 4_500
    expect(() => backOff.check('ana')).toThrow(
      expect.objectContaining({ code: 'zoom_invalid', retry_after: 16, cause: error }),
    )
  })

  test('a clock that is set back makes no wait longer', () => {
    const backOff = createBackOff(1_000)
    backOff.failed('ana', away())
    vi.setSystemTime(Date.now() - 3_600_000)
    now += 1_000
    expect(() => backOff.check('ana')).not.toThrow()
  })

  test('a wait shorter than a second is told as one, with the reference for Zoom’s support', () => {
    expect(createBackOff(30).failed('ana', away())).toMatchObject({ retry_after: 1, tracking_id: 'v=2' })
  })

  test('a success makes the next one the first again', () => {
    const backOff = createBackOff(1_000)
    backOff.failed('ana', away())
    backOff.failed('ana', away())
    backOff.succeeded('ana')
    expect(() => backOff.check('ana')).not.toThrow()
    expect(backOff.failed('ana', away())).toMatchObject({ retry_after: 1 })
  })

  test('others are asked for all the same, unless Zoom names a wait: that is believed for ten minutes at most', () => {
    const backOff = createBackOff(1_000)
    backOff.failed('ana', away())
    expect(() => backOff.check('bo')).not.toThrow()
    expect(backOff.failed('ana', away(86_400))).toMatchObject({ retry_after: 600 })
    now += 599_999
    for (const who of ['ana', 'bo']) expect(() => backOff.check(who)).toThrow(ServerError)
    now += 1
    for (const who of ['ana', 'bo']) expect(() => backOff.check(who)).not.toThrow()
  })
})

test('trouble at Zoom is an answer of ours from 500 on, and nothing else', () => {
  expect(isZoomTrouble(away())).toBe(true)
  expect(isZoomTrouble(new ServerError('rate_limited'))).toBe(false)
  expect(isZoomTrouble(Object.assign(new Error('elsewhere'), { status: 503 }))).toBe(false)
})
