import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { errorFromBody, isRollcallError, RollcallError } from '@/lib/errors.ts'
import { ServerError } from '@/lib/server/server-error.ts'
import { type Asked, classifyRefusal, isRegionsNotEnabled, TokenRefused } from './classify.ts'

const LIST: Asked = { one_user: false, parameters: ['search_key', 'region_id', 'page_size'] }
const NEXT_PAGE: Asked = { one_user: false, parameters: ['page_size', 'next_page_token'] }
const ONE_USER: Asked = { one_user: true, parameters: [] }
const NO_PARAMETERS: Asked = { one_user: false, parameters: [] }
const EDGE_PAGE = '<html><head><title>502 Bad Gateway</title></head></html>'
const LIST_SCOPE = 'contact_center:read:list_users:admin'

function classify(
  status: number,
  body: unknown,
  asked: Asked = LIST,
  headers: Record<string, string> = {},
): Error {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return classifyRefusal({ status, body: text, headers: new Headers(headers), tracking_id: 'WEB_1' }, asked)
}

const validation = (...fields: string[]) => ({
  code: 300,
  message: 'Validation Failed.',
  errors: fields.map(field => ({ field, message: 'Invalid field.' })),
})
const lacks = (...scopes: string[]) => `Invalid access token, does not contain scopes:[${scopes.join(', ')}].`

describe('a refused access token', () => {
  test.each([
    ['401 with code 124', 401, { code: 124, message: 'Access token is expired.' }],
    ['401 with neither code nor message', 401, { status: false, errorCode: 401 }],
    ['401 as HTML', 401, EDGE_PAGE],
    ['401 with nothing', 401, ''],
    ['400 with code 124', 400, { code: 124, message: 'Invalid access token.' }],
    ['400 with code 124 as text', 400, { code: '124', message: 'Invalid access token.' }],
  ])('%s is to be refreshed', (_what, status, body) => {
    const error = classify(status, body)
    expect(error).toBeInstanceOf(TokenRefused)
    expect(error).toMatchObject({ code: 'token_refused', tracking_id: 'WEB_1' })
  })
})

describe('a missing scope', () => {
  test.each([
    ['400 with code 4711', 400, { code: 4711, message: lacks(LIST_SCOPE, 'b:c') }, [LIST_SCOPE, 'b:c']],
    [
      '400 with code 104',
      400,
      { code: 104, message: lacks('contact_center_user:read:admin') },
      ['contact_center_user:read:admin'],
    ],
    [
      '400 with code 4700',
      400,
      { code: 4700, message: lacks('contact_center_user:read:admin') },
      ['contact_center_user:read:admin'],
    ],
    ['400 with the code of a dead token', 400, { code: 124, message: lacks(LIST_SCOPE) }, [LIST_SCOPE]],
    ['401 with the words', 401, { code: 124, message: lacks(LIST_SCOPE) }, [LIST_SCOPE]],
    ['403 with the words', 403, { code: 403, message: lacks(LIST_SCOPE) }, [LIST_SCOPE]],
    [
      '400 that is no JSON for its unescaped quotes',
      400,
      '{"code":104,"message":"Invalid access token, does not contain scopes:["contact_center_user:read:admin"]."}',
      ['contact_center_user:read:admin'],
    ],
    [
      '400 that names none',
      400,
      { code: 4711, message: 'Invalid access token, does not contain scopes.' },
      [],
    ],
  ])('%s is not a token to refresh', (_what, status, body, scopes) => {
    const error = classify(status, body)
    expect(error).toMatchObject({ code: 'scope_missing', status: 403, scopes, tracking_id: 'WEB_1' })
    for (const scope of scopes) expect(error.message).toContain(scope)
  })

  test.each([
    ['Invalid access token, does not contain scope.', [], /lacks a scope\./],
    ['Invalid access token, does not contain scope:[a:b].', ['a:b'], /lacks the scope a:b\./],
    [lacks('a:b', 'c:d'), ['a:b', 'c:d'], /lacks the scope a:b or c:d\./],
  ])('is told in words: %s', (message, scopes, words) => {
    const error = classify(400, { code: 4711, message })
    expect(error).toMatchObject({ code: 'scope_missing', scopes, message: expect.stringMatching(words) })
  })

  test('is told with at most twenty names, and only where Zoom refuses', () => {
    const many = lacks(...Array.from({ length: 30 }, (_, n) => `scope:${n}`))
    expect((classify(400, { message: many }) as RollcallError).scopes).toHaveLength(20)
    expect(classify(404, { message: many })).toMatchObject({ code: 'zoom_invalid' })
  })

  test('is named once, and never as anything but a scope', () => {
    const error = classify(400, { code: 4711, message: lacks(LIST_SCOPE, LIST_SCOPE, '<img src=x>', '"y"') })
    const { scopes = [] } = error as RollcallError
    expect(scopes.filter(scope => scope === LIST_SCOPE)).toHaveLength(1)
    for (const scope of scopes) expect(scope).toMatch(/^[\w:.]+$/)
  })
})

