import { describe, expect, test } from 'vitest'
import { agentsOf, beginAtStart, START } from '@/e2e/support/roster/roster-without-zoom.ts'
import { countChecks, serveFrom, viewerOf } from '@/e2e/support/roster/sharing-without-zoom.ts'
import { MINUTE } from '@/e2e/support/roster/times.ts'
import { ServerError } from '@/lib/server/server-error.ts'

beginAtStart()

const FIRST = { isWaitedFor: true }

describe('a person who comes', () => {
  test('founds a roster where there is none, without a call of their own, and it is read at once', async () => {
    const { sharing, rosters, askedBy } = serveFrom(1)
    expect(await sharing.seatAtOnce(viewerOf('ana'))).toBeNull()
    const roster = await sharing.seat(viewerOf('ana'))
    expect(rosters).toEqual([roster])
    await roster.refresh()
    expect([roster.held.size, askedBy('ana').length]).toEqual([1, 0])
    expect(await sharing.seatAtOnce(viewerOf('ana'))).toBe(roster)
    expect(await countChecks()).toEqual({})
  })

  test('is served from the roster whose first page they see themselves', async () => {
    const { seat, askedBy, rosters } = serveFrom(301)
    const roster = await seat('ana')
    expect(await seat('bo')).toBe(roster)
    expect([rosters.length, askedBy('bo')]).toEqual([1, [FIRST]])
    expect(await countChecks()).toEqual({ same: 1 })
  })

  test('has a roster of their own where they see something else than in all there are', async () => {
    const { seat, sights, everybody, askedBy, rosters } = serveFrom(4)
    Object.assign(sights, { bo: everybody.slice(1), lee: everybody.slice(2), kim: everybody.slice(0, 2) })
    for (const person of ['ana', 'bo', 'lee', 'kim']) await seat(person)
    expect(rosters.map(({ held }) => held.size)).toEqual([4, 3, 2, 2])
    // One call shows it, and one more where the inactive are told apart; the same once more, since one answer may be wrong.
    const look = [FIRST, { ...FIRST, user_access: 'inactive' }]
    expect(askedBy('kim')).toEqual([...look, ...look])
    expect(await countChecks()).toEqual({ differs: 3 })
  })

  test('is served from the one that is theirs, also where others are told of the inactive apart', async () => {
    const { seat, sights, everybody, rosters } = serveFrom(3)
    sights.bo = everybody.slice(1)
    await seat('bo')
    const roster = await seat('ana')
    expect(await seat('kim')).toBe(roster)
    expect(rosters).toHaveLength(2)
  })

  test('is compared with what another one has founded meanwhile, instead of founding one as well', async () => {
    const { seat, rosters, zoom, add } = serveFrom(1)
    const users = agentsOf(1)
    const page = {
      pass: 'main',
      index: 0,
      asked_at: START,
      read_at: START,
      users,
      total: 1,
      skipped: 0,
      doubled: 0,
    } as const
    zoom.founding = async () => {
      const other = add()
      other.held.applyPage(page, MINUTE)
      other.hasPage = true
    }
    await seat('ana')
    expect([rosters.length, await countChecks()]).toEqual([1, { same: 1 }])
  })

  test('is not served from one that is dropped, nor from one of which no page is held', async () => {
    const { seat, rosters, add, askedBy } = serveFrom(1)
    const empty = add()
    const dropped = await seat('ana')
    expect([dropped === empty, rosters.length]).toEqual([false, 2])
    dropped.drop()
    const own = await seat('bo')
    expect([rosters.indexOf(own), askedBy('bo').length]).toEqual([2, 1])
  })

  test('is checked once, however often they ask meanwhile', async () => {
    const { seat, sharing, askedBy } = serveFrom(1)
    const roster = await seat('ana')
    const seats = await Promise.all([1, 2, 3].map(() => sharing.seat(viewerOf('bo'))))
    expect(seats).toEqual([roster, roster, roster])
    expect(askedBy('bo')).toHaveLength(1)
  })

  test('hears what Zoom refuses them with, and is checked again the next time', async () => {
    const { seat, sharing, askedBy, zoom } = serveFrom(1)
    const roster = await seat('ana')
    for (const code of ['not_permitted', 'unavailable'] as const) {
      zoom.answer = () => Promise.reject(new ServerError(code))
      await expect(sharing.seat(viewerOf('bo'))).rejects.toMatchObject({ code })
    }
    zoom.answer = async () => {}
    expect(await seat('bo')).toBe(roster)
    expect(askedBy('bo')).toHaveLength(3)
    expect(await countChecks()).toEqual({ refused: 1, failed: 1, same: 1 })
  })
})

describe('what a person has shown', () => {
  test('counts no longer once it is forgotten, or another instance has heard of a refusal', async () => {
    const { seat, sharing, refusals, askedBy } = serveFrom(1)
    const roster = await seat('ana')
    await seat('bo')
    expect([sharing.mayRead('bo', roster), sharing.mayRead('kim', roster)]).toEqual([true, false])
    sharing.requireProof('bo', roster)
    sharing.forget('bo')
    expect(sharing.mayRead('bo', roster)).toBe(false)
    expect(() => sharing.requireProof('bo', roster)).toThrow()
    expect(await sharing.seatAtOnce(viewerOf('bo'))).toBeNull()
    await seat('bo')
    refusals.bo = 1
    expect(await sharing.seatAtOnce(viewerOf('bo'))).toBeNull()
    await seat('bo')
    expect(askedBy('bo')).toHaveLength(3)
    expect(await sharing.seatAtOnce(viewerOf('bo'))).toBe(roster)
  })

  test('counts neither for reading nor for the first paint where the reader may see less than before, until it is shown anew', async () => {
    const { seat, sharing } = serveFrom(1)
    const roster = await seat('ana')
    await seat('bo')
    const state = async (person: string) => [
      sharing.mayRead(person, roster),
      await sharing.seatAtOnce(viewerOf(person)),
    ]
    roster.sight++
    for (const person of ['ana', 'bo']) expect(await state(person)).toEqual([false, null])
    sharing.requireProof('ana', roster) // a walk under way goes on
    sharing.onMoved('ana', roster) // by the one who has made it narrower
    expect(await state('ana')).toEqual([true, roster])
    for (const person of ['bo', 'kim']) expect(await state(person)).toEqual([false, null])
    for (const person of ['bo', 'kim']) sharing.onWholeWalk(person, roster, Date.now())
    expect(await state('bo')).toEqual([true, roster])
    expect(await state('kim')).toEqual([false, null])
  })

  test('is of one roster alone, and forgotten with it', async () => {
    const { seat, sharing, add } = serveFrom(1)
    const roster = await seat('ana')
    const other = add()
    sharing.onWholeWalk('ana', other, Date.now() + MINUTE)
    expect(sharing.mayRead('ana', other)).toBe(false)
    sharing.tidy()
    expect(sharing.mayRead('ana', roster)).toBe(true)
    roster.drop()
    sharing.tidy()
    expect(sharing.mayRead('ana', roster)).toBe(false)
  })

  test('by a check under way counts only if nothing was refused meanwhile', async () => {
    const { seat, sharing, askedBy, zoom } = serveFrom(1)
    const roster = await seat('ana')
    zoom.answer = async () => {
      zoom.answer = async () => {}
      sharing.forget('bo')
    }
    expect(await sharing.seat(viewerOf('bo'))).toBe(roster)
    expect(askedBy('bo')).toEqual([FIRST, FIRST])
    expect(await countChecks()).toEqual({ same: 1 })
  })
})
