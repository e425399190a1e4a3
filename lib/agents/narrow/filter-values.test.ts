import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type FieldKey, fieldOf } from '../fields.ts'
import { type Agent, agentSchema } from '../schema.ts'
import { findValues, listValues } from './filter-values.ts'

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

  test('that would be the same words are told apart by what Zoom calls them, "not told" staying itself', () => {
    const one = (key: string, ...values: string[]) =>
      values.map((value, index) => agent(String(index), { [key]: value }))
    expect(listed('package_name', one('package_name', 'gold', 'Gold', 'basic'))).toEqual([
      'Basic 0',
      'Gold · gold 0',
      'Gold · Gold 0',
    ])
    expect(listed('client_integration', one('client_integration', 'Default', 'None', 'A_B', 'A B'))).toEqual([
      'A B · A B 0',
      'A B · A_B 0',
      'None · Default 0',
      'None · None 0',
    ])
    expect(listed('role_name', [...one('role_name', 'Not told'), agent('9')])).toEqual([
      'Not told · Not told 0',
      'Not told 0',
    ])
    expect(listed('package_name', one('package_name', 'gold'), ['Gold'])).toHaveLength(2)
  })

  test('are never the same words twice', () => {
    const value = fc.oneof(
      fc.constantFrom(
        'premium',
        'gold',
        'Gold',
        'Default',
        'None',
        'Not told',
        'a_b',
        'a b',
        'A B',
        'Cafe\u0301',
        'Café',
        ' x',
        'x\u200b',
      ),
      fc.string(),
    )
    fc.assert(
      fc.property(
        fc.array(value),
        fc.constantFrom('package_name', 'role_name', 'client_integration', 'sub_status_name'),
        (values, key) => {
          const agents = values.map((value, index) => agent(String(index), { [key]: value }))
          const words = listed(key, [...agents, agent('last')])
          expect(new Set(words).size).toBe(words.length)
        },
      ),
    )
  })

  test('of a list are each of its entries; who has none is "not told"', () => {
    const agents = [
      agent('1', { teams: [{ team_name: 'Night' }, { team_name: 'Day' }] }),
      agent('2', { teams: [] }),
    ]
    expect(listed('teams', agents)).toEqual(['Day 0', 'Night 0', 'Not told 0'])
  })
})
