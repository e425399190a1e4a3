import { expect, test } from 'vitest'
import { markRead } from '@/lib/agents/read-at.ts'
import type { RosterAgent } from '@/lib/agents/roster-answer.ts'
import { readAtOfRow } from './row-follows.ts'

const at = (second: number) => `2026-11-27T12:00:${String(second).padStart(2, '0')}.000Z`

const agent = (user_id: string, status_name: string, second = 0): RosterAgent => ({
  user_id,
  status_name,
  status_since: { at: at(second), kind: 'seen' },
})

test('a row is as new as the reading that saw its status change, though the list has older parts', () => {
  expect(readAtOfRow(agent('a', 'Ready', 20), at(10))).toBe(at(20))
  expect(readAtOfRow(agent('a', 'Ready', 5), at(10))).toBe(at(10))
  expect(readAtOfRow(agent('a', 'Ready', 5), undefined)).toBe(at(5))
  const own = agent('a', 'Ready', 5)
  markRead([own], at(8))
  expect(readAtOfRow(own, at(10))).toBe(at(8))
})
