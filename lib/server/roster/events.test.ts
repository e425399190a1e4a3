import { createHmac } from 'node:crypto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { signed, statusEvent } from '@/e2e/sandbox/events.ts'
import { isSigned, readNotice } from './events.ts'

const SECRET = 'the secret token of the subscription'
const NOW = Date.UTC(2026, 10, 24, 9)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
})

const check = (body: string, headers: Record<string, string>, secret = SECRET) =>
  isSigned(Buffer.from(body), {
    timestamp: headers['x-zm-request-timestamp'] ?? '',
    signature: headers['x-zm-signature'] ?? '',
    secret,
  })

describe('a signature', () => {
  const body = '{"event":"contact_center.user_status_changed"}'

  test('of Zoom’s lets an event in', () => {
    expect(check(body, signed(body, SECRET))).toBe(true)
    for (const seconds of [-300, 300])
      expect(check(body, signed(body, SECRET, NOW / 1000 + seconds))).toBe(true)
  })

  test('may be over a time in milliseconds', () => {
    expect(check(body, signed(body, SECRET, NOW))).toBe(true)
    expect(check(body, signed(body, SECRET, NOW - 300_001))).toBe(false)
  })

  test.each<[string, string, Record<string, string>]>([
    ['of another secret', body, signed(body, 'another')],
    ['of another body', `${body} `, signed(body, SECRET)],
    ['that is none', body, { 'x-zm-request-timestamp': String(NOW / 1000), 'x-zm-signature': '' }],
    [
      'cut short',
      body,
      { ...signed(body, SECRET), 'x-zm-signature': signed(body, SECRET)['x-zm-signature'].slice(0, -2) },
    ],
    ['older than five minutes', body, signed(body, SECRET, NOW / 1000 - 301)],
    ['from the future', body, signed(body, SECRET, NOW / 1000 + 301)],
    ['over a time that is none', body, signed(body, SECRET, Number.NaN)],
  ])('%s does not', (_what, of, headers) => {
    expect(check(of, headers)).toBe(false)
  })

  test('covers the bytes, whatever they are', () => {
    const bytes = Buffer.from([0x7b, 0xff, 0xfe, 0x7d])
    const timestamp = String(NOW / 1000)
    const hash = createHmac('sha256', SECRET).update(`v0:${timestamp}:`).update(bytes).digest('hex')
    expect(isSigned(bytes, { timestamp, signature: `v0=${hash}`, secret: SECRET })).toBe(true)
  })
})

describe('a notice', () => {
  const agent = {
    user_id: 'abc',
    status_id: '2',
    status_name: 'Not Ready',
    sub_status_id: '21',
    sub_status_name: 'Meal',
  }
  const changed = (object: object = {}, rest: object = {}) => {
    const event = statusEvent('acct', agent, { status_id: '1', status_name: 'Ready' }, NOW - 2_000) as {
      payload: { object: object }
    }
    return JSON.stringify({
      ...event,
      ...rest,
      payload: { ...event.payload, object: { ...event.payload.object, ...object } },
    })
  }
  const change = (body: string) => {
    const notice = readNotice(body, SECRET)
    return notice?.kind === 'event' ? notice.event.change : notice?.kind
  }

  test('of a changed status tells whose, which and when', () => {
    const { user_id, ...status } = agent
    expect(readNotice(changed(), SECRET)).toEqual({
      kind: 'event',
      event: { account_id: 'acct', change: { user_id, at: NOW - 2_000, status: JSON.stringify(status) } },
    })
  })

  test.each([
    ['milliseconds', { date_time_ms: NOW - 3_000 }, NOW - 3_000],
    ['a text of milliseconds', { date_time_ms: String(NOW - 3_000) }, NOW - 3_000],
    ['an instant', { date_time_ms: new Date(NOW - 3_000).toISOString() }, NOW - 3_000],
    ['a time that is none, so that the event’s own counts', { date_time_ms: 0 }, NOW - 2_000],
    ['a day alone', { date_time_ms: '2026-11-23' }, Date.UTC(2026, 10, 23)],
    ['nonsense, so that the event’s own time counts', { date_time_ms: 'soon' }, NOW - 2_000],
    ['what cannot be told as text', { date_time_ms: [{ toString: '' }] }, NOW - 2_000],
    ['the future, so that it counts as now', { date_time_ms: NOW + 9_000 }, NOW],
  ])('may name the moment by %s', (_what, object, at) => {
    expect(change(changed(object))).toMatchObject({ at })
  })

  test('without a reason tells none, and reads ids that are numbers', () => {
    const object = {
      user_id: 7,
      current_status_id: 1,
      current_status_name: 'Ready',
      current_sub_status_id: ' ',
      current_sub_status_name: null,
    }
    expect(change(changed(object))).toMatchObject({
      user_id: '7',
      status: '{"status_id":"1","status_name":"Ready"}',
    })
  })

  test('has a status spelled as the list’s is', () => {
    const object = { current_status_id: 3, current_status_name: 'OCCUPIED' }
    expect(change(changed(object))).toMatchObject({ status: expect.stringContaining('"Occupied"') })
  })

  test.each([
    ['id', { current_status_name: null }, '"status_id":"2"'],
    ['name', { current_status_id: null }, '"status_name":"Not Ready"'],
  ])('may name a status by its %s alone', (_what, object, status) => {
    expect(change(changed(object))).toMatchObject({ status: expect.stringContaining(status) })
  })

  test.each(['user_created', 'user_updated', 'user_deleted'])('of %s asks for a walk', name => {
    const body = JSON.stringify({
      event: `contact_center.${name}`,
      event_ts: NOW,
      payload: { account_id: 'acct', object: {} },
    })
    expect(change(body)).toBe('people')
  })

  test.each([
    ['no id', changed({ user_id: undefined })],
    [
      'no account',
      JSON.stringify({ event: 'contact_center.user_status_changed', payload: { object: agent } }),
    ],
    [
      'an empty account',
      JSON.stringify({ event: 'contact_center.user_created', payload: { account_id: '' } }),
    ],
    ['people of no account', JSON.stringify({ event: 'contact_center.user_created', payload: {} })],
    ['another name', changed({}, { event: 'meeting.started' })],
    ['no status', changed({ current_status_id: '', current_status_name: null })],
    ['no moment', changed({ date_time_ms: null, date_time: null }, { event_ts: null })],
  ])('with %s is taken and left at that', (_what, body) => {
    expect(change(body)).toBe('other')
  })

  test.each(['', 'null', '[]', '{"event":5}', '{"event":"endpoint.url_validation","payload":{}}'])(
    '%j is none',
    body => {
      expect(readNotice(body, SECRET)).toBeNull()
    },
  )

  test('at the set-up is answered with the token and its hash', () => {
    const body = JSON.stringify({
      event: 'endpoint.url_validation',
      payload: { plainToken: 'qgg8vlvZRS6UYooatFL8Aw' },
    })
    const encryptedToken = createHmac('sha256', SECRET).update('qgg8vlvZRS6UYooatFL8Aw').digest('hex')
    expect(readNotice(body, SECRET)).toEqual({
      kind: 'challenge',
      answer: { plainToken: 'qgg8vlvZRS6UYooatFL8Aw', encryptedToken },
    })
  })
})
