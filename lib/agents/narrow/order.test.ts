import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readAddress } from '../address/address.ts'
import { type FieldKey, fieldOf } from '../fields.ts'
import { listRegions, withRegionsApart } from '../regions.ts'
import { type Agent, agentSchema } from '../schema.ts'
import { orderAgents } from './order.ts'

const agent = (user_id: string, rest: object = {}): Agent => agentSchema.parse({ user_id, ...rest })
const ordered = (agents: Agent[], sort: string, locale = 'en') =>
  orderAgents(agents, readAddress('/agents', `sort=${sort}`).view.sort, { locale })
    .map(({ user_id }) => user_id)
    .join(' ')

test("without an order it is Zoom's, in the very same array", () => {
  const agents = [agent('b'), agent('a')]
  expect(orderAgents(agents, [], { locale: 'en' })).toBe(agents)
})

test("statuses go from who can take something to who is away, the account's own by name", () => {
  const agents = [
    agent('offline', { status_name: 'Offline' }),
    agent('none'),
    agent('wrap', { status_name: 'Wrap-up' }),
    agent('lunch', { status_name: 'Lunch' }),
    agent('not', { status_id: '2' }),
    agent('busy', { status_name: 'Occupied' }),
    agent('ready', { status_id: '1', status_name: 'Bereit' }),
  ]
  expect(ordered(agents, 'status_name')).toBe('ready busy not lunch wrap offline none')
  expect(ordered(agents, '-status_name')).toBe('offline wrap lunch not busy ready none')
})

test('numbers are numbers, instants instants, and who does not tell is last both ways', () => {
  const capacity = (id: string, value?: number) =>
    agent(id, { channel_settings: { concurrent_message_capacity: value } })
  const agents = [capacity('none'), ...[10, -3, 9, 0, -20].map(value => capacity(String(value), value))]
  expect(ordered(agents, 'concurrent_message_capacity')).toBe('-20 -3 0 9 10 none')
  expect(ordered(agents, '-concurrent_message_capacity')).toBe('10 9 0 -3 -20 none')
  const inTeams = [agent('none', { teams: [] }), agent('b', { teams: [{ team_name: 'B' }] })]
  expect(ordered([...inTeams, agent('a', { teams: [{ team_name: 'A' }] })], 'teams')).toBe('a b none')
  const changed = [
    agent('late', { last_modified_time: '2026-01-01T00:00:00+02:00' }),
    agent('none', { last_modified_time: 'soon' }),
    agent('later', { last_modified_time: '2025-12-31T23:00:00Z' }),
  ]
  expect(ordered(changed, 'last_modified_time')).toBe('late later none')
})

test('one instant is one place, however it is written, and so are names that look the same', () => {
  const written = [
    '2026-01-01T00:00:00Z',
    '2026-01-01T00:00:00.000Z',
    '2026-01-01T01:00:00+01:00',
    '2025-12-31T23:59Z',
  ]
  const agents = written.map((last_modified_time, place) =>
    agent(String(place), {
      last_modified_time,
      display_name: 'cbaz'[place],
      role_name: ['Lead', ' Lead', 'Le\u200bad ', 'Lead'][place],
    }),
  )
  expect(ordered(agents, 'last_modified_time,display_name')).toBe('3 2 1 0')
  expect(ordered(agents, '-last_modified_time,display_name')).toBe('2 1 0 3')
  expect(ordered(agents, 'role_name,display_name')).toBe('2 1 0 3')
  const near = ['2026-01-01T00:00:00.002Z', '2026-01-01T00:00:00.001Z'].map((last_modified_time, place) =>
    agent(String(place), { last_modified_time }),
  )
  expect(ordered(near, 'last_modified_time')).toBe('1 0')
})

