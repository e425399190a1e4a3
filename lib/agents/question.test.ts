import { expect, test } from 'vitest'
import { readAddress } from './address/address.ts'
import { questionTests, zoomParameters } from './question.ts'

const question = (query: string) => readAddress('/agents', query).question

test("a question goes to Zoom under Zoom's names, what is not set left out", () => {
  expect(zoomParameters(question('search=kim&region=r1&access=inactive'))).toEqual({
    search_key: 'kim',
    region_id: 'r1',
    user_access: 'inactive',
    page_size: '300',
  })
  expect(zoomParameters(question(''))).toEqual({ page_size: '300' })
})

test('the same question is put to agents that are held under the names of the address', () => {
  const names = questionTests(question('search=kim&region=r1&access=inactive')).map(([name]) => name)
  expect(names).toEqual(['search', 'region', 'access'])
  expect(questionTests(question(''))).toEqual([])
})
