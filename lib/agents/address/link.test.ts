import { expect, test } from 'vitest'
import type { FieldKey } from '../fields.ts'
import { DELIVERED, shownFields } from '../look/own-look.ts'
import { readAddress } from './address.ts'
import { linkTo } from './link.ts'

const delivered = shownFields(null, []).map(({ key }) => key as FieldKey)
const link = (query: string, own = DELIVERED, path = '/agents') =>
  decodeURIComponent(linkTo({ location: readAddress(path, query), own, all: [] }))

test('a link says of columns and density what is not as delivered', () => {
  const own = { ...DELIVERED, keys: ['display_name', 'role_name'] as const, density: 'comfortable' as const }
  expect(link('access=active&sort=role_name')).toBe('/agents?access=active&sort=role_name')
  expect(link('access=active', own)).toBe(
    '/agents?access=active&columns=display_name,role_name&density=comfortable',
  )
  expect(link('access=active', { ...own, keys: delivered })).toBe('/agents?access=active&density=comfortable')
})

test('what the address brings goes before what is the person’s own', () => {
  const own = { ...DELIVERED, keys: ['display_name', 'role_name'] as const, density: 'comfortable' as const }
  expect(link('columns=display_name,teams&density=compact', own)).toBe('/agents?columns=display_name,teams')
})

test('a link to a profile has the list below it in the same columns', () => {
  const own = { ...DELIVERED, keys: ['display_name', 'role_name'] as const, density: 'comfortable' as const }
  const location = readAddress('/agents/other', 'access=active&compare=a,b')
  expect(decodeURIComponent(linkTo({ location, own, all: [] }, 'u1'))).toBe(
    '/agents/u1?access=active&columns=display_name,role_name&density=comfortable',
  )
  const bare = readAddress('/agents', '')
  expect(linkTo({ location: bare, own: DELIVERED, all: [] }, 'u1')).toBe('/agents/u1')
})

test('a link to everybody says so, and an open profile or comparison is no part of it', () => {
  expect(link('')).toBe('/agents?view=all')
  expect(link('compare=a,b', DELIVERED, '/agents/u1')).toBe('/agents?view=all')
  expect(link('view=all&search=kim')).toBe('/agents?search=kim')
})
