import { describe, expect, test } from 'vitest'
import type { Field } from '@/lib/agents/field.ts'
import { fieldOf } from '@/lib/agents/fields.ts'
import { listRegions, withRegionsApart } from '@/lib/agents/regions.ts'
import { compareAgents, isSame, oddOnes } from './comparison.ts'
import type { Assigned, Compared } from './use-compared.ts'

const nothing = { error: null, retry: () => {} }
const listOf = <Item>(items: Item[], complete = true): Assigned<Item> => ({
  ...nothing,
  list: { items, skipped: 0, complete, fetched_at: '2026-11-27T13:02:10Z' },
})

function compared(some: Partial<Compared> & { user_id: string }): Compared {
  return {
    agent: { user_id: some.user_id },
    isAlone: false,
    readAt: undefined,
    isUnknown: false,
    ...nothing,
    queues: listOf([]),
    skills: listOf([]),
    ...some,
  }
}

const row = (texts: (string | undefined | null)[]) => ({ key: 'k', label: 'l', texts })
const region = fieldOf('region_name') as Field
const rowsOf = (title: string, agents: Compared[], field = region) =>
  compareAgents(agents, field, 'UTC').find(group => group.title === title)?.rows ?? []

describe('a row', () => {
  test('is the same only where every agent that there is is known to tell the same', () => {
    expect(isSame(row(['a', 'a', null]))).toBe(true)
    expect(isSame(row(['', '']))).toBe(true)
    expect(isSame(row(['a', 'b']))).toBe(false)
    expect(isSame(row(['a', undefined]))).toBe(false)
  })

  test('marks who differs from most', () => {
    expect(oddOnes(row(['a', 'b', 'a']))).toEqual(new Set([1]))
    expect(oddOnes(row(['a', 'b', 'c', 'a', undefined, null]))).toEqual(new Set([1, 2]))
    expect(oddOnes(row(['a', 'b']))).toEqual(new Set())
    expect(oddOnes(row(['a', 'a']))).toEqual(new Set())
  })
})

test('fields that no agent tells are rows only where the table has them as columns', () => {
  const labels = rowsOf('General', [compared({ user_id: 'a' }), compared({ user_id: 'b' })]).map(
    ({ label }) => label,
  )
  expect(labels).toContain('Role')
  expect(labels).not.toContain('Billing account')
})

test('what always differs, the identifiers, stands below everything else', () => {
  const agents = ['a', 'b'].map(user_id =>
    compared({ user_id, agent: { user_id, cc_user_id: `cc ${user_id}`, modified_by: user_id } }),
  )
  expect(compareAgents(agents, region, 'UTC').map(({ title }) => title)).toEqual([
    'General',
    'Channel settings',
    'Queues',
    'Skills',
    'Identifiers',
  ])
  expect(rowsOf('Identifiers', agents).map(({ label }) => label)).toEqual([
    'User ID',
    'Contact Center ID',
    'Modified by',
  ])
})

test('what only one way of reading tells makes no difference between agents who were read in two', () => {
  const common = { role_name: 'Agent', client_integration: 'Salesforce' }
  const listed = (user_id: string) =>
    compared({
      user_id,
      agent: { ...common, user_id, last_modified_time: '2026-11-01T00:00:00Z', modified_by: 'ana' },
    })
  const alone = (user_id: string, emergency_calling?: boolean) =>
    compared({
      user_id,
      isAlone: true,
      agent: { ...common, user_id, client_integration_name: 'Sales EU', emergency_calling },
    })
  const rowOf = (key: string, agents: Compared[]) =>
    compareAgents(agents, region, 'UTC')
      .flatMap(({ rows }) => rows)
      .find(row => row.key === key)
  const mixed = [listed('a'), alone('b', true)]
  const expected = {
    last_modified_time: ['2026-11-01 00:00:00', null],
    modified_by: ['ana', null],
    emergency_calling: [null, 'On'],
    client_integration: ['Salesforce', 'Salesforce'],
  }
  for (const [key, texts] of Object.entries(expected)) {
    const row = rowOf(key, mixed)
    expect(row?.texts).toEqual(texts)
    expect(row && isSame(row)).toBe(true)
  }
  expect(rowOf('role_name', mixed)?.texts).toEqual(['Agent', 'Agent'])
  // Of two who were read in the same way the one lacks what the other has.
  expect(rowOf('emergency_calling', [alone('a', true), alone('b')])?.texts).toEqual(['On', ''])
  expect(rowOf('emergency_calling', [listed('a'), alone('b', true), alone('c')])?.texts).toEqual([
    null,
    'On',
    '',
  ])
  expect(rowOf('client_integration', [alone('a'), alone('b')])?.texts).toEqual([
    'Salesforce (Sales EU)',
    'Salesforce (Sales EU)',
  ])
})

