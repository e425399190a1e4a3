import { describe, expect, test } from 'vitest'
import { readAddress, writeAddress } from './address/address.ts'
import { chosenValues, readView, toggleOrder, toggleValues, withFilter } from './view.ts'

const read = (query: string) => readAddress('/agents', query)
const write = (place: ReturnType<typeof read>) => decodeURIComponent(writeAddress(place))

describe('a filter', () => {
  const place = read('status=Ready&role=Admin&sort=display_name')
  const set = (...change: [name: string, filter: Parameters<typeof withFilter>[2]]) =>
    write({ ...place, view: withFilter(place.view, ...change) })

  test('is set, replaced and taken away without a change to the others or the order', () => {
    expect(set('messages', { kind: 'range', from: 2, to: null })).toBe(
      '/agents?status=Ready&role=Admin&messages=2-&sort=display_name',
    )
    expect(set('status', { kind: 'values', values: ['Lunch'] })).toBe(
      '/agents?status=Lunch&role=Admin&sort=display_name',
    )
    expect(set('status', null)).toBe('/agents?role=Admin&sort=display_name')
  })

  test('has the values that are chosen; a range and one that is not set have none', () => {
    const { view } = read('status=Ready&status=Lunch&messages=2-5')
    expect(chosenValues(view, 'status')).toEqual(['Ready', 'Lunch'])
    expect(chosenValues(view, 'messages')).toEqual([])
    expect(chosenValues(view, 'role')).toEqual([])
  })
})

describe('toggling values', () => {
  const toggled = (query: string, ...values: string[]) =>
    chosenValues(toggleValues(read(query).view, 'status', values), 'status')

  test('chooses those that are not chosen yet, each once', () => {
    expect(toggled('', 'Ready')).toEqual(['Ready'])
    expect(toggled('status=Ready', 'Ready', 'Lunch')).toEqual(['Ready', 'Lunch'])
  })

  test('lets go of them where all are chosen, and of the whole filter with the last', () => {
    expect(toggled('status=Ready&status=Lunch&status=Away', 'Ready', 'Away')).toEqual(['Lunch'])
    expect(toggleValues(read('status=Ready').view, 'status', ['Ready']).filters).toEqual({})
  })
})

describe('a press on the heading of a column', () => {
  const press = (sort: string, key: Parameters<typeof toggleOrder>[1], isAdded = false) => {
    const place = read(`sort=${sort}`)
    const next = toggleOrder(place.view.sort, key, isAdded)
    return new URLSearchParams(write({ ...place, view: { ...place.view, sort: next } }).split('?')[1]).get(
      'sort',
    )
  }

  test('orders by it, the other way round with the next, and no longer with a third', () => {
    expect(press('', 'display_name')).toBe('display_name')
    expect(press('display_name', 'display_name')).toBe('-display_name')
    expect(press('-display_name', 'display_name')).toBeNull()
  })

  test('orders by it alone, whatever the order was', () => {
    expect(press('-role_name', 'display_name')).toBe('display_name')
    expect(press('role_name,-display_name', 'display_name')).toBe('display_name')
    expect(press('-display_name,role_name', 'display_name')).toBe('display_name')
  })

  test('with Shift goes after what there is, is turned round in its place, and taken away alone', () => {
    expect(press('-role_name', 'display_name', true)).toBe('-role_name,display_name')
    expect(press('display_name,role_name', 'display_name', true)).toBe('-display_name,role_name')
    expect(press('-display_name,role_name', 'display_name', true)).toBe('role_name')
  })
})

describe('a filter in an address', () => {
  test('has each value once, as many and as long as they are', () => {
    expect(chosenValues(read('status=Ready&status=Lunch&status=Ready').view, 'status')).toEqual([
      'Ready',
      'Lunch',
    ])
    const many = new URLSearchParams(Array.from({ length: 250 }, (_, n) => ['status', String(n)]))
    expect(chosenValues(read(String(many)).view, 'status')).toHaveLength(250)
    const view = (value: string) => readView(new URLSearchParams([['status', value]]))
    expect(chosenValues(view('x'.repeat(3_000)), 'status')).toHaveLength(1)
  })

  test.each([
    'messages=x2-5',
    'messages=2-5x',
    'messages=1234567890-',
    'changed=x7',
    'changed=7x',
    'changed=',
  ])('%s is not set', query => {
    expect(read(query).view.filters).toEqual({})
  })
})
