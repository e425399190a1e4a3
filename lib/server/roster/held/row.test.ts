import { describe, expect, test } from 'vitest'
import { agentSchema } from '@/lib/agents/schema.ts'
import { bytesOf, lostFields, tellsStatus, toReading } from './row.ts'

const reading = (fields: object) => toReading(agentSchema.parse({ user_id: 'a', ...fields }))

describe('a reading', () => {
  test('tells a status where Zoom does', () => {
    expect(tellsStatus(reading({ status_id: '1' }))).toBe(true)
    expect(tellsStatus(reading({ display_name: 'Ana' }))).toBe(false)
  })

  test('is equal to another one in its profile when only the status differs', () => {
    expect(reading({ status_id: '1' }).profile).toBe(reading({ status_id: '2' }).profile)
  })

  test('takes the memory of its texts, twice that of the profile where it goes beyond Latin-1', () => {
    const short = reading({ display_name: 'Ana' })
    const longer = reading({ display_name: 'Anastasia' })
    expect(bytesOf(longer) - bytesOf(short)).toBe(6)
    const { profile } = short
    expect(bytesOf(short)).toBe(250 + 2 + profile.length + 2)
    const wide = reading({ display_name: '安' })
    expect(bytesOf(wide)).toBe(250 + 2 + 2 * wide.profile.length + 2)
  })
})

describe('what a reading has lost', () => {
  const channel = (part: object) => ({ channel_settings: { multi_channel_engagements: part } })

  test('is every field that is no longer told, parts of the channel settings by themselves', () => {
    const before = reading({ role_name: 'A', teams: [], ...channel({ enable: true, max_agent_load: 5 }) })
    expect(lostFields(before, reading({ teams: [], ...channel({ enable: false }) }))).toEqual([
      'role_name',
      'channel_settings.multi_channel_engagements.max_agent_load',
    ])
    expect(lostFields(before, before)).toEqual([])
  })

  test('is the status as one, and nothing that is new', () => {
    const before = reading({ status_id: '1', status_name: 'Ready' })
    expect(lostFields(before, reading({ status_id: '2' }))).toEqual([])
    expect(lostFields(before, reading({ role_name: 'A' }))).toEqual(['status'])
  })
})
