import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Field, isAnswered, titleOf, valuesOf } from './field.ts'
import { FIELDS, fieldOf } from './fields.ts'
import { allFileColumns } from './files/file-columns.ts'
import { columnTracks } from './look/column-tracks.ts'
import { DELIVERED, readOwnLook, shownFields, writeOwnLook } from './look/own-look.ts'
import { agentSchema } from './schema.ts'

const bare = agentSchema.parse({ user_id: 'a' })

describe('the fields', () => {
  test('have keys, labels and filters of their own', () => {
    for (const part of ['key', 'label', 'path', 'filter'] as const) {
      const all = FIELDS.flatMap((field: Field) => field[part] ?? [])
      expect(new Set(all).size).toBe(all.length)
    }
  })

  test('of the list stand where Zoom has them', () => {
    const heads = allFileColumns(() => '').map(({ head }) => head)
    for (const { column, path } of FIELDS)
      if (column !== 'profile') expect(heads.some(head => `${head}.`.startsWith(`${path}.`))).toBe(true)
  })

  test.each([
    ['display_name', 'name'],
    ['role_name', 'text'],
    ['user_id', 'id'],
    ['status_name', 'status'],
    ['user_access', 'access'],
    ['max_agent_load', 'limit'],
    ['concurrent_email_capacity', 'limit'],
    ['last_modified_time', 'instant'],
  ] as const)('%s is drawn as %s', (key, cell) => {
    expect(fieldOf(key).cell).toBe(cell)
  })

  test('have titles that say an instant to the second with its zone, and of all others the text', () => {
    const agent = { ...bare, role_name: 'Admin', last_modified_time: '2026-01-31T23:30:05Z' }
    expect(titleOf(fieldOf('last_modified_time'), agent, 'UTC')).toMatch(/^Saturday, .* 23:30:05 .*Time$/)
    expect(titleOf(fieldOf('last_modified_time'), bare, 'UTC')).toBeUndefined()
    expect(titleOf(fieldOf('role_name'), agent, 'UTC')).toBe('Admin')
  })

  test('of an agent that tells nothing are not told, and never blank, 0 or false', () => {
    for (const field of FIELDS) {
      if (field.key === 'user_id') continue
      expect(field.text(bare, 'UTC')).toBeUndefined()
      expect(valuesOf(field, bare)).toEqual([''])
    }
  })

  test.each(['US', 'us', ' Us '])(
    'call a country the same in its cell as in its filter: %j',
    country_iso_code => {
      const field = fieldOf('country_iso_code')
      const agent = { ...bare, country_iso_code }
      expect(field.text(agent, 'UTC')).toBe('United States (US)')
      expect(valuesOf(field, agent).map(field.words)).toEqual(['United States (US)'])
    },
  )

  test('of any agent at all give text or nothing', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(agentSchema.shape)), fc.anything()), raw => {
        const agent = agentSchema.parse({ ...raw, user_id: 'a' })
        for (const field of FIELDS) {
          const text = field.text(agent, 'Europe/Berlin')
          expect(
            text === undefined || (typeof text === 'string' && !/NaN|undefined|null/.test(text.slice(0, 4))),
          ).toBe(true)
        }
      }),
    )
  })

  test.each([
    ['package_name', { package_name: 'premium' }, 'Premium'],
    ['add_ons_plan', { add_ons_plan: ['ai_expert_assist'] }, 'AI Expert Assist'],
    ['add_ons_plan', { add_ons_plan: [] }, 'None'],
    ['client_integration', { client_integration: 'Default' }, 'None'],
    ['client_integration', { client_integration: 'Microsoft_Dynamics_365' }, 'Microsoft Dynamics 365'],
    [
      'multi_channel_engagements',
      { channel_settings: { multi_channel_engagements: { enable: true } } },
      'On',
    ],
    [
      'client_integration',
      { client_integration: 'ServiceNow', client_integration_name: 'ServiceNow (live)' },
      'ServiceNow (live)',
    ],
    [
      'client_integration',
      { client_integration: 'Salesforce', client_integration_name: 'EU' },
      'Salesforce (EU)',
    ],
    ['user_access', { user_access: 'suspended' }, 'Suspended'],
    ['status_name', { status_id: '2', sub_status_name: 'Meal' }, 'Not Ready · Meal'],
    ['teams', { teams: [{ team_name: 'A' }, { team_id: 'b' }] }, 'A, b'],
    [
      'max_agent_load',
      { channel_settings: { multi_channel_engagements: { enable: false, max_agent_load: 5 } } },
      'Multi-channel off',
    ],
    ['max_agent_load', { channel_settings: { multi_channel_engagements: { max_agent_load: 5 } } }, '5%'],
    ['last_modified_time', { last_modified_time: '2026-01-31T23:30:00Z' }, '2026-02-01 00:30:00'],
  ] as const)('%s of %o reads %s', (key, raw, text) => {
    expect(fieldOf(key).text({ ...bare, ...raw } as never, 'Europe/Berlin')).toBe(text)
  })
})

