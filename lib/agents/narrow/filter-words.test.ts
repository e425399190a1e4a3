import { describe, expect, test } from 'vitest'
import { type FieldKey, fieldOf } from '../fields.ts'
import { type Agent, agentSchema } from '../schema.ts'
import type { Filter } from '../view.ts'
import { filterWords, findValues, isAnswered, listValues } from './filter-words.ts'

const agent = (user_id: string, rest: object = {}): Agent => agentSchema.parse({ user_id, ...rest })

describe('the values of a filter', () => {
  const listed = (
    key: FieldKey,
    agents: Agent[],
    chosen: string[] = [],
    counts = new Map<string, number>(),
  ) =>
    listValues(fieldOf(key), findValues(fieldOf(key), agents), chosen, counts).map(
      ({ words, count }) => `${words} ${count}`,
    )

  test('are in the order of their words, numbers as numbers, and "not told" is last', () => {
    const roles = ['Tier 10', undefined, 'Tier 2', 'Agent', 'Tier 2']
    expect(
      listed(
        'role_name',
        roles.map((role_name, index) => agent(String(index), { role_name })),
        [],
        new Map([
          ['Tier 2', 2],
          ['', 1],
        ]),
      ),
    ).toEqual(['Agent 0', 'Tier 2 2', 'Tier 10 0', 'Not told 1'])
  })

  test('of a status have the order of statuses', () => {
    const names = ['Offline', 'Zulu', 'Ready', undefined, 'Away', 'Occupied', 'Not Ready']
    expect(
      listed(
        'status_name',
        names.map((status_name, index) => agent(String(index), { status_name })),
      ).map(text => text.slice(0, -2)),
    ).toEqual(['Ready', 'Occupied', 'Not Ready', 'Away', 'Zulu', 'Offline', 'Not told'])
  })

  test('include those of a link that nobody has', () => {
    expect(listed('package_name', [agent('1', { package_name: 'premium' })], ['gone'])).toEqual([
      'Gone 0',
      'Premium 0',
    ])
  })

  test('of a list are each of its entries; who has none is "not told"', () => {
    const agents = [
      agent('1', { teams: [{ team_name: 'Night' }, { team_name: 'Day' }] }),
      agent('2', { teams: [] }),
    ]
    expect(listed('teams', agents)).toEqual(['Day 0', 'Night 0', 'Not told 0'])
  })
})

test('a filter is answered where somebody tells something', () => {
  const teams = fieldOf('teams')
  expect(isAnswered(teams, [agent('1'), agent('2', { teams: [] })])).toBe(false)
  expect(isAnswered(teams, [agent('1'), agent('2', { teams: [{ team_name: 'Day' }] })])).toBe(true)
  const load = fieldOf('max_agent_load')
  const off = { channel_settings: { multi_channel_engagements: { enable: false, max_agent_load: 5 } } }
  expect(isAnswered(load, [agent('1', off)])).toBe(false)
})

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
])('%s %j in words is "%s"', (key, filter, words) => {
  expect(filterWords(fieldOf(key), filter).join(', ')).toBe(words)
})
