import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { markRead } from '@/lib/agents/read-at.ts'
import { applyAnswer, type Roster } from '@/lib/agents/roster.ts'
import type { RosterAgent, RosterAnswer } from '@/lib/agents/roster-answer.ts'
import { ROSTER_KEY } from '@/lib/api/roster.ts'
import { patchUntilReadAnew, readAtOfRow } from './row-follows.ts'

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

/** A browser whose list was read at 0, and whose profile of `b` at 10. */
function follow() {
  const client = new QueryClient()
  const take = (next: RosterAnswer) =>
    client.setQueryData<Roster>(ROSTER_KEY, before => applyAnswer(before ?? null, next))
  take(answer(0, [agent('a', 'Ready'), agent('b', 'Ready')]))
  patchUntilReadAnew(client, agent('b', 'Occupied'), at(10))
  const words = () => client.getQueryData<Roster>(ROSTER_KEY)?.agents.map(one => one.status_name)
  return { client, take, words }
}

test('a row follows a profile until the whole list has been read after it', () => {
  const { take, words } = follow()
  expect(words()).toEqual(['Ready', 'Occupied'])
  take(answer(10))
  expect(words()).toEqual(['Ready', 'Occupied'])
  take(answer(11))
  expect(words()).toEqual(['Ready', 'Ready'])
})

test('what an answer tells of the agent meanwhile stays', () => {
  const { take, words } = follow()
  take(answer(9, [agent('b', 'Offline')]))
  take(answer(20))
  expect(words()).toEqual(['Ready', 'Offline'])
})

test('a later profile counts until the list is read after that', () => {
  const { client, take, words } = follow()
  patchUntilReadAnew(client, agent('b', 'Lunch'), at(15))
  take(answer(12))
  expect(words()).toEqual(['Ready', 'Lunch'])
  take(answer(16))
  expect(words()).toEqual(['Ready', 'Ready'])
})

test('nobody watches any longer than that, nor for somebody who is not held', () => {
  const { client, take } = follow()
  expect(client.getQueryCache().hasListeners()).toBe(true)
  take(answer(11))
  expect(client.getQueryCache().hasListeners()).toBe(false)
  patchUntilReadAnew(client, agent('c', 'Ready'), at(20))
  expect(client.getQueryCache().hasListeners()).toBe(false)
  const meanwhile = follow()
  meanwhile.take(answer(9, [agent('b', 'Offline')]))
  expect(meanwhile.client.getQueryCache().hasListeners()).toBe(false)
})

test('a row is as new as the reading that saw its status change, though the list has older parts', () => {
  expect(readAtOfRow(agent('a', 'Ready', 20), at(10))).toBe(at(20))
  expect(readAtOfRow(agent('a', 'Ready', 5), at(10))).toBe(at(10))
  expect(readAtOfRow(agent('a', 'Ready', 5), undefined)).toBe(at(5))
  const own = agent('a', 'Ready', 5)
  markRead([own], at(8))
  expect(readAtOfRow(own, at(10))).toBe(at(8))
})