test('any order of two fields is that of comparing two agents by the one and then by the other', () => {
  const option = <T>(...values: T[]) => fc.constantFrom(undefined, ...values)
  const anyAgent = fc.record({
    display_name: option('Ana', 'ana', 'Ána', 'A\u0301na', 'Line 9', 'Line 10', ' Ana ', 'Bo'),
    status_name: option('Ready', 'Not Ready', 'Offline', 'Lunch', 'Zulu', 'Occupied'),
    country_iso_code: option('DE', 'de', 'GB', 'US'),
    last_modified_time: option(
      '2026-01-01T00:00:00Z',
      '2026-01-01T01:00:00+01:00',
      '2026-01-01T00:00:00.001Z',
      '2025-06-01T00:00:00Z',
    ),
    teams: option([], [{ team_name: 'B' }], [{ team_name: 'A' }, { team_name: 'C' }], [{ team_name: 'A' }]),
    channel_settings: fc.record({
      concurrent_message_capacity: option(-3, 0, 9, 10),
      multi_channel_engagements: fc.record({ enable: fc.boolean(), max_agent_load: option(9, 80, 100) }),
    }),
  })
  const collator = new Intl.Collator('en', { numeric: true })
  const countries: Record<string, string> = {
    DE: 'Germany (DE)',
    GB: 'United Kingdom (GB)',
    US: 'United States (US)',
  }
  const by = (one: string | number, other: string | number) =>
    typeof one === 'number' && typeof other === 'number'
      ? one - other
      : collator.compare(String(one), String(other))
  /** What each is ordered by; undefined is not told. */
  const places: Partial<Record<FieldKey, (agent: Agent) => string | number | undefined>> = {
    display_name: ({ display_name }) => display_name?.trim(),
    status_name: ({ status_name = '' }) =>
      status_name === ''
        ? undefined
        : ['Ready', 'Occupied', 'Not Ready', 'Lunch', 'Zulu', 'Offline'].indexOf(status_name),
    country_iso_code: ({ country_iso_code: code }) => code && countries[code.toUpperCase()],
    last_modified_time: ({ last_modified_time: at }) => at && Date.parse(at),
    teams: ({ teams = [] }) => teams.map(({ team_name }) => team_name).join(', ') || undefined,
    concurrent_message_capacity: ({ channel_settings }) => channel_settings?.concurrent_message_capacity,
    max_agent_load: ({ channel_settings }) => {
      const { enable, max_agent_load } = channel_settings?.multi_channel_engagements ?? {}
      return enable ? max_agent_load : undefined
    },
  }
  const order = fc.record({
    key: fc.constantFrom(...(Object.keys(places) as FieldKey[])),
    descending: fc.boolean(),
  })
  const orders = fc.uniqueArray(order, { minLength: 2, maxLength: 2, selector: ({ key }) => key })
  fc.assert(
    fc.property(fc.array(anyAgent, { maxLength: 12 }), orders, (list, sort) => {
      const agents = list.map((rest, index) => agent(String(index), rest))
      const compare = (one: Agent, other: Agent) => {
        for (const { key, descending } of sort) {
          const [a, b] = [places[key]?.(one), places[key]?.(other)]
          const told = Number(a === undefined) - Number(b === undefined)
          if (told !== 0) return told
          const differs = a !== undefined && b !== undefined ? by(a, b) : 0
          if (differs !== 0) return descending ? -differs : differs
        }
        return 0
      }
      expect(orderAgents(agents, sort, { locale: 'en' })).toEqual(agents.toSorted(compare))
    }),
  )
})

test("names follow the reader's collation", () => {
  const agents = [
    agent('z', { display_name: 'zebra' }),
    agent('ä', { display_name: 'Ärla' }),
    agent('b', { display_name: 'bo' }),
  ]
  expect(ordered(agents, 'display_name', 'de')).toBe('ä b z')
  expect(ordered(agents, 'display_name', 'sv')).toBe('b z ä')
  const numbered = [agent('10', { display_name: 'Line 10' }), agent('9', { display_name: 'Line 9' })]
  expect(ordered(numbered, 'display_name')).toBe('9 10')
})

test('what stands on screen in words is ordered by those words', () => {
  const inCountries = ['US', 'XK', 'GB', 'DE'].map(code => agent(code, { country_iso_code: code }))
  expect(ordered(inCountries, 'country_iso_code')).toBe('DE XK GB US') // Germany, Kosovo, United Kingdom, United States
  const integrated = ['Salesforce', 'Default', 'Microsoft_Dynamics_365'].map(client_integration =>
    agent(client_integration, { client_integration }),
  )
  expect(ordered(integrated, 'client_integration')).toBe('Microsoft_Dynamics_365 Default Salesforce') // "None"
})

