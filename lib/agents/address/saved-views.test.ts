import { expect, test } from 'vitest'
import { describeFilters } from '../narrow/describe-list.ts'
import { readAddress, writeQuery } from './address.ts'
import { BUILT_IN } from './saved-views.ts'

test('the views that everybody has show what their names say', () => {
  const shown = BUILT_IN.map(({ name, query }) => [
    name,
    ...describeFilters(readAddress('/agents', query), []),
  ])
  expect(shown).toEqual([
    ['All agents'],
    ['Ready now', 'Status: Ready'],
    ['Not Ready', 'Status: Not Ready'],
    ['Inactive', 'Access: Inactive'],
    ['No capacity', 'Message capacity: 0', 'Email capacity: 0'],
  ])
})

test('each of them has an id of its own and the address that the list writes for it', () => {
  expect(new Set(BUILT_IN.map(({ id }) => id)).size).toBe(BUILT_IN.length)
  for (const { query } of BUILT_IN) expect(writeQuery(readAddress('/agents', query))).toBe(query)
})
