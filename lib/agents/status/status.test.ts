import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sameStatus } from './same-status.ts'
import { STATUS_KINDS, statusKind, statusWord } from './status.ts'

describe('the kind of a status', () => {
  test.each([
    ['0', 'Offline', 'offline'],
    ['1', 'Ready', 'ready'],
    ['2', 'Not Ready', 'not-ready'],
    ['3', 'Occupied', 'occupied'],
    ['2', 'Nicht bereit', 'not-ready'],
    ['0', undefined, 'offline'],
    ['1', undefined, 'ready'],
    ['3', 'Besetzt', 'occupied'],
    [undefined, 'NOT READY', 'not-ready'],
    ['<string>', 'Occupied', 'occupied'],
    ['4', 'Lunch', 'custom'],
    ['4', 'Away until Monday', 'custom'],
    ['77', 'Wrap-up', 'custom'],
    ['4', undefined, 'unknown'],
    [undefined, undefined, 'unknown'],
  ])('id %s named %s is %s', (status_id, status_name, kind) => {
    expect(statusKind({ status_id, status_name })).toBe(kind)
  })

  test('is one of the six for any id and name that an account may have', () => {
    const awkward = fc.constantFrom('constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf')
    const text = fc.option(fc.oneof(fc.string({ minLength: 1 }), awkward), { nil: undefined })
    fc.assert(
      fc.property(text, text, (status_id, status_name) => {
        expect(STATUS_KINDS).toContain(statusKind({ status_id, status_name }))
        const isKnown = statusKind({ status_id, status_name }) !== 'unknown'
        expect(typeof statusWord({ status_id, status_name })).toBe(isKnown ? 'string' : 'undefined')
      }),
    )
  })
})

describe('the word of a status', () => {
  test.each([
    [{ status_id: '2', status_name: 'Nicht bereit' }, 'Nicht bereit'],
    [{ status_id: '4', status_name: 'Lunch' }, 'Lunch'],
    [{ status_id: '2' }, 'Not Ready'],
    [{ status_id: '4' }, undefined],
    [{}, undefined],
  ])('%o reads %s', (agent, word) => {
    expect(statusWord({ status_id: undefined, status_name: undefined, ...agent })).toBe(word)
  })
})

describe('two readings of a status', () => {
  const reading = {
    status_id: '2',
    status_name: 'Not Ready',
    sub_status_id: '21',
    sub_status_name: 'Meal',
  }

  test('are the same while status and reason stay', () => {
    expect(sameStatus(reading, { ...reading })).toBe(true)
    const without = { ...reading, sub_status_id: undefined, sub_status_name: undefined }
    expect(sameStatus(without, { ...without, sub_status_name: '' })).toBe(true)
  })

  test('differ in the reason or in a name under the shared id of custom statuses', () => {
    expect(sameStatus(reading, { ...reading, sub_status_name: 'Break' })).toBe(false)
    expect(sameStatus(reading, { ...reading, sub_status_name: undefined })).toBe(false)
    expect(sameStatus(reading, { ...reading, status_id: '1' })).toBe(false)
    const lunch = { ...reading, status_id: '4', status_name: 'Lunch' }
    expect(sameStatus(lunch, { ...lunch, status_name: 'Away' })).toBe(false)
  })
})
