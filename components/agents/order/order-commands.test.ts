import { expect, test } from 'vitest'
import { findOrders } from './order-commands.ts'

test.each([
  ['order by email', ['user_email', 'concurrent_email_capacity', 'email_max_agent_load']],
  ['sort email cap', ['concurrent_email_capacity']],
])('who asks "%s" is offered both ways, ascending first', (typed, keys) => {
  expect(findOrders(typed)).toEqual([
    ...keys.map(key => ({ key, descending: false })),
    ...keys.map(key => ({ key, descending: true })),
  ])
})

test('the way round can be asked for, and capitals and spaces do not matter', () => {
  for (const typed of [' Order  by LAST mod desc', 'so last mod desc'])
    expect(findOrders(typed)).toEqual([{ key: 'last_modified_time', descending: true }])
})

test.each(['', 'email', 'o', 'order by nonsense', 'ready'])('"%s" asks for no order', typed => {
  expect(findOrders(typed)).toEqual([])
})