describe('a refused parameter', () => {
  test.each([
    ['a bad filter', validation('region_id'), LIST, 'bad_request'],
    ['a field that we did not send', validation('other'), LIST, 'bad_request'],
    ['no details', { code: 300, message: 'Validation Failed.' }, LIST, 'bad_request'],
    ['any other code', { code: 4444, message: 'No.' }, LIST, 'bad_request'],
    ['nothing that we sent', validation('region_id'), NO_PARAMETERS, 'zoom_invalid'],
    ['no JSON', EDGE_PAGE, LIST, 'zoom_invalid'],
    [
      'the page token',
      { code: 300, message: 'The next page token is invalid or expired.' },
      NEXT_PAGE,
      'page_expired',
    ],
    ['the page token as a field', validation('next_page_token'), NEXT_PAGE, 'page_expired'],
    ['the page token in other words', { code: 300, message: 'Invalid.' }, NEXT_PAGE, 'page_expired'],
    [
      'the page token under another code',
      { code: 4444, message: 'Bad pagetoken.' },
      NEXT_PAGE,
      'page_expired',
    ],
    ['something else under another code', { code: 4444, message: 'No.' }, NEXT_PAGE, 'bad_request'],
    ['a person, under another code', { code: 4444, message: 'No.' }, ONE_USER, 'zoom_invalid'],
    ['another field beside a page token', validation('page_size'), NEXT_PAGE, 'bad_request'],
    [
      'a page token that we did not send',
      { code: 300, message: 'The next page token is invalid or expired.' },
      LIST,
      'bad_request',
    ],
  ] as const)('about %s', (_what, body, asked, code) => {
    expect(classify(400, body, asked)).toMatchObject({ code, tracking_id: 'WEB_1' })
  })

  test('"Region is not enabled" is a feature that is off', () => {
    const error = classify(400, { code: 300, message: 'Region is not enabled for this account' }, LIST)
    expect(isRegionsNotEnabled(error)).toBe(true)
    expect(isRegionsNotEnabled(classify(400, validation('region_id')))).toBe(false)
    for (const other of [null, undefined, 'regions_not_enabled'])
      expect(isRegionsNotEnabled(other)).toBe(false)
  })
})

