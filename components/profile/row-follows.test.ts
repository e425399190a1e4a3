import { expect, test } from 'vitest'
import { patchRoster } from '@/lib/agents/patch-roster.ts'
import { markRead } from '@/lib/agents/read-at.ts'
import { applyAnswer } from '@/lib/agents/roster.ts'
import type { RosterAgent, RosterAnswer } from '@/lib/agents/roster-answer.ts'
import { readAtOfRow } from './row-follows.ts'

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

/** A list that was read at 0, and `b` alone at 10. */
function follow() {
  let roster = applyAnswer(null, answer(0, [agent('a', 'Ready'), agent('b', 'Ready')]))
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

test('a row is as new as the reading that saw its status change, though the list has older parts', () => {
  expect(readAtOfRow(agent('a', 'Ready', 20), at(10))).toBe(at(20))
  expect(readAtOfRow(agent('a', 'Ready', 5), at(10))).toBe(at(10))
  expect(readAtOfRow(agent('a', 'Ready', 5), undefined)).toBe(at(5))
  const own = agent('a', 'Ready', 5)
  markRead([own], at(8))
  expect(readAtOfRow(own, at(10))).toBe(at(8))
})
