import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAddress } from '../address/address.ts'
import { type Agent, agentSchema } from '../schema.ts'
import { findStatuses } from '../status/status-counts.ts'
import { countValues, narrow } from './narrow.ts'
import { narrowWithout } from './narrow-without.ts'

const NOW = Date.parse('2026-11-27T12:00:00Z')
const agent = (user_id: string, rest: object = {}): Agent => agentSchema.parse({ user_id, ...rest })

const agents = [
  agent('1', {
    display_name: 'Ana',
    status_name: 'Ready',
    role_name: 'Agent',
    teams: [{ team_name: 'Night' }],
  }),
  agent('2', { display_name: 'Bo', status_id: '1', role_name: 'Admin', teams: [] }),
  agent('3', {
    display_name: 'Cy',
    status_name: 'Not Ready',
    sub_status_name: 'Meal',
    region_id: 'r',
    user_access: 'inactive',
    country_iso_code: 'pt',
    client_integration: 'Default',
    last_modified_time: '2026-11-25T12:00:00Z',
    channel_settings: {
      concurrent_message_capacity: 0,
      multi_channel_engagements: { enable: false, max_agent_load: 80 },
    },
  }),
  agent('4', {
    display_name: 'Di',
    status_name: 'Lunch',
    status_id: '4',
    teams: [{ team_name: 'Night' }, { team_name: 'Day' }],
    last_modified_time: '2026-01-01T00:00:00Z',
    channel_settings: {
      concurrent_message_capacity: 25,
      multi_channel_engagements: { enable: true, max_agent_load: 80 },
    },
  }),
]

function idsOf(query: string): string {
  const { question, view } = readAddress('/agents', query)
  return narrow(agents, question, view, NOW)
    .agents.map(({ user_id }) => user_id)
    .join('')
}

describe('narrowing agents that are held', () => {
  test('changed exactly so many days ago is within them, and not longer ago', () => {
    const { question, view } = readAddress('/agents', 'changed=7')
    const longer = readAddress('/agents', 'changed=-7').view
    const now = Date.parse('2026-11-25T12:00:00Z') + 7 * 86_400_000
    const third = agents.slice(2, 3)
    expect(narrow(third, question, view, now).agents).toHaveLength(1)
    expect(narrow(third, question, longer, now).agents).toHaveLength(0)
    expect(narrow(third, question, view, now + 1).agents).toHaveLength(0)
    expect(narrow(third, question, longer, now + 1).agents).toHaveLength(1)
  })

  test.each([
    ['', '1234'],
    ['status=Ready', '12'],
    ['status=Ready&status=Lunch', '124'],
    ['status=', ''],
    ['reason=Meal', '3'],
    ['reason=', '124'],
    ['role=Admin', '2'],
    ['role=', '34'],
    ['team=Night', '14'],
    ['team=', '23'],
    ['team=Day&team=', '234'],
    ['country=PT', '3'],
    ['country=pt', '3'],
    ['country=Pt&country=PT', '3'],
    ['integration=Default', '3'],
    ['package=', '1234'],
    ['package=gold', ''],
    ['messages=0-0', '3'],
    ['messages=1-', '4'],
    ['messages=-30', '34'],
    ['load=80-80', '4'],
    ['changed=7', '3'],
    ['changed=-90', '4'],
    ['search=ana', '1'],
    ['search=3', '3'],
    ['region=r', '3'],
    ['access=inactive', '3'],
    ['region=', '124'],
    ['access=', '124'],
    ['region=r&access=', ''],
    ['status=Ready&team=Night', '1'],
    ['status=Ready&team=Day', ''],
  ])('%s leaves %s', (query, ids) => {
    expect(idsOf(query)).toBe(ids)
  })

  test('keeps the very array where nothing is set, so that nothing renders anew', () => {
    const { question, view } = readAddress('/agents', 'sort=display_name')
    expect(narrow(agents, question, view, NOW).agents).toBe(agents)
  })
})

