import { expect, test } from 'vitest'
import { type FieldKey, fieldOf } from '../fields.ts'
import type { Filter } from '../view.ts'
import { filterWords } from './filter-words.ts'

test.each<[FieldKey, Filter, string]>([
  ['status_name', { kind: 'values', values: ['Ready', ''] }, 'Ready, Not told'],
  ['sub_status_name', { kind: 'values', values: ['', 'Meal'] }, 'No reason, Meal'],
  ['client_integration', { kind: 'values', values: ['Default'] }, 'None'],
  ['country_iso_code', { kind: 'values', values: ['PT'] }, 'Portugal (PT)'],
  ['concurrent_message_capacity', { kind: 'range', from: 2, to: 5 }, '2 to 5'],
  ['concurrent_message_capacity', { kind: 'range', from: 0, to: 0 }, '0'],
  ['max_agent_load', { kind: 'range', from: 50, to: null }, '50% or more'],
  ['max_agent_load', { kind: 'range', from: null, to: 80 }, 'up to 80%'],
  ['last_modified_time', { kind: 'days', days: 1, longer: false }, 'within 1 day'],
  ['last_modified_time', { kind: 'days', days: 90, longer: true }, 'over 90 days ago'],
  ['region_name', { kind: 'untold' }, 'Not told'],
])('%s %j in words is "%s"', (key, filter, words) => {
  expect(filterWords(fieldOf(key), filter).join(', ')).toBe(words)
})
