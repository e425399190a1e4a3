import { expect, test } from 'vitest'
import { NO_QUESTION } from '@/lib/agents/question.ts'
import { type Agent, agentSchema } from '@/lib/agents/schema.ts'
import { findMatching } from './find-agents.ts'
import { Held } from './held.ts'

const READ_AT = Date.UTC(2026, 10, 24, 9)
const people: Agent[] = Array.from({ length: 600 }, (_, n) =>
  agentSchema.parse({
    user_id: `${n}`,
    display_name: n === 599 ? 'Žofie' : `Agent ${n}`,
    region_id: n % 2 ? 'odd' : 'even',
    user_access: n % 3 ? 'active' : n % 6 ? 'inactive' : 'Inactive',
    status_id: '1',
    status_name: 'Ready',
  }),
)

function holding(users: Agent[], total = users.length): Held {
  const held = new Held()
  held.applyPage(
    { pass: 'main', index: 0, asked_at: 0, read_at: READ_AT, users, total, skipped: 0, doubled: 0 },
    60_000,
  )
  return held
}
const held = holding(people)
const idsOf = async (question: object, most = 300) =>
  (await findMatching(held, { ...NO_QUESTION, ...question }, most))?.users.map(({ user_id }) => user_id)

test('whom a question finds comes in Zoom’s order as the page that Zoom would give', async () => {
  expect(await findMatching(held, { ...NO_QUESTION, search: 'zofie' }, 300)).toEqual({
    next_page_token: '',
    total_records: 1,
    users: [{ ...people[599], status_since: { at: new Date(READ_AT).toISOString(), kind: 'first_read' } }],
    meta: { fetched_at: new Date(READ_AT).toISOString(), skipped: 0 },
  })
  const asked = { region: 'odd', access: 'inactive' }
  const found = people.filter(one => one.region_id === 'odd' && one.user_access === 'inactive')
  expect(found).toHaveLength(100)
  expect(await idsOf(asked)).toEqual(found.map(({ user_id }) => user_id))
})

test('just as many as a page holds are one, and one more are none', async () => {
  expect(await idsOf({ region: 'odd' }, 300)).toHaveLength(300)
  expect(await idsOf({ region: 'odd' }, 299)).toBeUndefined()
})

test('nobody is found where nobody is, or nobody is held', async () => {
  expect(await idsOf({ search: 'nobody of that name' })).toEqual([])
  expect(await findMatching(new Held(), NO_QUESTION, 300)).toMatchObject({ users: [], total_records: 0 })
})