describe('counts of values', () => {
  const countsOf = (query: string, name: string) => {
    const { question, view } = readAddress('/agents', query)
    return Object.fromEntries(countValues(narrow(agents, question, view, NOW), name))
  }

  test('are of what the other filters leave, whatever the filter itself says', () => {
    expect(countsOf('', 'status')).toEqual({ Ready: 2, 'Not Ready': 1, Lunch: 1 })
    expect(countsOf('status=Lunch', 'status')).toEqual({ Ready: 2, 'Not Ready': 1, Lunch: 1 })
    expect(countsOf('status=Lunch&team=Night', 'status')).toEqual({ Ready: 1, Lunch: 1 })
    expect(countsOf('status=Lunch', 'team')).toEqual({ Night: 1, Day: 1 })
    expect(countsOf('status=Ready', 'team')).toEqual({ Night: 1, '': 1 })
  })

  test('count an agent once who is in two teams of one name', () => {
    const twice = agent('1', {
      teams: [
        { team_id: 'a', team_name: 'Night' },
        { team_id: 'b', team_name: 'Night' },
      ],
    })
    const { question, view } = readAddress('/agents', '')
    expect([...countValues(narrow([twice], question, view, NOW), 'team')]).toEqual([['Night', 1]])
  })

  test('say for any filters what choosing that value would show', () => {
    const pool = [
      'status=Ready',
      'status=Lunch',
      'team=Night',
      'team=',
      'role=',
      'messages=0-30',
      'access=inactive',
    ]
    fc.assert(
      fc.property(fc.subarray(pool), fc.constantFrom('status', 'team', 'role'), (chosen, name) => {
        const others = chosen.filter(part => !part.startsWith(`${name}=`))
        const counts = countsOf(chosen.join('&'), name)
        for (const value of ['Ready', 'Lunch', 'Night', 'Day', 'Admin', '']) {
          const shown = idsOf([...others, `${name}=${encodeURIComponent(value)}`].join('&')).length
          expect(counts[value] ?? 0).toBe(shown)
        }
      }),
    )
  })
})

test('leaving filters out leaves those who pass all others', () => {
  const { question, view } = readAddress('/agents', 'status=Lunch&region=r&team=Night')
  const ids = (...names: string[]) =>
    narrowWithout(narrow(agents, question, view, NOW), ...names).map(({ user_id }) => user_id)
  expect(ids()).toEqual([])
  expect(ids('region')).toEqual(['4'])
  expect(ids('region', 'status')).toEqual(['1', '4'])
  expect(ids('region', 'status', 'team')).toEqual(['1', '2', '3', '4'])
})

test('where Zoom has been asked the question, only the filters of the browser narrow what came', () => {
  const { view } = readAddress('/agents', 'team=Night')
  const narrowed = narrow(agents, null, view, NOW)
  expect(narrowed.agents.map(({ user_id }) => user_id)).toEqual(['1', '4'])
  expect(narrowWithout(narrowed, 'team')).toHaveLength(agents.length)
})

test('names that differ by what nobody sees, or by how an accent is written, are one value of a filter and of a link', () => {
  const written = ['Caf\u00e9', 'Cafe\u0301', 'Caf\u200b\u00e9', '\u200eCaf\u00e9', 'Cafe'].map(
    (name, place) =>
      agent(String(place), { status_name: name, role_name: name, teams: [{ team_name: name }] }),
  )
  for (const name of ['status', 'role', 'team']) {
    for (const asked of ['Caf\u00e9', 'Cafe\u0301', 'Caf\u200b\u00e9']) {
      const { question, view } = readAddress('/agents', `${name}=${encodeURIComponent(asked)}`)
      const narrowed = narrow(written, question, view, NOW)
      expect(narrowed.agents).toHaveLength(4)
      expect([...countValues(narrowed, name)]).toEqual([
        ['Caf\u00e9', 4],
        ['Cafe', 1],
      ])
    }
  }
  expect([...findStatuses(written).keys()]).toEqual(['Caf\u00e9', 'Cafe'])
})

test('names that differ by spaces that nobody sees are one value of a filter, of the counts and of a link', () => {
  const spaced = ['Lunch', '  Lunch ', 'Lunch  break', 'Lunch break', ' Ready'].map((status_name, place) =>
    agent(String(place), {
      status_name,
      role_name: place < 2 ? 'Lead' : ' Lead',
      teams: [{ team_name: 'A' }, { team_name: 'A ' }],
    }),
  )
  const { question, view } = readAddress('/agents', 'status=++Lunch+&role=Lead')
  expect(view.filters.status).toEqual({ kind: 'values', values: ['Lunch'] })
  const narrowed = narrow(spaced, question, view, NOW)
  expect(narrowed.agents.map(({ user_id }) => user_id)).toEqual(['0', '1'])
  expect(countValues(narrowed, 'status')).toEqual(
    new Map([
      ['Lunch', 2],
      ['Lunch break', 2],
      ['Ready', 1],
    ]),
  )
  expect(countValues(narrowed, 'role')).toEqual(new Map([['Lead', 2]]))
  expect(countValues(narrowed, 'team')).toEqual(new Map([['A', 2]]))
  expect([...findStatuses(spaced)]).toEqual([
    ['Lunch', 'custom'],
    ['Lunch break', 'custom'],
    ['Ready', 'ready'],
  ])
})
