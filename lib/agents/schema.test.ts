import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AgentsPage,
  agentSchema,
  profileSchema,
  queueSchema,
  readPage,
  regionSchema,
  skillSchema,
  systemStatusSchema,
} from './schema.ts'

const SCHEMAS = {
  agent: agentSchema,
  profile: profileSchema,
  queue: queueSchema,
  skill: skillSchema,
  region: regionSchema,
  status: systemStatusSchema,
}

const placeholders = (client_integration: string, status_name: string, user_access: string) => ({
  user_id: '<string>',
  display_name: '<string>',
  user_email: '<email>',
  role_id: '<string>',
  role_name: '<string>',
  client_integration,
  status_id: '<string>',
  status_name,
  sub_status_id: '<string>',
  sub_status_name: 'Meal',
  user_access,
  modified_by: '<string>',
  last_modified_time: '<dateTime>',
  country_iso_code: '<string>',
  region_id: '<string>',
  region_name: '<string>',
  channel_settings: {
    multi_channel_engagements: { enable: '<boolean>', max_agent_load: '<integer>' },
    concurrent_message_capacity: '<integer>',
  },
})

/** The example of Zoom's page "List users' profiles", word for word. */
const ZOOMS_EXAMPLE = {
  next_page_token: '<string>',
  page_size: 30,
  total_records: '<integer>',
  users: [
    placeholders('Default', 'Offline', 'inactive'),
    placeholders('Microsoft_Dynamics_365', 'Occupied', 'active'),
  ],
}

/** All fields of zoom.md 2.1 with their documented types. */
const FULL = {
  user_id: 'IGTRVt3gQ2i-WjoUIjeZxw',
  display_name: 'Jill',
  user_email: 'jchill@example.com',
  role_id: '27302393-4784-11ec-81d3-0242ac130003',
  role_name: 'Admin',
  client_integration: 'Salesforce',
  status_id: '2',
  status_name: 'Not Ready',
  sub_status_id: '21',
  sub_status_name: 'Meal',
  user_access: 'active',
  modified_by: 'pO9iUy7tRe5wQ3aSdFgHjK',
  last_modified_time: '2020-02-10T21:39:50Z',
  country_iso_code: 'US',
  region_id: '8f71O6rWT8KFUGQmJIFAdQ',
  region_name: 'Main Region',
  channel_settings: {
    multi_channel_engagements: { enable: true, max_agent_load: 80, email_max_agent_load: 70 },
    concurrent_message_capacity: 3,
    concurrent_email_capacity: 0,
  },
  package_name: 'essentials',
  add_ons_plan: ['ai_expert_assist'],
  cc_user_id: 'c0',
  teams: [{ team_id: 't1', team_name: 'Blue' }],
  billing_account_id: 'b1',
  billing_account_name: 'Head office',
}

/** The fields that say something. */
const told = (value: object) =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined))

