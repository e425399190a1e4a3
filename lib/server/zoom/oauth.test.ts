import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { readTokens } from './oauth.ts'

const NOW = Date.UTC(2026, 10, 24, 9)
const ANSWER = {
  access_token: 'access',
  token_type: 'bearer',
  refresh_token: 'refresh',
  expires_in: 3599,
  scope: 'a b c',
  api_url: 'https://api.zoom.us',
}

beforeEach(() => {
  vi.useFakeTimers({ now: NOW })
})

describe("Zoom's token answer", () => {
  test('becomes a pair with the moment of its expiry', () => {
    expect(readTokens(ANSWER)).toEqual({
      access_token: 'access',
      refresh_token: 'refresh',
      obtained_at: NOW,
      expires_at: NOW + 3_599_000,
      scope: 'a b c',
    })
  })

  test.each([
    [3600, 3600],
    ['3600', 3600],
    [60, 60],
    [undefined, 3600],
    [null, 3600],
    ['soon', 3600],
    [0, 3600],
    [-5, 3600],
    [Number.NaN, 3600],
    [1e12, 3600],
    [{}, 3600],
    [[{ toString: '' }], 3600],
  ])('with expires_in %o lasts %s seconds', (expires_in, seconds) => {
    expect(readTokens({ ...ANSWER, expires_in })?.expires_at).toBe(NOW + seconds * 1000)
  })

  test.each([[undefined], [null], [''], [7]])(
    'with the refresh token %o keeps the one before',
    refresh_token => {
      expect(readTokens({ ...ANSWER, refresh_token }, 'before')?.refresh_token).toBe('before')
      expect(readTokens({ ...ANSWER, refresh_token })).toBeNull()
    },
  )

  test.each([[undefined], [null], [''], [7], [{}]])('with the access token %o is none', access_token => {
    expect(readTokens({ ...ANSWER, access_token }, 'before')).toBeNull()
  })

  test('prefers the new refresh token', () => {
    expect(readTokens(ANSWER, 'before')?.refresh_token).toBe('refresh')
  })

  test('has no scopes when Zoom does not name them as text', () => {
    for (const scope of [undefined, null, ['a'], 5]) expect(readTokens({ ...ANSWER, scope })?.scope).toBe('')
  })

  test('takes tokens of any length', () => {
    const long = 'x'.repeat(20_000)
    expect(readTokens({ ...ANSWER, access_token: long, refresh_token: long })).toMatchObject({
      access_token: long,
      refresh_token: long,
    })
  })

  test('of any JSON is null or a usable pair', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(ANSWER)), fc.jsonValue()), body => {
        const tokens = readTokens(body)
        if (tokens === null) return
        expect(tokens.access_token).not.toBe('')
        expect(tokens.refresh_token).not.toBe('')
        expect(tokens.expires_at).toBeGreaterThan(tokens.obtained_at)
        expect(tokens.expires_at - tokens.obtained_at).toBeLessThanOrEqual(86_400_000)
      }),
    )
  })
})
