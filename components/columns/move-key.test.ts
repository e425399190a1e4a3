import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moveKey } from './move-key.ts'

test('a key that moves is where it was wanted, and the others keep their order', () => {
  const keys = fc.uniqueArray(fc.string(), { minLength: 1 })
  fc.assert(
    fc.property(keys, fc.nat(), fc.nat(), (list, one, other) => {
      const key = list[one % list.length] ?? ''
      const to = other % list.length
      const moved = moveKey(list, key, to)
      expect(moved[to]).toBe(key)
      expect(moved.filter(k => k !== key)).toEqual(list.filter(k => k !== key))
    }),
  )
})

test('nothing that moves nowhere makes a new list', () => {
  const list = ['a', 'b']
  expect(moveKey(list, 'a', 0)).toBe(list)
  expect(moveKey(list, 'z', 1)).toBe(list)
})