describe('an agent', () => {
  test('with every documented field comes through unchanged', () => {
    expect(agentSchema.parse(FULL)).toEqual(FULL)
  })

  test('needs nothing but a user_id; what is absent or null is not told', () => {
    expect(told(agentSchema.parse({ user_id: 'a' }))).toEqual({ user_id: 'a' })
    const nulls = Object.fromEntries(Object.keys(FULL).map(key => [key, null]))
    expect(told(agentSchema.parse({ ...nulls, user_id: 'a' }))).toEqual({ user_id: 'a' })
  })

  test('loses fields that nobody knows', () => {
    expect(agentSchema.parse({ user_id: 'a', shoe_size: 44 })).not.toHaveProperty('shoe_size')
  })

  test.each([
    [12_345, '12345'],
    [0, '0'],
    ['0', '0'],
    ['a/b+c=%', 'a/b+c=%'],
    [' a', ' a'],
  ])('with the user_id %s is known as %s', (user_id, id) => {
    expect(agentSchema.parse({ user_id }).user_id).toBe(id)
  })

  test.each([
    [undefined],
    [null],
    [''],
    ['  '],
    [true],
    [{}],
    [['a']],
    ['.'],
    ['..'],
    ['a\nb'],
    ['x'.repeat(257)],
  ])('with the user_id %o cannot be shown', user_id => {
    expect(agentSchema.safeParse({ ...FULL, user_id }).success).toBe(false)
  })

  test('keeps ids apart that differ only in case, and numbers given as ids', () => {
    const read = agentSchema.parse({ user_id: 'aB', status_id: 2, sub_status_id: 109, region_id: 7 })
    expect(read).toMatchObject({ user_id: 'aB', status_id: '2', sub_status_id: '109', region_id: '7' })
  })

  test.each([
    ['true', true],
    ['false', false],
    [true, true],
    [false, false],
    ['<boolean>', undefined],
    ['TRUE', undefined],
    [1, undefined],
    [0, undefined],
    ['', undefined],
  ])('has %o for a boolean read as %s', (enable, read) => {
    const { channel_settings } = agentSchema.parse({
      user_id: 'a',
      channel_settings: { multi_channel_engagements: { enable } },
    })
    expect(channel_settings?.multi_channel_engagements?.enable).toBe(read)
  })

  test.each([
    [0, 0],
    ['0', 0],
    [' 20 ', 20],
    ['-3', -3],
    [140, 140],
    ['<integer>', undefined],
    ['', undefined],
    [' ', undefined],
    ['3.5', undefined],
    [3.5, undefined],
    ['1e3', undefined],
    ['0x10', undefined],
    ['99999999999999999999', undefined],
    [true, undefined],
    [null, undefined],
    [[5], undefined],
  ])('has %o for a number read as %s', (concurrent_message_capacity, read) => {
    const { channel_settings } = agentSchema.parse({
      user_id: 'a',
      channel_settings: { concurrent_message_capacity },
    })
    expect(channel_settings?.concurrent_message_capacity).toBe(read)
  })

  test.each([
    '2020-02-10T21:39:50Z',
    '2020-02-10T21:39:50.123Z',
    '2020-02-10T21:39:50+01:00',
    '2020-02-10T21:39:50-0800',
    '2020-02-10T21:39Z',
    '2020-02-29T23:39:50-05:00',
  ])('was last modified at %s', last_modified_time => {
    expect(agentSchema.parse({ user_id: 'a', last_modified_time }).last_modified_time).toBe(
      last_modified_time,
    )
  })

  test.each([
    ['<dateTime>'],
    [''],
    ['2020-02-10'],
    ['2020-13-45T99:99:99Z'],
    ['2023-02-29T00:00:00Z'],
    ['2020-04-31T21:39:50+01:00'],
    ['2020-02-10T21:39:50'],
    ['10 Feb 2020'],
    ['on 2020-02-10T21:39:50Z'],
    ['2020-02-10T21:39:50Z (UTC)'],
    [1_581_370_790_000],
    [null],
  ])('was last modified at a time unknown for %o', last_modified_time => {
    expect(agentSchema.parse({ user_id: 'a', last_modified_time }).last_modified_time).toBeUndefined()
  })

  test.each(['', '  ', '\u200b\ufeff', '\u202e\u202c', '\u0000', '\u3164', '\u2800'])(
    'has no name where nobody could see anything of it: %j',
    display_name => {
      expect(agentSchema.parse({ user_id: 'a', display_name }).display_name).toBeUndefined()
    },
  )

  test('is told in text that a page can carry to the browser as it is', () => {
    const read = agentSchema.parse({
      user_id: 'a',
      display_name: 'Ji\u0000ll',
      role_name: 'half \ud800 a pair',
    })
    expect(read).toMatchObject({ display_name: 'Jill', role_name: 'half \ufffd a pair' })
    for (const user_id of ['a\ud800', 'a\u0000'])
      expect(agentSchema.safeParse({ user_id }).success).toBe(false)
  })

  test.each([
    ['user_access', 'Inactive', 'inactive'],
    ['user_access', ' ACTIVE', 'active'],
    ['user_access', 'Suspended', 'Suspended'],
    ['status_name', 'not ready', 'Not Ready'],
    ['status_name', 'LUNCH', 'LUNCH'],
    ['client_integration', 'default', 'Default'],
    ['package_name', 'Premium', 'premium'],
    ['role_name', 'ADMIN', 'ADMIN'],
  ] as const)('has in %s %o as %s: Zoom’s own words are compared', (field, given, word) => {
    const agent = agentSchema.parse({ user_id: 'a', [field]: given })
    expect(agent[field]).toBe(word)
  })

  test('keeps the readable parts of odd ones', () => {
    const read = agentSchema.parse({
      user_id: 'a',
      display_name: { first: 'Jill' },
      user_email: 7,
      status_id: true,
      teams: 'Blue',
      add_ons_plan: ['one', null, {}, 2, ''],
      channel_settings: { multi_channel_engagements: 'on', concurrent_email_capacity: '4' },
    })
    expect(told(read)).toEqual({
      user_id: 'a',
      user_email: '7',
      add_ons_plan: ['one', '2'],
      channel_settings: { concurrent_email_capacity: 4 },
    })
    expect(agentSchema.parse({ user_id: 'a', teams: [{ team_id: 5 }, 'x', null] }).teams).toEqual([
      { team_id: '5' },
    ])
  })

  test('is read by the documented spelling of the multi-channel settings', () => {
    const { channel_settings } = agentSchema.parse({
      user_id: 'a',
      channel_settings: { multi_channel_engagement: { enabled: true } },
    })
    expect(channel_settings?.multi_channel_engagements).toBeUndefined()
  })
})

