import { describe, expect, test } from 'vitest'
import { readRosterRequest } from './roster-request.ts'

const read = (query: string) => readRosterRequest(new URLSearchParams(query))

describe('what a tab asks', () => {
  test.each([
    ['', { since: null, every_s: null, refresh: false }],
    ['since=v1&every=30&refresh=1', { since: 'v1', every_s: 30, refresh: true }],
    ['every=3600', { since: null, every_s: 3_600, refresh: false }],
    ['every=0&since=&refresh=', { since: null, every_s: 0, refresh: false }],
    ['nothing=of-this', { since: null, every_s: null, refresh: false }],
  ])('%j is read', (query, wanted) => {
    expect(read(query)).toEqual(wanted)
  })

  const EVERY = 'The parameter every must be a whole number of seconds from 0 to 3600.'
  const REFRESH = 'The parameter refresh must be 1, or be left out.'
  test.each([
    ['every=-1', EVERY],
    ['every=1.5', EVERY],
    ['every=soon', EVERY],
    ['every=3601', EVERY],
    ['every=00015', EVERY],
    ['refresh=0', REFRESH],
    ['refresh=yes', REFRESH],
    ['every=15&every=30', 'The parameter every is given more than once.'],
    ['since=a&since=b', 'The parameter since is given more than once.'],
  ])('%j is refused: %s', (query, message) => {
    expect(() => read(query)).toThrow(expect.objectContaining({ code: 'bad_request', message }))
  })
})
