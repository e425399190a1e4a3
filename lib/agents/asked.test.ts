import { expect, test } from 'vitest'
import { readAddress, WHOLE_LIST } from './address/address.ts'
import { isUntoldBySome, readAsked, UNTOLD, withAsked } from './asked.ts'
import { agentSchema } from './schema.ts'

test('a value that is set takes the place of "not told", and the other way round', () => {
  const told = withAsked(WHOLE_LIST, 'region', 'r')
  expect([told.question.region, readAsked(told, 'region')]).toEqual(['r', 'r'])
  const untold = withAsked(told, 'region', UNTOLD)
  expect([untold.question.region, readAsked(untold, 'region')]).toEqual(['', UNTOLD])
  expect(withAsked(untold, 'region', 'r')).toEqual(told)
  expect(withAsked(untold, 'region', '')).toEqual(WHOLE_LIST)
  expect(readAsked(untold, 'access')).toBe('')
})

test('an address asks for those who do not tell it with an empty value, and for nobody with none', () => {
  expect(readAsked(readAddress('/agents', 'access='), 'access')).toBe(UNTOLD)
  expect(readAsked(readAddress('/agents', 'access=inactive'), 'access')).toBe('inactive')
  expect(readAsked(readAddress('/agents', 'region=r'), 'access')).toBe('')
})

test('an empty region counts as not told', () => {
  const [told, untold] = ['r', ''].map(region_id => agentSchema.parse({ user_id: '1', region_id }))
  if (!told || !untold) throw new Error()
  expect(isUntoldBySome('region', [told])).toBe(false)
  expect(isUntoldBySome('region', [told, untold])).toBe(true)
})
