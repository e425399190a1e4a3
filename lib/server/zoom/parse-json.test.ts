import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseJson } from './parse-json.ts'

describe('a body', () => {
  test('keeps ids that are numbers too long to count with', () => {
    expect(parseJson('{"user_id":12345678901234567890,"users":[{"role_id": 9007199254740993}]}')).toEqual({
      user_id: '12345678901234567890',
      users: [{ role_id: '9007199254740993' }],
    })
    expect(parseJson('{"a_id" :  -12345678901234567, "b_id":"x", "sum":12345678901234567890}')).toEqual({
      a_id: '-12345678901234567',
      b_id: 'x',
      sum: 12345678901234567000,
    })
    expect(parseJson('{"user_id":42,"total_records":1200}')).toEqual({ user_id: 42, total_records: 1200 })
  })

  test('that is no JSON is undefined', () => {
    for (const body of ['', '<html></html>', '{"users":[', 'undefined'])
      expect(parseJson(body)).toBeUndefined()
  })

  test('is otherwise what JSON.parse says', () => {
    fc.assert(
      fc.property(fc.json(), body => {
        expect(parseJson(body)).toEqual(JSON.parse(body))
      }),
    )
  })
})
