import { describe, expect, test } from 'vitest'
import { type FieldKey, fieldOf } from '../fields.ts'
import { type Agent, agentSchema } from '../schema.ts'
import { columnTracks, neededWidth } from './column-tracks.ts'

const agent = (rest: object): Agent => agentSchema.parse({ user_id: 'a', ...rest })
const tracks = (keys: FieldKey[], agents: Agent[] = [], widths: Parameters<typeof columnTracks>[1] = {}) =>
  columnTracks(keys.map(fieldOf), widths, agents)

describe('the width that a column needs', () => {
  const need = (key: FieldKey, ...told: object[]) => neededWidth(fieldOf(key), told.map(agent))
  const CHARACTER = 0.42

  test('grows by the characters of the text, wide ones twice', () => {
    const ten = need('role_name', { role_name: 'x'.repeat(10) })
    expect(need('role_name', { role_name: 'x'.repeat(20) })).toBeCloseTo(ten + 10 * CHARACTER)
    expect(need('role_name', { role_name: '山'.repeat(10) })).toBeCloseTo(ten + 10 * CHARACTER)
    expect(ten).toBeCloseTo(10 * CHARACTER + 1.5)
  })

  test('has room for what stands beside the text: initials, shape, tag', () => {
    const text = 'x'.repeat(30)
    const role = need('role_name', { role_name: text })
    expect(need('display_name', { display_name: text })).toBeCloseTo(role + 1.5)
    expect(need('status_name', { status_name: text })).toBeCloseTo(role + 1.2)
    expect(need('user_access', { user_access: text })).toBeCloseTo(role + 1.9)
  })

  test('is never less than the head, to which the column of statuses adds how old they are', () => {
    expect(need('role_name', { role_name: 'x' })).toBeCloseTo('Role'.length * CHARACTER * 0.95 + 2.5)
    expect(need('status_name', { status_name: 'x' })).toBeCloseTo(
      'Status 59 min ago'.length * CHARACTER * 0.95 + 2.5,
    )
  })

  test('is that of the word for unknown where nothing is told', () => {
    expect(need('display_name', {})).toBeCloseTo(need('display_name', { display_name: 'Unknown' }))
  })

  test('is that of the longest text, or of a share of all texts that leaves the longest few to be cut', () => {
    const lengths = [40, 12, ...Array.from({ length: 17 }, () => 9), 10]
    const told = lengths.map(length => agent({ role_name: 'x'.repeat(length) }))
    expect(neededWidth(fieldOf('role_name'), told)).toBeCloseTo(40 * CHARACTER + 1.5)
    expect(neededWidth(fieldOf('role_name'), told, 0.95)).toBeCloseTo(12 * CHARACTER + 1.5)
  })

  test('of a limit is that of its ruler, and of an instant that of its text', () => {
    const max_agent_load = 10 ** 15
    const told = { channel_settings: { multi_channel_engagements: { enable: true, max_agent_load } } }
    expect(need('max_agent_load', told)).toBe(8.85)
    const instant = need('last_modified_time', { last_modified_time: '2026-01-31T23:30:00Z' })
    expect(instant).toBeCloseTo('2026-01-31 23:30:00'.length * CHARACTER + 1.5)
  })
})

describe('the tracks of a row', () => {
  test('are as wide as the fields say before anybody is there', () => {
    expect(tracks(['display_name', 'role_name', 'user_id'])).toMatchObject({
      '--tracks': 'minmax(16rem, 16rem) minmax(7.25rem, 7.25rem) minmax(13rem, 13rem)',
      '--least': '36.25rem',
    })
  })

  test('are as wide as the person has drawn them', () => {
    const own = tracks(['role_name', 'teams'], [agent({ role_name: 'Admin' })], { role_name: 20.126 })
    expect(own['--tracks']).toMatch(/^minmax\(20\.13rem, 20\.13rem\) /)
  })

  test('grow for long texts up to the widest that the field may be, and shrink for short ones', () => {
    const text = 'x'.repeat(200)
    expect(tracks(['role_name'], [agent({ role_name: text })])['--tracks']).toBe('minmax(7.25rem, 24rem)')
    expect(tracks(['role_name'], [agent({ role_name: 'x' })])['--tracks']).toBe('minmax(4.1rem, 4.1rem)')
  })

  test('begin at what most texts need, and may grow to the longest', () => {
    const lengths = [40, 12, ...Array.from({ length: 18 }, () => 9)]
    const told = lengths.map(length => agent({ role_name: 'x'.repeat(length) }))
    expect(tracks(['role_name'], told)['--tracks']).toBe('minmax(6.54rem, 18.3rem)')
  })

  test('have room for every status, and for no more than most of the other texts', () => {
    const long = { status_name: 'Not Ready', sub_status_name: 'Quarterly talk' }
    const told = Array.from({ length: 40 }, (_, place) => agent(place ? { status_name: 'Ready' } : long))
    const needed = neededWidth(fieldOf('status_name'), told)
    expect(tracks(['status_name'], told)['--tracks']).toBe(`minmax(${needed}rem, ${needed}rem)`)
  })

  test('fold the email under the name, which takes its width as far as that goes', () => {
    const long = agent({ display_name: 'x'.repeat(200), user_email: 'x'.repeat(200) })
    const keys: FieldKey[] = ['display_name', 'user_email', 'role_name']
    expect(tracks(keys)).toMatchObject({
      '--least': '36.25rem',
      '--tracks-folded': 'minmax(16rem, 16rem) minmax(7.25rem, 7.25rem)',
      '--least-folded': '23.25rem',
    })
    expect(tracks(keys, [long])['--tracks-folded']).toMatch(/^minmax\(16rem, 24rem\) minmax\(/)
    const short = agent({ display_name: 'x', user_email: 'x'.repeat(40) })
    expect(tracks(keys, [short])['--tracks-folded']).toMatch(/^minmax\(16rem, /)
    expect(tracks(keys, [short], { user_email: 5 })['--tracks-folded']).toMatch(/^minmax\(5rem, 5rem\) /)
    const drawn = tracks(keys, [long], { display_name: 5 })
    expect(drawn['--tracks-folded']).toMatch(/^minmax\(5rem, 5rem\) /)
  })

  test('stay as they are when there is no email to fold', () => {
    const { '--tracks': whole, '--tracks-folded': folded } = tracks(['display_name', 'role_name'])
    expect(folded).toBe(whole)
  })
})