test('two regions of one name are not the same', () => {
  const agents = ['r1', 'r2'].map(region_id =>
    compared({ user_id: region_id, agent: { user_id: region_id, region_id, region_name: 'EMEA' } }),
  )
  const apart = withRegionsApart(
    region,
    listRegions(
      [],
      agents.flatMap(({ agent }) => (agent ? [agent] : [])),
      '',
    ),
  )
  const row = rowsOf('General', agents, apart).find(({ key }) => key === 'region_name')
  expect(row?.texts).toEqual(['EMEA · r1', 'EMEA · r2'])
})

test('queues are told apart by their channel, and an agent is in one in several ways', () => {
  const queue = { cc_queue_id: 'q', queue_name: 'Billing' }
  const agents = [
    compared({
      user_id: 'a',
      queues: listOf([
        { ...queue, channel: 'voice', user_assignment_type: 'agent' },
        { ...queue, channel: 'voice', user_assignment_type: 'supervisor' },
      ]),
    }),
    compared({ user_id: 'b', queues: listOf([{ ...queue, channel: 'email' }]) }),
  ]
  expect(rowsOf('Queues', agents).map(({ label, texts }) => [label, ...texts])).toEqual([
    ['Billing, email', 'Not assigned', 'Assigned'],
    ['Billing, voice', 'Agent, Supervisor', 'Not assigned'],
  ])
})

test('skills show their level, and nobody is said to lack one whose list did not come whole', () => {
  const skill = { skill_id: 's', skill_name: 'Dutch', skill_type: 'proficiency' }
  const agents = [
    compared({
      user_id: 'a',
      skills: listOf([{ ...skill, user_proficiency_level: 3, max_proficiency_level: 5 }]),
    }),
    compared({ user_id: 'b', skills: listOf([], false) }),
    compared({ user_id: 'c', skills: { ...nothing, list: null, error: new Error() as never } }),
    compared({ user_id: 'd', agent: undefined, isUnknown: true }),
    compared({ user_id: 'e' }),
    compared({ user_id: 'f', skills: listOf([{ ...skill, user_proficiency_level: 3 }]) }),
  ]
  expect(rowsOf('Skills', agents).map(({ texts }) => texts)).toEqual([
    ['3 of 5', undefined, undefined, null, 'Not assigned', 'Level 3'],
  ])
})

test('a level is drawn where it is one on its scale', () => {
  const levelsOf = (skill: object) =>
    rowsOf('Skills', [
      compared({ user_id: 'a', skills: listOf([{ skill_id: 's', skill_type: 'proficiency', ...skill }]) }),
      compared({ user_id: 'b' }),
    ]).map(({ levels }) => levels)
  expect(levelsOf({ user_proficiency_level: 3, max_proficiency_level: 5 })).toEqual([
    [{ level: 3, most: 5 }, undefined],
  ])
  for (const odd of [
    {},
    { user_proficiency_level: 3 },
    { user_proficiency_level: 6, max_proficiency_level: 5 },
    { user_proficiency_level: -1, max_proficiency_level: 5 },
    { user_proficiency_level: 3, max_proficiency_level: 5_000 },
    { user_proficiency_level: 3, max_proficiency_level: 5, skill_type: 'text' },
  ])
    expect(levelsOf(odd)).toEqual([[undefined, undefined]])
})

test('nothing is said of lists while one of them is on its way', () => {
  const skills = listOf([{ skill_id: 's' }])
  const agents = [
    compared({ user_id: 'a', skills }),
    compared({ user_id: 'b', skills: { ...nothing, list: null } }),
  ]
  expect(rowsOf('Skills', agents)).toEqual([])
})