describe('an unknown user', () => {
  test.each([
    ['404 with code 300', 404, { code: 300, message: 'Invalid user ID.' }],
    ['404 with code 1001', 404, { code: 1001, message: 'User does not exist: x.' }],
    ['400 with code 300', 400, { code: 300, message: 'Invalid user ID.' }],
    ['400 with code 1001', 400, { code: 1001, message: 'User does not exist: x.' }],
    ['400 naming the id', 400, validation('userId')],
  ])('%s', (_what, status, body) => {
    expect(classify(status, body, ONE_USER)).toMatchObject({ code: 'not_found', status: 404 })
    expect(classify(status, body, { ...ONE_USER, parameters: ['channel'] })).toMatchObject({
      code: 'not_found',
    })
  })

  test('is not what a bad parameter of the same call means', () => {
    const asked = { one_user: true, parameters: ['channel'] }
    expect(classify(400, validation('channel'), asked)).toMatchObject({ code: 'bad_request' })
  })

  test('is not what a list without a user in its path can be about', () => {
    expect(classify(404, { code: 300, message: 'Invalid.' }, LIST)).toMatchObject({ code: 'zoom_invalid' })
  })

  test('is not what an edge page with 404 says', () => {
    expect(classify(404, EDGE_PAGE, ONE_USER)).toMatchObject({ code: 'zoom_invalid' })
  })
})

test.each([
  ['a list', LIST],
  ['one user', ONE_USER],
])('404 with code 2300 for %s is a call that is not offered', (_what, asked) => {
  const body = { code: 2300, message: 'This API endpoint is not recognized.' }
  expect(classify(404, body, asked)).toMatchObject({
    code: 'unavailable',
    status: 503,
    retry_after: 60,
    message: expect.stringMatching(/does not offer this/),
  })
})

test.each([
  ['JSON', { code: 403, message: 'You do not have permission.' }],
  ['JSON with the code of a token', { code: 124, message: 'Invalid access token.' }],
  ['HTML', '<html><body>Forbidden</body></html>'],
  ['nothing', ''],
])('403 with %s is a matter of permission', (_what, body) => {
  expect(classify(403, body)).toMatchObject({ code: 'not_permitted', status: 403, tracking_id: 'WEB_1' })
})

describe('too many requests', () => {
  const DAILY = 'You have reached the maximum daily rate limit for this API. Refer to the response header.'
  test.each([
    ['without a hint: one second', {}, {}, 1],
    ['with seconds', {}, { 'Retry-After': '7' }, 7],
    ['with an instant', {}, { 'Retry-After': '2026-11-24T10:00:00Z' }, 3_600],
    ['with nonsense', {}, { 'Retry-After': '-5' }, 1],
    ['for the day, by its message: until midnight', { message: DAILY }, {}, 54_000],
    ['for the day, by its header: until midnight', {}, { 'X-RateLimit-Type': 'Daily-limit' }, 54_000],
    ['for the day, with an instant', { message: DAILY }, { 'Retry-After': '2026-11-24T12:00:00Z' }, 10_800],
  ])('%s', (_what, body, headers, retry_after) => {
    vi.useFakeTimers({ now: Date.parse('2026-11-24T09:00:00Z') })
    const error = classify(429, { code: 429, ...body }, LIST, headers as Record<string, string>)
    expect(error).toMatchObject({ code: 'rate_limited', status: 429, retry_after })
  })

  test('are for the day only where Zoom says so, and then say just that', () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-24T09:00:00Z') })
    const long = { 'Retry-After': '2026-11-25T00:00:00Z' }
    const daily = classify(429, { message: DAILY }, LIST, long) as RollcallError
    expect(daily).toMatchObject({ daily: true, retry_after: 54_000 })
    expect(daily.message).toMatch(/limit for today/)
    const pause = classify(429, {}, LIST, long) as RollcallError
    expect(pause).toMatchObject({ daily: undefined, retry_after: 54_000 })
    expect(pause.message).toBe(new ServerError('rate_limited').message)
    for (const { message } of [daily, pause]) expect(message).not.toMatch(/shortly/)
    expect(errorFromBody(JSON.parse(JSON.stringify(daily.toBody())))).toEqual(daily)
  })

  test('for the day last until midnight by the clock of the answer', () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-24T09:00:00Z') })
    const headers = { Date: 'Tue, 24 Nov 2026 23:00:00 GMT' }
    expect(classify(429, { message: DAILY }, LIST, headers)).toMatchObject({ retry_after: 3_600 })
  })

  test.each(['', EDGE_PAGE, '{"code":4001}'])('whatever the body ("%s")', body => {
    expect(classify(429, body)).toMatchObject({ code: 'rate_limited', retry_after: 1 })
  })
})

