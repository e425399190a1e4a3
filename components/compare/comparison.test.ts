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
  expect(labels).toContain('User ID')
  expect(labels).not.toContain('Billing account')
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
  ]
  expect(rowsOf('Skills', agents).map(({ texts }) => texts)).toEqual([
    ['3 of 5', undefined, undefined, null, 'Not assigned'],
  ])
})

test('nothing is said of lists while one of them is on its way', () => {
  const skills = listOf([{ skill_id: 's' }])
  const agents = [
    compared({ user_id: 'a', skills }),
    compared({ user_id: 'b', skills: { ...nothing, list: null } }),
  ]
  expect(rowsOf('Skills', agents)).toEqual([])
})
