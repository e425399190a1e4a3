import { expect, test } from 'vitest'
import { UNTOLD } from '../asked.ts'
import { type Agent, agentSchema } from '../schema.ts'
import { countByRegion } from './count-by-region.ts'
import { differences, findStatuses, groupStatuses } from './status-counts.ts'

const agent = (status_name?: string, status_id?: string, region_id?: string): Agent =>
  agentSchema.parse({ user_id: Math.random().toString(), status_name, status_id, region_id })

const groups = (agents: Agent[], chosen: string[] = []) =>
  Object.fromEntries(groupStatuses(findStatuses(agents), chosen))

test("every kind stands for the statuses that agents have, and Zoom's own for their word where nobody has one", () => {
  expect(
    groups([agent('Verfügbar', '1'), agent('Lunch', '4'), agent('Away', '4'), agent('Lunch', '4')]),
  ).toEqual({
    ready: ['Verfügbar'],
    'not-ready': ['Not Ready'],
    occupied: ['Occupied'],
    offline: ['Offline'],
    custom: ['Away', 'Lunch'],
    unknown: [''],
  })
})

test('statuses of a kind stand in the order of their names, numbers by their size', () => {
  expect(groups([agent('Line 10', '4'), agent('Line 9', '4')]).custom).toEqual(['Line 9', 'Line 10'])
})

test('agents who tell no status are of the unknown kind', () => {
  expect(groups([agent(), agent('Ready')]).unknown).toEqual([''])
})

test('a chosen status that nobody has can be let go of among the custom ones', () => {
  expect(groups([agent('Ready')], ['Gone', 'Ready']).custom).toEqual(['Gone'])
})

test('each status is counted in each region', () => {
  const counts = countByRegion([agent('Ready', '1', 'a'), agent('Ready', '1', 'a'), agent('Ready'), agent()])
  expect(counts.get('Ready')).toEqual(
    new Map([
      ['a', 2],
      [UNTOLD, 1],
    ]),
  )
  expect(counts.get('')).toEqual(new Map([[UNTOLD, 1]]))
})

test('differences are of every status that either has, and of none that stayed', () => {
  const before = new Map([
    ['Ready', 4],
    ['Lunch', 2],
    ['', 1],
  ])
  const after = new Map([
    ['Ready', 5],
    ['Away', 2],
    ['', 1],
  ])
  expect(Object.fromEntries(differences(before, after))).toEqual({ Ready: 1, Lunch: -2, Away: 2 })
})
