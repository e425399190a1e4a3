import { beforeEach, describe, expect, test, vi } from 'vitest'
import { listRoster } from '@/e2e/support/roster/roster-without-zoom.ts'
import type { Agent } from '@/lib/agents/schema.ts'
import type { Roster } from '../roster.ts'
import { RosterGroups } from './roster-groups.ts'

const MINUTE = 60_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)

/** A roster of one agent, which takes as much memory as any other. */
function createRoster(): Roster {
  const roster = listRoster(0, { mayRead: () => false }).roster
  const users = [{ user_id: 'a' }] as Agent[]
  const page = {
    pass: 'main',
    index: 0,
    asked_at: 0,
    read_at: 0,
    users,
    total: 1,
    skipped: 0,
    doubled: 0,
  } as const
  roster.held.applyPage(page, MINUTE)
  return roster
}
const BYTES = createRoster().held.bytes

function groupsOf(most: number, ...rosters: Roster[]): RosterGroups {
  const groups = new RosterGroups(most * BYTES)
  for (const roster of rosters) groups.add('group', roster)
  return groups
}

describe('the rosters of a group', () => {
  test('stand by when they were founded, whichever is known first', () => {
    const [first, second, third] = [createRoster(), createRoster(), createRoster()]
    const groups = groupsOf(9, second, third, first)
    expect(groups.of('group')).toEqual([first, second, third])
    expect(groups.of('another')).toEqual([])
  })

  test('are let go of one by one, and the group with the last', () => {
    const [first, second, other] = [createRoster(), createRoster(), createRoster()]
    const groups = groupsOf(9, first, second)
    groups.add('another', other)
    groups.drop(first)
    expect([first.isDropped, second.isDropped]).toEqual([true, false])
    expect(groups.all()).toEqual([second, other])
    groups.drop(second)
    expect([...groups.entries()]).toEqual([['another', [other]]])
  })

  test('are kept for five minutes after anybody asked', () => {
    const [left, gone] = [createRoster(), createRoster()]
    const groups = groupsOf(9, left, gone)
    pass(MINUTE)
    left.viewers.add('ana', 0)
    gone.drop()
    groups.sweep()
    expect(groups.all()).toEqual([left])
    pass(5 * MINUTE)
    groups.sweep()
    expect(groups.all()).toEqual([left])
    pass(1)
    groups.sweep()
    expect([groups.all(), left.isDropped]).toEqual([[], true])
  })
})

describe('where there is no room', () => {
  test('nothing goes as long as all have enough', () => {
    const [reading, left] = [createRoster(), createRoster()]
    const groups = groupsOf(2, reading, left)
    groups.makeRoom(reading)
    expect(groups.all()).toHaveLength(2)
  })

  test('the one goes that was left the longest, and none at which somebody looks', () => {
    const [reading, watched, recent, longest] = [
      createRoster(),
      createRoster(),
      createRoster(),
      createRoster(),
    ]
    const groups = groupsOf(3, reading, watched, recent, longest)
    longest.viewers.add('ana', 0)
    pass(1)
    recent.viewers.add('bo', 0)
    pass(MINUTE)
    watched.viewers.add('cy', 0)
    groups.makeRoom(reading)
    expect(groups.all()).toEqual([reading, watched, recent])
  })

  test('it is told in words, with when to ask again, to the last where all are looked at', () => {
    const [watched, reading] = [createRoster(), createRoster()]
    const groups = groupsOf(1, reading, watched)
    for (const roster of [reading, watched]) roster.viewers.add('ana', 0)
    expect(() => groups.makeRoom(reading)).toThrow(
      expect.objectContaining({
        code: 'unavailable',
        retry_after: 60,
        message: expect.stringMatching(/cannot hold all agents at once.*page by page/),
      }),
    )
    groups.makeRoom(watched)
    expect(groups.all()).toHaveLength(2)
  })

  test('those that are whole go on being read, and the one goes that came last of them', () => {
    const [partial, first, last] = [createRoster(), createRoster(), createRoster()]
    for (const { held } of [first, last]) held.complete = true
    const all = [partial, first, last]
    const groups = groupsOf(2, ...all)
    for (const { viewers } of all) viewers.add('ana', 0)
    groups.makeRoom(first)
    groups.makeRoom(last)
    expect(() => groups.makeRoom(partial)).toThrow()
    expect(groups.all()).toEqual(all)
    const fewer = groupsOf(1, ...all)
    fewer.makeRoom(first)
    expect(() => fewer.makeRoom(last)).toThrow()
    expect(fewer.all()).toEqual([partial, first])
  })
})
