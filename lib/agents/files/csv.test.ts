import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FIELDS, fieldOf } from '../fields.ts'
import { type Agent, agentSchema } from '../schema.ts'
import { writeCsv } from './csv.ts'
import { allFileColumns, type FileCell, shownFileColumns } from './file-columns.ts'
import { makeInert } from './inert.ts'

const bare = agentSchema.parse({ user_id: 'a' })
const readAtOf = () => '2026-11-27T13:02:10.000Z'

/** The cells of one record, written and read again by a strict parser. */
async function roundTrip(cells: readonly FileCell[]): Promise<string[]> {
  const columns = cells.map((cell, place) => ({ head: `c${place}`, cell: () => cell }))
  const [, record = []] = readStrictly(await writeFile(columns, [bare]))
  return record
}

async function writeFile(...given: Parameters<typeof writeCsv>): Promise<string> {
  const parts: string[] = []
  for await (const part of writeCsv(...given)) parts.push(part)
  return parts.join('')
}

function readStrictly(file: string): string[][] {
  expect(file).toMatch(/^\ufeff(?!\ufeff)[\s\S]*\r\n$/)
  return parse(file, { bom: true, record_delimiter: '\r\n', relax_quotes: false })
}

const DANGER = [
  '=',
  '+',
  '-',
  '@',
  '＝',
  '＋',
  '－',
  '＠',
  '−',
  '\t',
  '\r',
  '\n',
  ';',
  ',',
  '"',
  "'",
  ' ',
  '\u200b',
  '“',
  '1',
  'a',
  'é',
  '😀',
]
const hostile = fc.oneof(
  fc.string({ unit: fc.constantFrom(...DANGER), minLength: 1 }),
  fc.string({ unit: 'grapheme', minLength: 1 }),
)

describe('a file of agents', () => {
  test('gives back every text, in its cell, after a strict parser', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 2, maxLength: 6 }), async texts => {
        expect(await roundTrip(texts)).toEqual(texts.map(makeInert))
      }),
    )
  })

  test('has no formula in any cell', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 2, maxLength: 4 }), async texts => {
        for (const cell of await roundTrip(texts)) expect(cell).not.toMatch(FORMULA)
      }),
    )
  })

  test('has none either where it is split at semicolons, tabs and line ends and its quotes are not understood', () => {
    fc.assert(
      fc.property(hostile, text => {
        const [, ...later] = makeInert(`x${text}`).split(/[;\t\r\n]/)
        for (const cell of later) expect(cell).not.toMatch(FORMULA)
      }),
    )
  })

  test.each([
    '=1+1',
    '+1 555 0100',
    '-IGTRVt3gQ2i',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '  =1',
    '\u00a0\u200b=1',
    '"=1',
    "'=1",
    '“=1',
    '＝1',
    '－1',
    '−1',
    '-5',
  ])('keeps %j from being a formula', async text => {
    expect(await roundTrip([text, 'x'])).toEqual([`'${text}`, 'x'])
  })

  test('keeps a formula after a semicolon or a line end from starting a cell of its own', () => {
    expect(makeInert('x;=1+1')).toBe("x;'=1+1")
    expect(makeInert('x\r\n"=1+1')).toBe(`x\r\n'"=1+1`)
  })

  test.each(['Ana', "O'Brien", 'a-b', 'a@b.example', '1e5', 'x = y', 'Kim; Lee', '100%', ''])(
    'leaves %j as it is',
    text => {
      expect(makeInert(text)).toBe(text)
    },
  )

  test('has quotes where a reader might split, drop or take away something, and nowhere else', async () => {
    const cells = ['x y', 'x,y', 'x;y', 'x\ty', ' x', 'x ', 'x"y']
    const columns = cells.map(text => ({ head: 'c', cell: () => text }))
    const [, record] = (await writeFile(columns, [bare])).split('\r\n')
    expect(record).toBe('x y,"x,y","x;y","x\ty"," x","x ","x""y"')
  })

  test('has numbers as numbers, negative ones too, and empty cells where nothing is told', async () => {
    expect(await roundTrip([0, -3, 20, undefined, 'x'])).toEqual(['0', '-3', '20', '', 'x'])
  })
})

