import { describe, expect, test } from 'vitest'
import { agentsOf } from '@/e2e/support/roster/roster-without-zoom.ts'
import { type Agent, type AgentsPage, agentSchema } from '@/lib/agents/schema.ts'
import { Held } from '../held/held.ts'
import { compare } from './sight.ts'

const full = agentSchema.parse({
  user_id: 'full',
  display_name: 'Ana',
  modified_by: 'kim',
  last_modified_time: '2026-11-24T09:00:00Z',
  status_id: '1',
  status_name: 'Ready',
  channel_settings: { concurrent_message_capacity: 2 },
})

function holding(users: Agent[], total: number | undefined = users.length, doubled = 0): Held {
  const held = new Held()
  held.applyPage({ pass: 'main', index: 0, asked_at: 0, read_at: 0, users, total, skipped: 0, doubled }, 0)
  return held
}

function see(held: Held, users: Agent[], total_records: number | undefined = users.length) {
  return compare(held, [{ pass: 'main', page: { users, total_records } as AgentsPage }])
}

describe('what somebody sees is what is held', () => {
  test.each([
    ['of another status', { status_id: '2', status_name: 'Not Ready', sub_status_id: '20' }],
    ['changed at another time', { last_modified_time: '2026-11-24T09:00:01Z' }],
    ['changed by another one', { modified_by: 'lee' }],
  ])('where an agent is %s', (_what, changes) => {
    expect(see(holding([full]), [{ ...full, ...changes }]).isSame).toBe(true)
  })

  test.each([
    ['of another name', { display_name: 'Bo' }],
    ['not told a name', { display_name: undefined }],
    ['told no status', { status_id: undefined, status_name: undefined }],
    ['not told when it was changed', { last_modified_time: undefined }],
    ['not told who changed it', { modified_by: undefined }],
    ['of another capacity', { channel_settings: { concurrent_message_capacity: 3 } }],
    ['another one', { user_id: 'another' }],
  ])('but not where an agent is %s', (_what, changes) => {
    const other = { ...full, ...changes }
    expect(see(holding([full]), [other]).isSame).toBe(false)
    expect(see(holding([other]), [full]).isSame).toBe(false)
  })

  test('but not where one agent is another and one is told differently, however these add up', () => {
    const [a, b, c] = agentsOf(3) as [Agent, Agent, Agent]
    expect(see(holding([a, b]), [{ ...a, display_name: 'Bo' }, c]).isSame).toBe(false)
  })

  test('in any order, with the same total, which Zoom has to name', () => {
    const [a, b] = agentsOf(2) as [Agent, Agent]
    expect(see(holding([a, b]), [b, a]).isSame).toBe(true)
    expect(see(holding([a, b]), [a]).isSame).toBe(false)
    expect(see(holding([a, b]), [a, b], 3).isSame).toBe(false)
    const page = { users: [a, b] } as AgentsPage
    expect(compare(holding([a, b]), [{ pass: 'main', page }]).isSame).toBe(false)
  })
})

describe('a difference', () => {
  const all = agentsOf(100)
  const renamed = (count: number) =>
    all.map((agent, n) => (n < count ? { ...agent, display_name: 'Bo' } : agent))

  test('is close up to a tenth of the agents, missing ones and those of the total included', () => {
    expect(see(holding(all), renamed(10))).toMatchObject({ isClose: true, isOfPresence: true })
    expect(see(holding(all), renamed(11))).toMatchObject({ isClose: false, isOfPresence: false })
    expect(see(holding(all), all.slice(10))).toMatchObject({ isClose: true, total: 90, held_total: 100 })
    expect(see(holding(all), all.slice(11))).toMatchObject({ isClose: false, isOfPresence: true })
    expect(see(holding(all.slice(4)), all)).toMatchObject({ isClose: true })
    expect(see(holding(all.slice(5)), all)).toMatchObject({ isClose: false })
  })

  test('is close also where not as many are held as Zoom said last', () => {
    expect(see(holding(all, 40), all.slice(40))).toMatchObject({ isClose: true })
    // Whoever stands twice in Zoom's list is held once.
    expect(see(holding(all, 101, 1), renamed(50), 101)).toMatchObject({ isClose: false })
  })
})
