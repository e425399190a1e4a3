import { expect, test } from 'vitest'
import { fieldOf } from './fields.ts'
import { listRegions, withRegionsApart } from './regions.ts'
import { agentSchema } from './schema.ts'

const names = (...regions: [id: string, name?: string, zone?: string][]) =>
  listRegions(
    regions.map(([region_id, region_name, sip_zone_name]) => ({ region_id, region_name, sip_zone_name })),
    [],
    '',
  ).map(({ name }) => name)

test('regions are in the order of their names', () => {
  expect(names(['b', 'EMEA'], ['a', 'APAC'], ['c'])).toEqual(['APAC', 'c', 'EMEA'])
  expect(names(['a', 'Line 10'], ['b', 'Line 9'])).toEqual(['Line 9', 'Line 10'])
})

test('regions of one name are told apart by their zone', () => {
  expect(names(['a', 'EMEA', 'Europe'], ['b', 'EMEA', 'Africa'], ['c', 'APAC', 'Japan'])).toEqual([
    'APAC',
    'EMEA · Africa',
    'EMEA · Europe',
  ])
})

test('regions of one name in one zone are told apart by their id, whole where it begins alike', () => {
  expect(names(['abcdefgh1', 'EMEA', 'Europe'], ['xbcdefgh2', 'EMEA ', 'Europe'])).toEqual([
    'EMEA · abcdef',
    'EMEA · xbcdef',
  ])
  expect(names(['abcdefgh1', 'EMEA'], ['abcdefgh2', 'EMEA'])).toEqual([
    'EMEA · abcdefgh1',
    'EMEA · abcdefgh2',
  ])
})

test('regions whose names look the same are told apart as those of one name are', () => {
  expect(names(['a', 'Perú'], ['b', 'Peru\u0301'], ['c', 'Per\u200bú'], ['d', 'Peru'])).toEqual([
    'Peru',
    'Perú · a',
    'Perú · b',
    'Perú · c',
  ])
})

test('agents name regions that the list lacks, and the one that is set is always there', () => {
  const agent = agentSchema.parse({ user_id: '1', region_id: 'r', region_name: 'Old region' })
  expect(listRegions([], [agent], 's')).toEqual([
    { region_id: 'r', name: 'Old region' },
    { region_id: 's', name: 's' },
  ])
})

test('in the words of the field Region those of one name are told apart, and others stay as they are', () => {
  const agents = ['a', 'b', 'c'].map(region_id =>
    agentSchema.parse({ user_id: region_id, region_id, region_name: region_id === 'c' ? 'APAC' : 'EMEA' }),
  )
  const field = fieldOf('region_name')
  const words = (regions: Parameters<typeof withRegionsApart>[1]) =>
    agents.map(agent => withRegionsApart(field, regions).text(agent, 'UTC'))
  expect(words(listRegions([], agents, ''))).toEqual(['EMEA · a', 'EMEA · b', 'APAC'])
  expect(withRegionsApart(field, listRegions([], agents.slice(1), ''))).toBe(field)
})

test('a region is called as the list of regions calls it; one without an id is none', () => {
  const agents = [
    agentSchema.parse({ user_id: '1', region_id: 'r', region_name: 'Former name' }),
    agentSchema.parse({ user_id: '2', region_id: 's', region_name: ' Spaced ' }),
    agentSchema.parse({ user_id: '3', region_id: 't' }),
    agentSchema.parse({ user_id: '4', region_name: 'Without id' }),
  ]
  const regions = [{ region_id: 'r', region_name: 'New name' }, { region_name: 'Without id' }]
  expect(listRegions(regions, agents, '')).toEqual([
    { region_id: 'r', name: 'New name' },
    { region_id: 's', name: 'Spaced' },
    { region_id: 't', name: 't' },
  ])
})
