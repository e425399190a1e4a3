import { expect, test } from 'vitest'
import { userName } from './user-name.ts'

const ANA = { display_name: 'Ana S.', first_name: 'Ana', last_name: 'Souza', email: 'ana@example.com' }

test.each([
  ['the name that they chose', ANA, 'Ana S.'],
  ['otherwise both names', { ...ANA, display_name: '' }, 'Ana Souza'],
  ['the only one of them', { ...ANA, display_name: undefined, last_name: null }, 'Ana'],
  ['without spaces around it', { display_name: '  ', first_name: ' Ana ', last_name: ' ' }, 'Ana'],
  ['the address where there is no name', { email: ' ana@example.com ' }, 'ana@example.com'],
  ['words where there is nothing that is text', { display_name: 7, email: {} }, 'Zoom user'],
  ['no more of it than a menu needs', { display_name: 'x'.repeat(300) }, 'x'.repeat(200)],
])('a person is called by %s', (_what, me, name) => {
  expect(userName(me)).toBe(name)
})