describe('the other items', () => {
  test('a profile has two fields more', () => {
    const read = profileSchema.parse({
      user_id: 'a',
      client_integration_name: 'CRM',
      emergency_calling: 'true',
    })
    expect(told(read)).toEqual({ user_id: 'a', client_integration_name: 'CRM', emergency_calling: true })
  })

  test('a queue, a skill and a status may lack everything', () => {
    for (const schema of [queueSchema, skillSchema, systemStatusSchema])
      expect(told(schema.parse({}))).toEqual({})
    expect(queueSchema.parse({ caller_ids: ['+351210000123', 5, null] }).caller_ids).toEqual([
      '+351210000123',
      '5',
    ])
    expect(skillSchema.parse({ user_proficiency_level: '4' }).user_proficiency_level).toBe(4)
  })

  test('channels and kinds of skills are Zoom’s own words, however they are spelled', () => {
    expect(['Voice', 'EMAIL', 'Fax'].map(channel => queueSchema.parse({ channel }).channel)).toEqual([
      'voice',
      'email',
      'Fax',
    ])
    expect(skillSchema.parse({ skill_type: 'Proficiency' }).skill_type).toBe('proficiency')
  })

  test('a status comes through whole', () => {
    const status = {
      status_id: '4',
      status_name: 'Lunch',
      status_type: 'custom',
      status_category: 'agent_status',
      enable: true,
      status_assigned_queues: [{ id: 'q', value: 'Support' }],
    }
    expect(systemStatusSchema.parse(status)).toEqual(status)
  })

  test('a region needs an id to be filtered by', () => {
    expect(regionSchema.parse({ region_id: 5, users_count: '12' })).toMatchObject({
      region_id: '5',
      users_count: 12,
    })
    expect(regionSchema.safeParse({ region_name: 'Main Region' }).success).toBe(false)
    expect(regionSchema.safeParse({ region_id: ' ', region_name: 'Main Region' }).success).toBe(false)
  })

  test('none of them throws on any JSON, or invents a number that is none', () => {
    const noNaN = (_key: string, value: unknown) => {
      if (typeof value === 'number') expect(Number.isSafeInteger(value)).toBe(true)
      return value
    }
    const withOddFields = fc.dictionary(
      fc.constantFrom(
        ...Object.keys(FULL),
        '__proto__',
        'caller_ids',
        'users_count',
        'status_assigned_queues',
      ),
      fc.jsonValue(),
    )
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), withOddFields), value => {
        for (const schema of Object.values(SCHEMAS)) {
          const read = schema.safeParse(value)
          if (read.success) JSON.stringify(read.data, noNaN)
        }
      }),
    )
  })
})

