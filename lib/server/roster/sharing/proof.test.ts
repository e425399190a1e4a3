import { beforeEach, describe, expect, test, vi } from 'vitest'
import { listRoster } from '@/e2e/support/roster/roster-without-zoom.ts'
import type { Roster } from '../roster.ts'
import type { WalkPage } from '../walk.ts'
import { createProof, doubt, isDue, isShaken, isValid, mayWait, nextReadingOf } from './proof.ts'
import type { Comparison } from './sight.ts'

const START = Date.UTC(2026, 10, 24, 9)
const MINUTE = 60_000
const ana = { account_id: 'account', signed_in_at: START - MINUTE }

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START })
})

/** What a look finds where an agent has come or gone. */
const found: Comparison = { isSame: false, isClose: true, isOfPresence: true, total: 9, held_total: 10 }

function createRoster(): Roster {
  return listRoster(0, { mayRead: () => false }).roster
}

/** As one page of it was read; its pages are numbered from 0. */
function read(roster: Roster, read_at: number, index = 0): void {
  const page: WalkPage = {
    pass: 'main',
    index,
    asked_at: 0,
    read_at,
    users: [],
    total: 0,
    skipped: 0,
    doubled: 0,
  }
  roster.held.applyPage(page, MINUTE)
}

function proofAtStart(roster = createRoster()) {
  read(roster, START)
  return { roster, proof: createProof('account', roster, { at: START, refusals: 0 }) }
}

describe('what a person has shown', () => {
  test('counts for their account and for their sign-in', () => {
    const { proof } = proofAtStart()
    expect(isValid(proof, ana)).toBe(true)
    expect(isValid(proof, { ...ana, account_id: 'another' })).toBe(false)
    expect(isValid(proof, { ...ana, signed_in_at: START })).toBe(true)
    expect(isValid(proof, { ...ana, signed_in_at: START + 1 })).toBe(false)
  })

  test('counts until the roster is dropped', () => {
    const { proof, roster } = proofAtStart()
    expect(isValid(proof, ana)).toBe(true)
    roster.drop()
    expect(isValid(proof, ana)).toBe(false)
  })

  test('counts for what is read within ten minutes of it', () => {
    const { proof, roster } = proofAtStart()
    vi.setSystemTime(START + 20 * MINUTE)
    expect(isValid(proof, ana)).toBe(true) // Zoom is away: nothing has been read since
    read(roster, START + 10 * MINUTE)
    expect(isValid(proof, ana)).toBe(true)
    read(roster, START + 10 * MINUTE + 1, 1)
    expect(isValid(proof, ana)).toBe(false)
  })

  test('counts on while a reading says that it is of later than now', () => {
    const { proof, roster } = proofAtStart()
    read(roster, START + 20 * MINUTE)
    expect(isValid(proof, ana)).toBe(true)
    vi.setSystemTime(START + 10 * MINUTE + 1)
    expect(isValid(proof, ana)).toBe(false)
  })

  test('counts before there is a page', () => {
    const proof = createProof('account', createRoster(), { at: START, refusals: 0 })
    vi.setSystemTime(START + 20 * MINUTE)
    expect(isValid(proof, ana)).toBe(true)
  })
})

describe('it is time to look again', () => {
  test('after eight minutes', () => {
    const { proof } = proofAtStart()
    vi.setSystemTime(START + 8 * MINUTE - 1)
    expect(isDue(proof)).toBe(false)
    vi.setSystemTime(START + 8 * MINUTE)
    expect(isDue(proof)).toBe(true)
  })

  test('once its reader may see less, until a difference waits for the next reading', () => {
    const { proof, roster } = proofAtStart()
    expect([isShaken(proof), isDue(proof)]).toEqual([false, false])
    roster.sight++
    expect([isShaken(proof), isDue(proof)]).toEqual([true, true])
    doubt(proof, found)
    expect([isShaken(proof), isDue(proof)]).toEqual([true, false])
    read(roster, START + 1)
    expect(isDue(proof)).toBe(true)
  })

  test('a minute and a half after a difference, where no reading follows', () => {
    const { proof } = proofAtStart()
    doubt(proof, found)
    vi.setSystemTime(START + 1.5 * MINUTE - 1)
    expect(isDue(proof)).toBe(false)
    vi.setSystemTime(START + 1.5 * MINUTE)
    expect(isDue(proof)).toBe(true)
  })

  test('once all of a roster that differed has been read anew', () => {
    const { proof } = proofAtStart()
    const other = createRoster()
    const again = nextReadingOf(other)
    expect(isDue({ ...proof, again })).toBe(false)
    for (const index of [0, 1]) read(other, START, index)
    expect(isDue({ ...proof, again })).toBe(false)
    read(other, START + 1, 0)
    expect(isDue({ ...proof, again })).toBe(false)
    read(other, START + 1, 1)
    expect(isDue({ ...proof, again })).toBe(true)
  })
})

describe('a difference', () => {
  test('waits for a second look, unless the reader may see less and many are held otherwise', () => {
    const { proof, roster } = proofAtStart()
    const otherwise = { ...found, isOfPresence: false }
    expect([mayWait(proof, found), mayWait(proof, otherwise)]).toEqual([true, true])
    roster.sight++
    expect([mayWait(proof, found), mayWait(proof, otherwise)]).toEqual([true, false])
  })

  test('counts at the second look, unless the total has moved past what was seen at the first', () => {
    const { proof } = proofAtStart()
    doubt(proof, { ...found, total: 9, held_total: 10 })
    const countsAt = (held_total: number | null) => !mayWait(proof, { ...found, held_total })
    expect([10, 11, null].map(countsAt)).toEqual([true, true, true])
    expect([9, 8].map(countsAt)).toEqual([false, false])
    for (const first of [{ total: 10 }, { total: 11 }, { total: null }, { isOfPresence: false }]) {
      doubt(proof, { ...found, total: 9, held_total: 10, ...first })
      expect(mayWait(proof, { ...found, held_total: 8 })).toBe(false)
    }
  })
})
