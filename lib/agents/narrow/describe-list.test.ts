import { expect, test } from 'vitest'
import { readAddress } from '../address/address.ts'
import { describeFilters, describeOrder, describeOrigin } from './describe-list.ts'

test('filters and order are told in words', () => {
  const query =
    'search=kim&region=r1&access=inactive&status=Ready&status=&messages=2-5&emails=0-0&load=50-&changed=-90&package=premium'
  expect(describeFilters(readAddress('/agents', query), [{ region_id: 'r1', name: 'EMEA' }])).toEqual([
    'Search: “kim”',
    'Region: EMEA',
    'Access: Inactive',
    'Status: Ready or Not told',
    'Message capacity: 2 to 5',
    'Email capacity: 0',
    'Max agent load: 50% or more',
    'Last modified: over 90 days ago',
    'Package: Premium',
  ])
  expect(describeFilters(readAddress('/agents', 'messages=-1&changed=1'), [])).toEqual([
    'Message capacity: up to 1',
    'Last modified: within 1 day',
  ])
  expect(describeOrder(readAddress('/agents', 'sort=status_name,-display_name').view.sort)).toBe(
    'by Status, then by Name (descending)',
  )
  expect(describeOrder([])).toBeUndefined()
})

test('a file or a print says what is in it, the region by its name', () => {
  const regions = [
    { region_id: 'r0', name: 'APAC' },
    { region_id: 'r1', name: 'EMEA' },
  ]
  const place = (query: string) => describeOrigin({ location: readAddress('/agents', query), regions })
  expect(place('region=r1&sort=-status_name')).toEqual(['Region: EMEA', 'Ordered by Status (descending)'])
  expect(place('region=r9')).toEqual(['Region: r9', "In Zoom's order"])
})
