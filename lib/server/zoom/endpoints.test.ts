import { describe, expect, test } from 'vitest'
import { RollcallError } from '@/lib/errors.ts'
import {
  getUser,
  listRegions,
  listSystemStatuses,
  listUserQueues,
  listUserSkills,
  listUsers,
  readParameters,
} from './endpoints.ts'

const read = (endpoint: Parameters<typeof readParameters>[0], query: string) =>
  readParameters(endpoint, new URLSearchParams(query))

function refusalOf(query: string, endpoint: Parameters<typeof readParameters>[0] = listUsers): RollcallError {
  try {
    read(endpoint, query)
  } catch (error) {
    if (error instanceof RollcallError) return error
  }
  throw new Error(`${query} is not refused.`)
}

const EVERYTHING =
  'search_key=a&region_id=b&user_access=inactive&channel=voice&user_assignment_type=any&skill_type=text' +
  '&skill_category_id=c&status_category=agent_status&page_size=30&next_page_token=t&shoe_size=44'
const PAGING = { page_size: '30', next_page_token: 't' }

describe('of all parameters there are', () => {
  test.each([
    [
      'the list of agents',
      listUsers,
      { search_key: 'a', region_id: 'b', user_access: 'inactive', ...PAGING },
    ],
    ['one agent', getUser, {}],
    ['queues', listUserQueues, { channel: 'voice', user_assignment_type: 'any', ...PAGING }],
    ['skills', listUserSkills, { skill_type: 'text', skill_category_id: 'c', ...PAGING }],
    ['regions', listRegions, PAGING],
    ['statuses', listSystemStatuses, { status_category: 'agent_status', ...PAGING }],
  ])('%s take Zoom’s own for them, and no other', (_what, endpoint, taken) => {
    expect(read(endpoint, EVERYTHING)).toEqual(taken)
  })

  test('none is missed, and an empty one is absent', () => {
    expect(read(listUsers, '')).toEqual({})
    expect(read(listUsers, 'search_key=&region_id=&user_access=&page_size=&next_page_token=')).toEqual({})
  })
})

describe('a value', () => {
  test.each([
    [listUsers, 'user_access', ['active', 'inactive']],
    [listUserQueues, 'channel', ['voice', 'video', 'messaging', 'email']],
    [listUserQueues, 'user_assignment_type', ['agent', 'supervisor', 'both', 'any']],
    [listUserSkills, 'skill_type', ['text', 'proficiency']],
    [listSystemStatuses, 'status_category', ['agent_status', 'queue_opt_out_and_not_ready_status']],
    [listUsers, 'page_size', ['1', '9', '10', '99', '100', '199', '200', '299', '300']],
    [listUsers, 'search_key', ['x'.repeat(256), 'é🎧 %&=', '東京']],
    [listUsers, 'next_page_token', ['x'.repeat(1_000)]],
  ])('that Zoom knows is passed on as it is: %#, %s', (endpoint, name, values) => {
    for (const value of values)
      expect(read(endpoint, String(new URLSearchParams({ [name]: value })))).toEqual({ [name]: value })
  })

  test.each([
    ['page_size', ['0', '01', '301', '310', '400', '1000', '-1', '5.5', '30 ', ' 30', 'many']],
    ['user_access', ['all', 'Active']],
    ['search_key', ['x'.repeat(257), 'a\0b', '\ttab', 'end\n', 'a\u007f']],
    ['region_id', ['x'.repeat(257), '\u001f']],
    ['next_page_token', ['x'.repeat(1_001), '\n']],
  ])('that it cannot know is refused by the name of %s, without the value', (name, values) => {
    for (const value of values)
      expect(refusalOf(String(new URLSearchParams({ [name]: value })))).toMatchObject({
        code: 'bad_request',
        message: `The parameter ${name} is not one that Zoom takes.`,
      })
  })

  test('that is given twice is refused, the same one too', () => {
    for (const query of ['page_size=5&page_size=6', 'page_size=5&page_size=5'])
      expect(refusalOf(query)).toMatchObject({
        code: 'bad_request',
        message: 'The parameter page_size is given more than once.',
      })
  })
})