describe('the columns', () => {
  test('as delivered leave out what no agent tells, and what only a person chooses', () => {
    const keys = (agents: object[]) =>
      shownFields(
        null,
        agents.map(raw => agentSchema.parse(raw)),
      ).map(({ key }) => key)
    expect(keys([{ user_id: 'a' }])).toEqual(['display_name', 'user_email', 'status_name', 'user_access'])
    expect(keys([{ user_id: 'a' }, { user_id: 'b', role_name: 'R', teams: [] }])).toContain('role_name')
    expect(keys([])).toContain('last_modified_time')
    for (const key of ['teams', 'sub_status_name', 'emergency_calling']) expect(keys([])).not.toContain(key)
  })

  test('are never what is part of another one, or what a profile alone tells', () => {
    const { keys } = readOwnLook('role_name,sub_status_name,emergency_calling')
    expect(keys).toEqual(['display_name', 'role_name'])
  })

  test('of a person are read from a cookie as they were written', () => {
    const choice = fc.record({
      keys: fc.constantFrom(null, ['display_name', 'status_name'] as const),
      widths: fc.dictionary(fc.constantFrom('status_name', 'role_name'), fc.integer({ min: 3, max: 48 })),
      density: fc.constantFrom('compact' as const, 'comfortable' as const),
    })
    fc.assert(
      fc.property(choice, own => {
        expect(readOwnLook(writeOwnLook({ ...own, widths: { ...own.widths } }))).toEqual(own)
      }),
    )
  })

  test('of any cookie at all are columns', () => {
    expect(readOwnLook(undefined)).toEqual(DELIVERED)
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const { keys, widths, density } = readOwnLook(text)
        expect(keys === null || keys[0] === 'display_name').toBe(true)
        expect(Object.values(widths).every(width => width >= 3 && width <= 48)).toBe(true)
        expect(['compact', 'comfortable']).toContain(density)
      }),
    )
  })

  test('give free space to those whose texts would be cut, and to no others', () => {
    const agents = [
      agentSchema.parse({ user_id: 'a', display_name: 'Bo', user_email: `${'x'.repeat(60)}@example.com` }),
    ]
    const tracks = columnTracks([fieldOf('display_name'), fieldOf('user_email')], {}, agents)['--tracks']
    const [name, email] = [...tracks.matchAll(/minmax\(([\d.]+)rem, ([\d.]+)rem\)/g)].map(
      ([, least, most]) => [Number(least), Number(most)],
    )
    expect(name?.[0]).toBe(name?.[1])
    expect(email?.[1]).toBeGreaterThan(email?.[0] ?? 0)
  })
})

describe('a filter', () => {
  const agent = (rest: object) => agentSchema.parse({ user_id: 'a', ...rest })

  test('is answered where somebody tells something', () => {
    const teams = fieldOf('teams')
    expect(isAnswered(teams, [bare, agent({ teams: [] })])).toBe(false)
    expect(isAnswered(teams, [bare, agent({ teams: [{ team_name: 'Day' }] })])).toBe(true)
    const load = fieldOf('max_agent_load')
    const off = { channel_settings: { multi_channel_engagements: { enable: false, max_agent_load: 5 } } }
    expect(isAnswered(load, [agent(off)])).toBe(false)
  })
})
