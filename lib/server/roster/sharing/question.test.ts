import { describe, expect, test } from 'vitest'
import { readRosterQuestion } from './question.ts'

const read = (query: string) => readRosterQuestion(new URLSearchParams(query))

describe('the question of a tab', () => {
  test.each([
    ['', { since: null, every_s: null, refresh: false }],
    ['since=v1&every=30&refresh=1', { since: 'v1', every_s: 30, refresh: true }],
    ['every=0&since=&refresh=', { since: null, every_s: 0, refresh: false }],
    ['nothing=of-this', { since: null, every_s: null, refresh: false }],
  ])('%j is read', (query, question) => {
    expect(read(query)).toEqual(question)
  })

  test.each([
    'every=-1',
    'every=1.5',
    'every=soon',
    'every=9999',
    'refresh=0',
    'refresh=yes',
    'every=15&every=30',
    'since=a&since=b',
  ])('%j is refused by its name', query => {
    const message = expect.stringContaining(`The parameter ${query.split('=')[0]} `)
    expect(() => read(query)).toThrow(expect.objectContaining({ code: 'bad_request', message }))
  })
})