describe('a page', () => {
  const readUsers = (body: unknown) => readPage(body, 'users', agentSchema)

  test("of Zoom's own example shows its rows, with unknown for every placeholder", () => {
    const read = readUsers(ZOOMS_EXAMPLE)
    expect(read?.skipped).toBe(0)
    expect(read?.page).toMatchObject({ next_page_token: '<string>', page_size: 30, total_records: undefined })
    const { users = [] } = (read?.page ?? {}) as Partial<AgentsPage>
    expect(users.map(user => user.status_name)).toEqual(['Offline', 'Occupied'])
    for (const user of users) {
      expect(user.last_modified_time).toBeUndefined()
      expect(user.channel_settings).toEqual({ multi_channel_engagements: {} })
    }
  })

  test('is never hidden by odd rows: they are left out and counted', () => {
    const oddRow = fc
      .oneof(
        fc.jsonValue(),
        fc.record({ user_id: fc.constantFrom(null, '', '..', true), display_name: fc.jsonValue() }),
      )
      .filter(row => !agentSchema.safeParse(row).success)
    const row = fc.oneof(
      oddRow,
      fc.uuid().map(user_id => ({ ...FULL, user_id })),
    )
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), users => {
        const good = users.filter(
          user => (user as { status_name?: string } | null)?.status_name === 'Not Ready',
        )
        const read = readUsers({ users, next_page_token: '', total_records: users.length })
        expect(read?.page.users).toEqual(good)
        expect(read?.skipped).toBe(users.length - good.length)
      }),
    )
  })

  test('without its array is an empty list only if Zoom counts nobody', () => {
    for (const users of [[], null, undefined]) {
      expect(readUsers({ users, next_page_token: '', total_records: 0 })?.page.users).toEqual([])
    }
    for (const nobody of [{ next_page_token: '' }, { page_size: 30 }, { total_records: 0 }])
      expect(readUsers(nobody)?.page.users).toEqual([])
    expect(readUsers({ total_records: 0 })?.skipped).toBe(0)
    expect(readUsers({ users: null, total_records: 1200 })).toBeNull()
    expect(readUsers({ total_records: '1200' })).toBeNull()
  })

  test.each([
    ['null', null],
    ['a text', 'ok'],
    ['a number', 5],
    ['an array', []],
    ['an empty object', {}],
    ['an error', { code: 124, message: 'Invalid access token.' }],
    ['an object for the array', { users: {}, next_page_token: '', total_records: 1 }],
    ['a text for the array', { users: 'none', total_records: 0 }],
  ])('is not read out of %s', (_what, body) => {
    expect(readUsers(body)).toBeNull()
  })

  test.each([
    ['', ''],
    [null, ''],
    [undefined, ''],
    ['a+/=b', 'a+/=b'],
    [5, '5'],
    [{}, ''],
  ])('with the token %o goes on at "%s"', (next_page_token, token) => {
    expect(readUsers({ users: [], next_page_token, total_records: 0 })?.page.next_page_token).toBe(token)
  })

  test.each([
    [0, 0],
    ['1200', 1200],
    [-1, undefined],
    ['<integer>', undefined],
    [1.5, undefined],
    [null, undefined],
  ])('with the total %o counts %s', (total_records, total) => {
    expect(readUsers({ users: [FULL], total_records })?.page.total_records).toBe(total)
  })

  test('is read from any JSON without throwing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (any, users, total_records) => {
        readUsers(any)
        readUsers({ users: any, next_page_token: users, total_records })
        readPage({ regions: users, page_size: any }, 'regions', regionSchema)
      }),
    )
  })
})
