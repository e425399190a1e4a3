import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fieldOf } from './fields.ts'
import { type LimitKey, type LimitScale, readLimit, rulerPosition } from './limit.ts'
import { agentSchema } from './schema.ts'

const KEYS: LimitKey[] = [
  'concurrent_message_capacity',
  'concurrent_email_capacity',
  'max_agent_load',
  'email_max_agent_load',
]
const scaleOf = (key: LimitKey) => fieldOf(key).limit as LimitScale
const agent = (channel_settings?: unknown) => agentSchema.parse({ user_id: 'a', channel_settings })

describe('a limit', () => {
  test('is told as a value, zero included', () => {
    const read = agent({
      multi_channel_engagements: { enable: true, max_agent_load: 80, email_max_agent_load: 0 },
      concurrent_message_capacity: 0,
      concurrent_email_capacity: 20,
    })
    expect(KEYS.map(key => [key, readLimit(key, read)])).toEqual([
      ['concurrent_message_capacity', { state: 'value', value: 0 }],
      ['concurrent_email_capacity', { state: 'value', value: 20 }],
      ['max_agent_load', { state: 'value', value: 80 }],
      ['email_max_agent_load', { state: 'value', value: 0 }],
    ])
  })

  test('of load is off while multi-channel engagements are off; a capacity is not', () => {
    const read = agent({
      multi_channel_engagements: { enable: false, max_agent_load: 80, email_max_agent_load: 70 },
      concurrent_message_capacity: 5,
    })
    expect(readLimit('max_agent_load', read)).toEqual({ state: 'off' })
    expect(readLimit('email_max_agent_load', read)).toEqual({ state: 'off' })
    expect(readLimit('concurrent_message_capacity', read)).toEqual({ state: 'value', value: 5 })
  })

  test.each([
    ['settings are absent', undefined],
    ['settings are null', null],
    ['settings are empty', {}],
    ['settings are no object', 'none'],
    [
      'placeholders stand for values',
      {
        multi_channel_engagements: { enable: '<boolean>', max_agent_load: '<integer>' },
        concurrent_message_capacity: '<integer>',
      },
    ],
  ])('is unknown, not zero and not off, when %s', (_what, settings) => {
    for (const key of KEYS) expect(readLimit(key, agent(settings))).toEqual({ state: 'unknown' })
  })

  test('out of range is kept as it is', () => {
    const read = agent({ concurrent_message_capacity: 24, multi_channel_engagements: { max_agent_load: -3 } })
    expect(readLimit('concurrent_message_capacity', read)).toEqual({ state: 'value', value: 24 })
    expect(readLimit('max_agent_load', read)).toEqual({ state: 'value', value: -3 })
  })
})

describe('the place on the ruler', () => {
  test.each([
    ['concurrent_message_capacity', 0, 0],
    ['concurrent_message_capacity', 5, 25],
    ['concurrent_message_capacity', 20, 100],
    ['concurrent_message_capacity', 21, 'above'],
    ['concurrent_email_capacity', -1, 'below'],
    ['max_agent_load', 33, 33],
    ['max_agent_load', 140, 'above'],
  ] as const)('of %s %s is %s', (key, value, place) => {
    expect(rulerPosition(value, scaleOf(key))).toBe(place)
  })

  test('is a whole percent from 0 to 100, or a side', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KEYS), fc.maxSafeInteger(), (key, value) => {
        const place = rulerPosition(value, scaleOf(key))
        if (value < 0) expect(place).toBe('below')
        else if (value > scaleOf(key).max) expect(place).toBe('above')
        else expect(place).toSatisfy((at: number) => Number.isInteger(at) && at >= 0 && at <= 100)
      }),
    )
  })
})
