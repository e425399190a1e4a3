import { expect, test } from 'vitest'
import { patchRoster } from './patch-roster.ts'
import { ownReadAt } from './read-at.ts'
import { applyAnswer } from './roster.ts'
import type { RosterAgent, RosterAnswer } from './roster-answer.ts'

const at = (second: number) => `2026-11-27T12:00:${String(second).padStart(2, '0')}.000Z`

const agent = (user_id: string, status_name: string, second = 0): RosterAgent => ({
  user_id,
  status_name,
  status_since: { at: at(second), kind: 'seen' },
})

const answer = (read: number, users: RosterAgent[] = []): RosterAnswer => ({
  version: String(read),
  reset: false,
  total: 2,
  held: 2,
  skipped: 0,
  complete: true,
  read_at: at(read),
  next_in: 15_000,
  users,
  order: ['a', 'b'],
})

const first = () => applyAnswer(null, answer(0, [agent('a', 'Ready'), agent('b', 'Ready')]))

test('an agent that was read alone takes the place of what was held of it, and the others stay as they are', () => {
  const before = applyAnswer(first(), answer(1, [agent('a', 'Lunch')]))
  const after = patchRoster(before, { user_id: 'b', status_name: 'Ready', role_name: 'Admin' }, at(10))
  expect(after.agents[1]).toEqual({ ...agent('b', 'Ready'), role_name: 'Admin' })
  expect(after.agents[0]).toBe(before.agents[0])
  expect(after.agents.map(ownReadAt)).toEqual([undefined, at(10)])
  expect(after).toMatchObject({ version: before.version, isWhole: true })
  expect(after.changes.size).toBe(0)
})

test('another status is so since that moment', () => {
  const after = patchRoster(first(), { user_id: 'b', status_name: 'Occupied' }, at(10))
  expect(after.agents[1]?.status_since).toEqual({ at: at(10), kind: 'seen' })
})

test('what is no news, or is older than the status that is held, changes nothing', () => {
  const before = applyAnswer(first(), answer(12, [agent('b', 'Offline', 12)]))
  for (const [status_name, second] of [
    ['Offline', 20],
    ['Ready', 11],
  ] as const)
    expect(patchRoster(before, { user_id: 'b', status_name }, at(second)).agents[1]).toBe(before.agents[1])
})

/** A list that was read at 0, and `b` alone at 10. */
function follow() {
  let roster = first()
  const read = (word: string, second: number) => {
    roster = patchRoster(roster, { user_id: 'b', status_name: word }, at(second))
  }
  read('Occupied', 10)
  const take = (next: RosterAnswer) => {
    roster = applyAnswer(roster, next)
  }
  return { take, read, words: () => roster.agents.map(one => one.status_name) }
}

test('a row that was read alone stays so until the whole list has been read after it', () => {
  const { take, words } = follow()
  expect(words()).toEqual(['Ready', 'Occupied'])
  take(answer(10))
  expect(words()).toEqual(['Ready', 'Occupied'])
  take(answer(11))
  expect(words()).toEqual(['Ready', 'Ready'])
})

test('what an answer tells of the agent meanwhile stays where it was seen later, else until all are read', () => {
  const { take, words } = follow()
  take(answer(9, [agent('b', 'Lunch', 9)]))
  expect(words()).toEqual(['Ready', 'Occupied'])
  take({ ...answer(9, [agent('a', 'Ready'), agent('b', 'Lunch', 9)]), reset: true })
  expect(words()).toEqual(['Ready', 'Occupied'])
  take(answer(11))
  expect(words()).toEqual(['Ready', 'Lunch'])
  const later = follow()
  later.take(answer(9, [agent('b', 'Offline', 12)]))
  later.take(answer(20))
  expect(later.words()).toEqual(['Ready', 'Offline'])
})

test('a later profile counts until the list is read after that', () => {
  const { take, read, words } = follow()
  read('Lunch', 15)
  take(answer(12))
  expect(words()).toEqual(['Ready', 'Lunch'])
  take(answer(16))
  expect(words()).toEqual(['Ready', 'Ready'])
})
