import { beforeEach, expect, test, vi } from 'vitest'
import { agentsOf } from '@/e2e/support/roster/roster-without-zoom.ts'
import { Gone } from './gone.ts'
import { Held } from './held/held.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})

const END = { reached_end: true, drifted: true, repeated: new Set<string>(), pages: { main: 1, inactive: 0 } }
const all = agentsOf(8)
const ids = all.map(({ user_id }) => user_id)

/** Two walks in a row have brought the first of eight agents alone. */
function withUnseen(): Held {
  const held = new Held()
  const page = { pass: 'main' as const, index: 0, asked_at: 0, read_at: 1, total: 8, skipped: 0, doubled: 0 }
  held.applyPage({ ...page, users: all }, 1)
  for (let n = 0; n < 2; n++) held.endWalk({ ...END, ids: ids.slice(0, 1) }, 1)
  return held
}

test('whom Zoom knows no more is gone, whom it knows stays and is not asked for again', async () => {
  const held = withUnseen()
  const asked: string[] = []
  const gone = new Gone(held, async (reader, user_id) => {
    expect(reader).toBe('ana')
    asked.push(user_id)
    return user_id === ids[2]
  })
  expect(await gone.remove('ana')).toBe(true)
  expect(asked).toEqual(ids.slice(1, 6))
  expect(held.order).toEqual(ids.filter(id => id !== ids[2]))
  expect(await gone.remove('ana')).toBe(false)
  expect(asked).toEqual(ids.slice(1))
  expect(await gone.remove('ana')).toBe(false)
  expect(asked).toHaveLength(7)
})

test('where Zoom refuses to say, nobody is gone and it is left alone for ten minutes', async () => {
  const held = withUnseen()
  let asked = 0
  const gone = new Gone(held, async () => {
    asked++
    throw new Error('refused')
  })
  expect(await gone.remove('ana')).toBe(false)
  vi.advanceTimersByTime(599_999)
  expect(await gone.remove('ana')).toBe(false)
  expect([asked, held.size]).toEqual([1, 8])
  vi.advanceTimersByTime(1)
  await gone.remove('ana')
  expect(asked).toBe(2)
})

test('whoever is let go of elsewhere while Zoom is asked is no refusal: the others are asked for, too', async () => {
  const held = withUnseen()
  const asked: string[] = []
  const gone = new Gone(held, async (_reader, user_id) => {
    asked.push(user_id)
    if (user_id === ids[1]) held.remove(user_id)
    return false
  })
  expect(await gone.remove('ana')).toBe(true)
  expect(asked).toEqual(ids.slice(1, 6))
})