test.each([
  [500, { code: 124, message: 'Invalid access token.' }, {}, 5],
  [500, '', {}, 5],
  [502, EDGE_PAGE, {}, 5],
  [503, { code: 503 }, { 'Retry-After': '1' }, 1],
  [599, lacks(LIST_SCOPE), {}, 5],
])('%s is trouble at Zoom that passes', (status, body, headers, retry_after) => {
  expect(classify(status, body, LIST, headers as Record<string, string>)).toMatchObject({
    code: 'unavailable',
    status: 503,
    retry_after,
  })
})

test.each([201, 204, 405, 418])('%s is an answer that cannot be read', status => {
  expect(classify(status, {})).toMatchObject({ code: 'zoom_invalid', status: 502 })
})

describe('a huge refusal', () => {
  // What a pattern could begin with, over and over.
  const beginnings = [
    'scopes:[',
    'scope',
    'scopes :',
    'does not contain scopes:[',
    '_id" ',
    'page ',
    'daily ',
    '[',
    ' ',
  ]

  test.each(beginnings)('of "%s" is read as fast as its length allows', beginning => {
    const bodies = [beginning.repeat(400_000 / beginning.length), `"${beginning}`.repeat(100_000)]
    const started = performance.now()
    for (const body of bodies)
      for (const status of [400, 401, 403, 404, 429])
        for (let i = 0; i < 20; i++) classify(status, body, NEXT_PAGE)
    // Takes some tens of milliseconds; a pattern that starts anew everywhere takes minutes.
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  test('is read no further than 64 KB', () => {
    const far = `${' '.repeat(64 * 1024)}${lacks(LIST_SCOPE)}`
    expect(classify(403, far)).toMatchObject({ code: 'not_permitted' })
    const near = `${' '.repeat(32 * 1024)}${lacks(LIST_SCOPE)}${' '.repeat(8 * 1024 * 1024)}`
    expect(classify(403, near)).toMatchObject({ code: 'scope_missing', scopes: [LIST_SCOPE] })
  })

  test('names the scopes of the list that is closed, not of those begun before it', () => {
    expect(classify(403, `scopes:[a:b, scopes:[${LIST_SCOPE}]`)).toMatchObject({ scopes: [LIST_SCOPE] })
  })
})

test('any answer gives one of ours, without a word of Zoom in it', () => {
  const body = fc.oneof(
    fc.jsonValue(),
    fc.record({ code: fc.jsonValue(), message: fc.jsonValue(), errors: fc.jsonValue() }),
    fc.string(),
  )
  const asked = fc.record({
    one_user: fc.boolean(),
    parameters: fc.subarray(['region_id', 'next_page_token']),
  })
  const marker = 'CANARY-of-zoom'
  fc.assert(
    fc.property(fc.integer({ min: 201, max: 599 }), body, asked, (status, value, question) => {
      const error = classify(
        status,
        `${JSON.stringify({ message: marker })} ${JSON.stringify(value)}`,
        question,
      )
      const bare = classify(status, value, question)
      for (const each of [error, bare]) {
        const known = each instanceof TokenRefused || isRegionsNotEnabled(each) || isRollcallError(each)
        expect(known).toBe(true)
        expect(each.message).not.toContain(marker)
        if (each instanceof RollcallError) expect(each.tracking_id).toBe('WEB_1')
      }
    }),
  )
})

test.each([{ code: [{ toString: '' }] }, { errors: [{ field: { toString: '' } }] }])(
  'an answer whose parts cannot be told as text, %j, gives one of ours',
  body => {
    expect(isRollcallError(classify(418, body))).toBe(true)
  },
)