test('regions of one name are not mixed in an order', () => {
  const agents = ['east', 'west', 'east', 'west'].map((region_id, place) =>
    agent(`${region_id}${place}`, { region_id, region_name: 'EMEA' }),
  )
  const region = withRegionsApart(
    fieldOf('region_name'),
    listRegions(
      [
        { region_id: 'east', region_name: 'EMEA', sip_zone_name: 'East' },
        { region_id: 'west', region_name: 'EMEA', sip_zone_name: 'West' },
      ],
      agents,
      '',
    ),
  )
  const { sort } = readAddress('/agents', 'sort=-region_name').view
  expect(orderAgents(agents, sort, { locale: 'en', region }).map(({ user_id }) => user_id)).toEqual([
    'west1',
    'west3',
    'east0',
    'east2',
  ])
})

test("a second order counts where the first is equal, and Zoom's order where all are", () => {
  const agents = [
    agent('1', { role_name: 'B', display_name: 'x' }),
    agent('2', { role_name: 'A', display_name: 'x' }),
    agent('3', { role_name: 'A', display_name: 'y' }),
    agent('4', { role_name: 'A', display_name: 'x' }),
  ]
  expect(ordered(agents, 'role_name,-display_name')).toBe('3 2 4 1')
  expect(ordered(agents, '-role_name,display_name')).toBe('1 2 4 3')
  expect(ordered(agents, 'display_name,role_name')).toBe('2 4 1 3')
  const limited = (user_id: string, display_name: string) =>
    agent(user_id, { display_name, channel_settings: { concurrent_message_capacity: 3 } })
  expect(ordered([limited('1', 'y'), limited('2', 'x')], 'concurrent_message_capacity,display_name')).toBe(
    '2 1',
  )
})

test('names that are the same to the collation are equal, however they are written', () => {
  const agents = [
    agent('in two', { display_name: 'Zoe\u0308', role_name: 'B' }),
    agent('composed', { display_name: 'Zo\u00eb', role_name: 'A' }),
    agent('other', { display_name: 'Zora', role_name: 'A' }),
  ]
  expect(ordered(agents, 'display_name,role_name')).toBe('composed in two other')
  expect(ordered(agents, '-display_name,-role_name')).toBe('other in two composed')
})

test('any order keeps every agent once', () => {
  const anyAgent = fc
    .record({ display_name: fc.option(fc.string()), status_id: fc.option(fc.constantFrom('0', '1', '9')) })
    .map(rest => rest)
  fc.assert(
    fc.property(
      fc.array(anyAgent),
      fc.constantFrom('display_name', '-status_name', 'teams'),
      (list, sort) => {
        const agents = list.map((rest, index) => agent(String(index), rest))
        const result = orderAgents(agents, readAddress('/agents', `sort=${sort}`).view.sort, { locale: 'en' })
        expect(new Set(result)).toEqual(new Set(agents))
        expect(result).toHaveLength(agents.length)
      },
    ),
  )
})

test('names are in their order whoever was ordered before, in whatever language', () => {
  const names = fc.array(fc.constantFrom('Ä', 'a', 'Z', 'ö', 'o', 'Zoë', 'Zoe\u0308', '10', '9', 'ñ', 'n'))
  const lists = fc.array(fc.tuple(names, fc.constantFrom('en', 'sv', 'de')), { minLength: 2, maxLength: 6 })
  fc.assert(
    fc.property(lists, lists => {
      for (const [names, locale] of lists) {
        const agents = names.map((display_name, index) => agent(String(index), { display_name }))
        const collator = new Intl.Collator(locale, { numeric: true })
        const expected = [...names.keys()].sort((a, b) => collator.compare(names[a] ?? '', names[b] ?? ''))
        expect(ordered(agents, 'display_name', locale)).toBe(expected.join(' '))
      }
    }),
  )
})
