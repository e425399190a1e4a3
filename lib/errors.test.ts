import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ErrorCode, errorFromBody, isRollcallError } from '@/lib/errors.ts'
import { ServerError } from '@/lib/server/server-error.ts'

const STATUS: Record<ErrorCode, number> = {
  bad_request: 400,
  signed_out: 401,
  sign_in_again: 401,
  cross_site: 403,
  scope_missing: 403,
  not_permitted: 403,
  not_found: 404,
  page_expired: 409,
  conflict: 409,
  too_large: 413,
  unsupported_media: 415,
  rate_limited: 429,
  zoom_invalid: 502,
  unavailable: 503,
  zoom_timeout: 504,
}
const CODES = Object.keys(STATUS) as ErrorCode[]

describe('an error', () => {
  test.each(CODES)('%s has its status, and words of its own from the server', code => {
    const error = new ServerError(code)
    expect(error.status).toBe(STATUS[code])
    expect(error.message).toMatch(/^[A-Z].{20,}\.$/)
    expect(isRollcallError(error)).toBe(true)
    expect(new ServerError(code, { message: 'Better words.' }).message).toBe('Better words.')
  })

  test('comes back from its JSON as what it was', () => {
    const details = fc.record(
      {
        message: fc.string({ minLength: 1 }),
        retry_after: fc.integer({ min: 1, max: 200_000 }),
        scopes: fc.array(fc.string()),
        tracking_id: fc.string({ minLength: 1 }),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.constantFrom(...CODES), details, (code, given) => {
        const error = new ServerError(code, { ...given, cause: new Error('never sent') })
        const sent: unknown = JSON.parse(JSON.stringify(error.toBody()))
        const read = errorFromBody(sent)
        expect(read?.toBody()).toEqual(error.toBody())
        expect(read?.status).toBe(STATUS[code])
        expect(JSON.stringify(sent)).not.toContain('never sent')
      }),
    )
  })

  test('sends only what is known', () => {
    expect(Object.keys(JSON.parse(JSON.stringify(new ServerError('not_found').toBody())).error)).toEqual([
      'code',
      'message',
    ])
  })
})

describe('an answer that is none of ours', () => {
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'error'],
    ['no error', {}],
    ['an error without a code', { error: {} }],
    ['an error without words', { error: { code: 'not_found' } }],
    ['an unknown code', { error: { code: 'teapot', message: 'x' } }],
    ['a code that every object has', { error: { code: 'toString', message: 'x' } }],
    ['the prototype', { error: { code: '__proto__', message: 'x' } }],
    ['an error as text', { error: 'not_found' }],
  ])('%s is not taken for one', (_what, body) => {
    expect(errorFromBody(body)).toBeNull()
  })

  test('of any JSON is read without throwing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (any, code) => {
        expect([null, ...CODES]).toContain(errorFromBody({ error: { code, message: 'x' } })?.code ?? null)
        errorFromBody(any)
        errorFromBody({ error: any })
      }),
    )
  })
})

test('other failures are not mistaken for ours', () => {
  for (const other of [
    new Error('x'),
    new TypeError('x'),
    null,
    undefined,
    'RollcallError',
    { name: 'RollcallError' },
  ])
    expect(isRollcallError(other)).toBe(false)
})
