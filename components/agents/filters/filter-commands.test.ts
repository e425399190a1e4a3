import { expect, test } from 'vitest'
import { readAddress } from '@/lib/agents/address/address.ts'
import { fieldOf } from '@/lib/agents/fields.ts'
import { narrow } from '@/lib/agents/narrow/narrow.ts'
import { agentSchema } from '@/lib/agents/schema.ts'
import { filterSource } from './filter-commands.ts'
import type { Filtering } from './filtering.ts'

function filteringOf(packages: readonly string[]): Filtering {
  const agents = packages.map((package_name, index) =>
    agentSchema.parse({ user_id: String(index), package_name, role_name: 'Lead', region_id: 'r' }),
  )
  const location = readAddress('/agents', '')
  return {
    location,
    narrowed: narrow(agents, location.question, location.view, 0),
    regions: { named: [{ region_id: 'r', name: 'EMEA' }], field: fieldOf('region_name'), note: undefined },
    onChange: () => {},
  }
}

const sourceOf = (packages: readonly string[]) => filterSource(filteringOf(packages), false)

test('values in the same words are told apart, each with the number of its agents', () => {
  const found = sourceOf(['gold', 'Gold', 'gold', 'basic']).find('package').toArray()
  expect(found.map(({ label, end }) => `${label} ${end?.content}`)).toEqual([
    'Package: Gold · gold 2',
    'Package: Gold · Gold 1',
    'Package: Basic 1',
  ])
})

test('while agents are still to come the number is of those that are loaded', () => {
  const [found] = filterSource(filteringOf(['basic', 'basic']), true).find('package')
  expect(found?.end?.content).toBe('2 loaded')
})

test('one that was used is offered as it is now, and no more when nobody has it', () => {
  const [used] = sourceOf(['premium']).find('package')
  const again = sourceOf(['premium', 'premium']).get(used?.id ?? '')
  expect([again?.label, again?.end?.content]).toEqual(['Package: Premium', '2'])
  expect(sourceOf(['basic']).get(used?.id ?? '')).toBeUndefined()
})

test('all of them name what is the account’s own, and so are not kept', () => {
  const found = sourceOf(['premium']).find('').toArray()
  expect(found.map(({ label }) => label)).toEqual(expect.arrayContaining(['Region: EMEA', 'Role: Lead']))
  expect(found.every(({ isPersonal }) => isPersonal)).toBe(true)
})

test('who does not tell a region or an access can be found by it, where there is anybody', () => {
  const found = (typed: string, filtering: Filtering) =>
    filterSource(filtering, false)
      .find(typed)
      .map(({ label, end }) => `${label} ${end?.content}`)
      .toArray()
  const filtering = filteringOf(['premium'])
  expect(found('not told', filtering)).toContain('Access: Not told 1')
  expect(found('region', filtering)).toEqual(['Region: EMEA 1'])
})
