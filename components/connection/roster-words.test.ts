import { describe, expect, test } from 'vitest'
import type { RosterFacts } from '@/lib/agents/roster-facts.ts'
import { agentsWords, ageWords, intervalWords, type RosterSetup, sharingWords } from './roster-words.ts'

const facts = (some: Partial<RosterFacts> = {}): RosterFacts => ({
  held: 1037,
  total: 1037,
  complete: true,
  read_at: '2026-11-24T09:00:00.000Z',
  every_s: 15,
  is_relaxed: false,
  others: 0,
  is_apart: false,
  trouble: null,
  ...some,
})
const setup = (some: Partial<RosterSetup> = {}): RosterSetup => ({
  interval_s: 15,
  sharing: 'possible',
  hasSeveralServers: false,
  ...some,
})

describe('the words for a roster', () => {
  test.each([
    [{}, '1,037, the whole list'],
    [{ total: null }, '1,037, the whole list'],
    [{ total: 1040 }, '1,037, read to the end of the list; Zoom counts 1,040'],
    [{ complete: false, held: 600 }, '600 of 1,037 so far'],
    [{ complete: false, held: 600, total: null }, '600 so far; Zoom has not said how many there are'],
  ])('never call a part the whole, or a count of Zoom’s ours: %j', (some, words) => {
    expect(agentsWords(facts(some))).toBe(words)
  })

  test('tell the age of the oldest page', () => {
    expect(ageWords('2026-11-24T09:00:00.000Z', Date.parse('2026-11-24T09:00:07.900Z'))).toBe('7 s old')
  })

  test('tell the interval that is kept now, not the one that could be', () => {
    expect(intervalWords(facts({ every_s: 30 }), setup())).toBe('Every 30 s while somebody looks')
    expect(intervalWords(facts({ every_s: 60, is_relaxed: true }), setup())).toContain(
      'Every 60 s; Zoom reports',
    )
    const idle = intervalWords(facts({ every_s: null }), setup({ interval_s: 20 }))
    expect(idle).toContain('Not at the moment')
    expect(idle).toContain('every 20 s')
  })

  test('of several servers are about this one, where only this one is known', () => {
    const several = setup({ hasSeveralServers: true })
    expect(intervalWords(facts({ every_s: null }), several)).toContain('through this server')
    for (const some of [{}, { others: 1 }, { is_apart: true }]) {
      expect(sharingWords(facts(some), several)).toContain('through this server')
      expect(sharingWords(facts(some), setup())).not.toContain('server')
    }
  })

  test('say alone with the reason, and shared only where somebody else looks', () => {
    expect(sharingWords(facts(), setup({ sharing: 'off' }))).toMatch(/^Alone: .*set up/)
    expect(sharingWords(facts(), setup({ sharing: 'no_account' }))).toMatch(/^Alone: .*account/)
    expect(sharingWords(facts({ is_apart: true }), setup())).toMatch(/^Alone: others .* do not see the same/)
    expect(sharingWords(facts(), setup())).toMatch(/^Alone at the moment/)
    expect(sharingWords(facts({ others: 1 }), setup())).toMatch(/^Shared with one other person who looks/)
    expect(sharingWords(facts({ others: 1200, is_apart: true }), setup())).toMatch(
      /^Shared with 1,200 others/,
    )
  })
})
