import { expect, test } from 'vitest'
import { findGap } from './use-place.ts'

const listOf = (ids: string) => [...ids].map(user_id => ({ user_id }))

test.each([
  ['alone', 'abcde', 'c', 'abde', 'd'],
  ['with others before and after', 'abcdefg', 'd', 'afg', 'f'],
  ['while somebody comes', 'abcde', 'c', 'xabyde', 'd'],
  ['from another order', 'abcde', 'c', 'edba', 'd'],
  ['as the last', 'abc', 'c', 'ab', undefined],
  ['as the last, with others before', 'abcd', 'd', 'a', undefined],
  ['with everybody', 'abc', 'a', '', undefined],
])(
  'who leaves the list %s leaves a gap ahead of the next who is still there',
  (_how, before, left, now, next) => {
    const list = listOf(now)
    const gap = findGap(listOf(before), before.indexOf(left), list)
    expect(list[gap]?.user_id).toBe(next)
    expect(gap).toBeLessThanOrEqual(list.length)
  },
)
