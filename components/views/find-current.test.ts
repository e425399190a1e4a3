import { expect, test } from 'vitest'
import { readAddress } from '@/lib/agents/address/address.ts'
import { BUILT_IN } from '@/lib/agents/address/saved-views.ts'
import { findCurrent } from './find-current.ts'

const OWN = [
  { id: 'night', name: 'Night', query: 'status=Ready' },
  { id: 'wide', name: 'Wide', query: 'role=Agent&columns=display_name,role_name' },
  { id: 'roomy', name: 'Roomy', query: 'density=comfortable' },
  { id: 'both', name: 'Both', query: 'columns=display_name,role_name&density=comfortable' },
  { id: 'long', name: 'Long', query: 'role=Agent&columns=display_name,role_name,user_email' },
]

const currentAt = (query: string, chosen = '', first: string | null = null) =>
  findCurrent([...BUILT_IN, ...OWN], readAddress('/agents', query), chosen, first)?.id

test.each([
  ['its own query', 'status=Ready', 'ready'],
  ['other columns', 'status=Ready&columns=display_name,user_email', 'ready'],
  ['the columns it was saved with', 'role=Agent&columns=display_name,role_name', 'wide'],
  ['columns that have become the person’s own', 'role=Agent', 'wide'],
  ['the density it was saved with', 'density=comfortable', 'roomy'],
  ['other filters', 'role=Supervisor', undefined],
  ['another order', 'status=Ready&sort=display_name', undefined],
])('a view is known by %s', (_what, query, id) => {
  expect(currentAt(query)).toBe(id)
})

test('of several that show the same the one that was chosen is meant, else the one that opens first', () => {
  expect(currentAt('status=Ready', 'night')).toBe('night')
  expect(currentAt('status=Ready', 'wide', 'night')).toBe('night')
  expect(currentAt('status=Ready', 'ready', 'night')).toBe('ready')
})

test('a view that is chosen stays the one that is shown as its look becomes the person’s own', () => {
  expect(currentAt('', 'roomy')).toBe('roomy')
  expect(currentAt('', 'all')).toBe('all')
  expect(currentAt('density=comfortable', 'both')).toBe('both')
  expect(currentAt('role=Agent', 'long')).toBe('long')
})

test('Back from a view that was chosen to one of the same agents in other columns or density shows that one', () => {
  expect(currentAt('role=Agent&columns=display_name,role_name', 'long')).toBe('wide')
  expect(currentAt('role=Agent&columns=display_name,role_name,user_email', 'wide')).toBe('long')
  expect(currentAt('density=comfortable', 'all', 'night')).toBe('roomy')
})

test('a view that is chosen stays the one that is shown in columns that no view has', () => {
  expect(currentAt('role=Agent&columns=display_name,user_email', 'long')).toBe('long')
})
