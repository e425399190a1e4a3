import { describe, expect, test } from 'vitest'
import { beginAtStart, pass } from '@/e2e/support/roster/roster-without-zoom.ts'
import { countChecks, serveFrom, viewerOf } from '@/e2e/support/roster/sharing-without-zoom.ts'
import { INTERVAL, MINUTE } from '@/e2e/support/roster/times.ts'
import { ServerError } from '@/lib/server/server-error.ts'

const FIRST = { isWaitedFor: true }
const LATER = { isWaitedFor: false }

beginAtStart()

describe('the next check', () => {
  /** Two who look at one roster for eight minutes. */
  async function lookForLong(count: number) {
    const served = serveFrom(count)
    const roster = await served.seat('ana')
    await served.seat('bo')
    await pass(8 * MINUTE - 1)
    expect(await served.sharing.seat(viewerOf('bo'))).toBe(roster)
    expect(served.askedBy('bo')).toHaveLength(1)
    const check = async () => {
      expect(await served.sharing.seat(viewerOf('bo'))).toBe(roster)
      await pass(0)
    }
    return { ...served, roster, check }
  }

  test('comes after eight minutes, unless their own walk has shown it meanwhile, and goes on page by page', async () => {
    const { check, askedBy } = await lookForLong(700)
    await pass(1)
    await check()
    expect(askedBy('bo').slice(1)).toEqual([LATER, { ...LATER, next_page_token: '300' }])
    await check()
    expect(askedBy('bo')).toHaveLength(3)
    await pass(8 * MINUTE)
    await check()
    expect(askedBy('bo').slice(3)).toEqual([LATER, { ...LATER, next_page_token: '600' }])
    await pass(8 * MINUTE)
    await check()
    expect(askedBy('bo').slice(5)).toEqual([LATER, { ...LATER, next_page_token: '300' }])
    expect(await countChecks()).toEqual({ same: 4 })
  })

  test('is of one page where there is no other', async () => {
    const { check, askedBy } = await lookForLong(300)
    await pass(1)
    await check()
    expect(askedBy('bo').slice(1)).toEqual([LATER])
  })

  test('goes without a page whose place has expired, and begins the next time where the list does', async () => {
    const { check, askedBy, zoom } = await lookForLong(700)
    zoom.answer = async () => {
      zoom.answer = () => Promise.reject(new ServerError('page_expired'))
    }
    await pass(1)
    await check()
    zoom.answer = async () => {}
    await pass(8 * MINUTE)
    await check()
    expect(askedBy('bo').slice(3)).toEqual([LATER, { ...LATER, next_page_token: '300' }])
    expect(await countChecks()).toEqual({ same: 3 })
  })

  test('that fails is made again after a quarter of a minute, and nobody hears of it', async () => {
    const { check, askedBy, zoom } = await lookForLong(1)
    zoom.answer = () => Promise.reject(new ServerError('unavailable'))
    await pass(1)
    await check()
    expect(askedBy('bo')).toHaveLength(2)
    zoom.answer = async () => {}
    await pass(INTERVAL - 1)
    await check()
    expect(askedBy('bo')).toHaveLength(2)
    await pass(1)
    await check()
    expect(askedBy('bo')).toHaveLength(3)
    expect(await countChecks()).toEqual({ same: 2, failed: 1 })
  })

  test('fails where its further page does, and sees what differs there', async () => {
    const { check, askedBy, zoom, sights, everybody } = await lookForLong(700)
    zoom.answer = async () => {
      zoom.answer = () => Promise.reject(new ServerError('unavailable'))
    }
    await pass(1)
    await check()
    expect([askedBy('bo').length, await countChecks()]).toEqual([3, { same: 1, failed: 1 }])
    zoom.answer = async () => {}
    sights.bo = everybody.map((agent, n) => (n === 400 ? { ...agent, user_email: 'bo@example.com' } : agent))
    await pass(INTERVAL)
    await check()
    expect(await countChecks()).toEqual({ same: 1, failed: 1, differs: 1 })
  })

  test('that finds a difference is made again once all has been read anew, and only then leads elsewhere', async () => {
    const { check, seat, askedBy, sights, everybody, roster, rosters } = await lookForLong(3)
    sights.bo = everybody.slice(0, 2)
    await pass(1)
    await check()
    await check()
    expect([askedBy('bo').length, await countChecks()]).toEqual([2, { same: 1, differs: 1 }])
    roster.look('ana', INTERVAL, false)
    await pass(INTERVAL)
    expect(rosters).toHaveLength(1)
    await check()
    expect(askedBy('bo')).toHaveLength(3)
    await pass(0)
    const other = await seat('bo')
    expect([rosters.indexOf(other), other.held.size]).toEqual([1, 2])
    expect(await countChecks()).toEqual({ same: 1, differs: 2 })
  })

  test('is waited for where what it was to renew is refused meanwhile', async () => {
    const { check, sharing, askedBy, zoom } = await lookForLong(1)
    zoom.answer = async () => {
      zoom.answer = async () => {}
      sharing.forget('bo')
    }
    await pass(1)
    await check()
    expect(askedBy('bo').slice(1)).toEqual([LATER, FIRST])
  })
})