describe('the columns of a file', () => {
  test('as shown are headed by their labels and say when each row was read', async () => {
    const agent = agentSchema.parse({
      user_id: '-a',
      display_name: 'Ana',
      status_id: '2',
      sub_status_name: 'Meal',
      channel_settings: {
        concurrent_message_capacity: 0,
        multi_channel_engagements: { enable: false, max_agent_load: 70 },
      },
      last_modified_time: '2026-01-31T23:30:00Z',
    })
    const other = agentSchema.parse({
      user_id: 'b',
      channel_settings: { multi_channel_engagements: { enable: true, max_agent_load: 70 } },
    })
    const fields = [
      'display_name',
      'status_name',
      'concurrent_message_capacity',
      'max_agent_load',
      'role_name',
      'last_modified_time',
      'user_id',
    ] as const
    const columns = shownFileColumns(fields.map(fieldOf), 'Europe/Berlin', readAtOf)
    expect(readStrictly(await writeFile(columns, [agent, other]))).toEqual([
      ['Name', 'Status', 'Message capacity', 'Max agent load', 'Role', 'Last modified', 'User ID', 'Read at'],
      [
        'Ana',
        'Not Ready · Meal',
        '0',
        'Multi-channel off',
        '',
        '2026-02-01 00:30:00',
        "'-a",
        '2026-11-27 14:02:10',
      ],
      ['', '', '', '70', '', '', 'b', '2026-11-27 14:02:10'],
    ])
  })

  test('of all fields hold everything that the list tells, as Zoom gives it', async () => {
    const agent = agentSchema.parse({
      user_id: 'a',
      role_id: '7',
      status_id: '2',
      sub_status_id: '110',
      region_id: 'r',
      billing_account_id: 'b',
      last_modified_time: '2026-01-31T23:30:00Z',
      add_ons_plan: ['x', 'y'],
      teams: [{ team_id: '1', team_name: 'One' }, { team_id: '2' }],
      channel_settings: {
        concurrent_email_capacity: -3,
        multi_channel_engagements: { enable: true, email_max_agent_load: 50 },
      },
    })
    const [heads = [], cells = []] = readStrictly(await writeFile(allFileColumns(readAtOf), [agent]))
    const told = Object.fromEntries(heads.map((head, place) => [head, cells[place]]))
    expect(told).toMatchObject({
      user_id: 'a',
      display_name: '',
      role_id: '7',
      status_id: '2',
      sub_status_id: '110',
      region_id: 'r',
      billing_account_id: 'b',
      last_modified_time: '2026-01-31T23:30:00Z',
      add_ons_plan: 'x; y',
      'teams.team_id': '1; 2',
      'teams.team_name': 'One; ',
      'channel_settings.concurrent_email_capacity': '-3',
      'channel_settings.multi_channel_engagements.enable': 'true',
      'channel_settings.multi_channel_engagements.email_max_agent_load': '50',
      read_at: readAtOf(),
    })
    const inSchema = Object.keys(agentSchema.shape)
    expect([...new Set(heads.map(head => head.split('.')[0]))]).toEqual([...inSchema, 'read_at'])
  })
})

test('a long file is made in parts between which other things happen', async () => {
  const agents: Agent[] = Array.from({ length: 1_000 }, (_, place) => ({ ...bare, user_id: String(place) }))
  let others = 0
  let isWriting = true
  const count = () => {
    others++
    if (isWriting) setImmediate(count)
  }
  setImmediate(count)
  const file = await writeFile(shownFileColumns(FIELDS, 'UTC', readAtOf), agents)
  isWriting = false
  expect(readStrictly(file)).toHaveLength(1_001)
  expect(others).toBeGreaterThanOrEqual(4)
})

/** What may be a formula: spaces of any kind, unseen characters and quotes do not protect. */
const FORMULA = /^[\s\p{C}"“]*[=+\-@＝＋－＠−]/u
