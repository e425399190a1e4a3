import { describe, expect, test } from 'vitest'
import { CHALLENGE, REDIRECT, VERIFIER } from '@/e2e/sandbox/sandbox-client.ts'
import { flow, idOf, serveFlow } from '@/e2e/support/flow.ts'
import { ConnectionLost } from './http.ts'
import { readMe } from './me.ts'
import { exchangeCode, GrantRefused, refreshTokens, revokeToken, SetupRefused } from './oauth.ts'

serveFlow()

const works = async (access_token: string) => (await flow.get('users/me', access_token)).status === 200
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    error => error,
  )
const TRACKING = expect.stringMatching(/^v=2\.0;/)

describe('a refresh', () => {
  test('gives a new pair, and the old refresh token is spent', async () => {
    const old = await flow.tokens('ana')
    const renewed = await refreshTokens(old.refresh_token)
    expect(renewed.refresh_token).not.toBe(old.refresh_token)
    expect(await works(renewed.access_token)).toBe(true)
    await expect(refreshTokens(old.refresh_token)).rejects.toBeInstanceOf(GrantRefused)
  })

  test('keeps the refresh token where Zoom sends no new one', async () => {
    const { refresh_token } = await flow.tokens('ana')
    flow.fault({ preset: 'token_without_refresh' })
    expect((await refreshTokens(refresh_token)).refresh_token).toBe(refresh_token)
  })

  test('whose connection breaks before Zoom has it is sent once more', async () => {
    const { refresh_token } = await flow.tokens('ana')
    flow.fault({ preset: 'token_reset_before' })
    expect(await works((await refreshTokens(refresh_token)).access_token)).toBe(true)
  })

  test('whose answer is lost is known by the refusal of the second one', async () => {
    const { refresh_token } = await flow.tokens('ana')
    flow.fault({ preset: 'token_answer_lost' })
    await expect(refreshTokens(refresh_token)).rejects.toBeInstanceOf(GrantRefused)
  })

  test('that breaks twice is Zoom being away, for a time that nobody names', async () => {
    const { refresh_token } = await flow.tokens('ana')
    const broken = flow.fault({ preset: 'token_reset_before', times: null })
    const error = await failureOf(refreshTokens(refresh_token))
    const cause = expect.any(ConnectionLost)
    expect(error).toMatchObject({ code: 'unavailable', cause, retry_after: undefined })
    expect(broken.struck).toBe(2)
  })

  test.each([
    ['token_not_json', 'zoom_invalid'],
    ['token_empty', 'zoom_invalid'],
    ['token_without_access', 'zoom_invalid'],
    ['token_rate_limited', 'unavailable'],
    ['token_edge_error', 'unavailable'],
  ])('with the answer %s is %s, sent once, and names the reference for support', async (preset, code) => {
    const { refresh_token } = await flow.tokens('ana')
    const fault = flow.fault({ preset, times: null })
    const error = await failureOf(refreshTokens(refresh_token))
    expect(error).toMatchObject({ code, tracking_id: TRACKING, retry_after: undefined })
    expect(fault.struck).toBe(1)
  })

  test.each(['null', '"ok"', '[]', '5'])('answered with %s is zoom_invalid', async raw => {
    const { refresh_token } = await flow.tokens('ana')
    flow.fault({ path: 'token', status: 200, raw })
    await expect(refreshTokens(refresh_token)).rejects.toMatchObject({ code: 'zoom_invalid' })
  })

  test('that Zoom sends elsewhere is not sent again', async () => {
    const { refresh_token } = await flow.tokens('ana')
    const fault = flow.fault({ path: 'token', status: 302, headers: { Location: '/' }, times: null })
    await expect(refreshTokens(refresh_token)).rejects.toMatchObject({ code: 'zoom_invalid' })
    expect(fault.struck).toBe(1)
  })

  test('is to wait as long as Zoom names', async () => {
    const { refresh_token } = await flow.tokens('ana')
    flow.fault({ path: 'token', status: 429, raw: '', headers: { 'Retry-After': '17' } })
    await expect(refreshTokens(refresh_token)).rejects.toMatchObject({ retry_after: 17 })
  })

  test.each([
    ['error', 400, { error: 'invalid_grant' }],
    ['error', 401, { error: 'invalid_grant', reason: 'Some other words' }],
    ['reason', 400, { reason: 'Invalid Token!' }],
    ['reason', 400, { reason: 'Invalid authorization code abc' }],
  ])('refused by its %s (%d) is a dead grant', async (_what, status, json) => {
    const { refresh_token } = await flow.tokens('ana')
    flow.fault({ path: 'token', status, json })
    await expect(refreshTokens(refresh_token)).rejects.toBeInstanceOf(GrantRefused)
  })

  test.each([
    ['an unknown client', 400, { error: 'invalid_client' }, { retry_after: 60 }],
    ['an unknown client', 401, { error: 'invalid_client' }, { retry_after: 60 }],
    ['words of another kind', 400, { reason: 'An Invalid Token type' }, {}],
    ['no words', 401, {}, {}],
    ['no JSON', 400, '<html>', {}],
    ['nothing', 400, 'null', {}],
  ])('refused for %s (%d) is the fault of whoever set this up', async (_what, status, answer, details) => {
    const { refresh_token } = await flow.tokens('ana')
    flow.fault({
      path: 'token',
      status,
      ...(typeof answer === 'string' ? { raw: answer } : { json: answer }),
    })
    const error = await failureOf(refreshTokens(refresh_token))
    expect(error).toMatchObject({
      code: 'unavailable',
      tracking_id: TRACKING,
      cause: expect.any(SetupRefused),
      ...details,
    })
  })

  test('refused in words of a dead grant but another status is not believed', async () => {
    const { refresh_token } = await flow.tokens('ana')
    flow.fault({ path: 'token', status: 403, json: { error: 'invalid_grant' } })
    await expect(refreshTokens(refresh_token)).rejects.toMatchObject({ code: 'unavailable' })
  })
})

describe('a code', () => {
  const PKCE = { code_challenge: CHALLENGE, code_challenge_method: 'S256' }
  const code = async (more = {}) => (await flow.decide('allow', 'ana', more)).get('code') ?? ''
  const redirect_uri = REDIRECT

  test('is exchanged for a pair, once', async () => {
    const given = { code: await code(), redirect_uri }
    expect(await works((await exchangeCode(given)).access_token)).toBe(true)
    await expect(exchangeCode(given)).rejects.toBeInstanceOf(GrantRefused)
  })

  test('of a sign-in with PKCE needs its verifier', async () => {
    const tokens = await exchangeCode({ code: await code(PKCE), redirect_uri, code_verifier: VERIFIER })
    expect(await works(tokens.access_token)).toBe(true)
    const wrong = { code: await code(PKCE), redirect_uri, code_verifier: VERIFIER.toUpperCase() }
    expect(await failureOf(exchangeCode(wrong))).not.toBeNull()
  })

  test('is never sent again: the connection may have broken after Zoom had it', async () => {
    const given = { code: await code(), redirect_uri }
    const broken = flow.fault({ preset: 'token_reset_before' })
    await expect(exchangeCode(given)).rejects.toMatchObject({ code: 'unavailable' })
    expect(broken.struck).toBe(1)
  })
})

describe('a revocation', () => {
  test('ends a token; one that is dead is as good as ended', async () => {
    const { access_token } = await flow.tokens('ana')
    await revokeToken(access_token)
    expect(await works(access_token)).toBe(false)
    flow.fault({ path: 'revoke', status: 400, json: { reason: 'Invalid Token!' } })
    await revokeToken(access_token)
  })

  test('that Zoom cannot carry out is told', async () => {
    const { access_token } = await flow.tokens('ana')
    flow.fault({ path: 'revoke', status: 503, raw: '' })
    await expect(revokeToken(access_token)).rejects.toMatchObject({ code: 'unavailable' })
    flow.fault({ path: 'revoke', reset: 'before' })
    await expect(revokeToken(access_token)).rejects.toBeInstanceOf(ConnectionLost)
    expect(await works(access_token)).toBe(true)
  })
})

describe('who holds a token', () => {
  test('is told by Zoom', async () => {
    const { access_token } = await flow.tokens('ana')
    expect(await readMe(access_token)).toMatchObject({ id: idOf('ana'), display_name: 'Ana Souza' })
  })

  test.each([
    ['no id', { unset: ['id'] }, 'zoom_invalid'],
    ['an empty id', { set: { id: '' } }, 'zoom_invalid'],
    ['a number as id', { set: { id: 7 } }, 'zoom_invalid'],
    ['null', { raw: 'null' }, 'zoom_invalid'],
    ['half an answer', { raw: '{"id":' }, 'zoom_invalid'],
    ['a refused token', { status: 401, json: { code: 124 } }, 'sign_in_again'],
    ['nobody of that name', { status: 404, json: { code: 1001 } }, 'not_permitted'],
    ['no right', { status: 403, json: {} }, 'not_permitted'],
    [
      'no scope',
      { status: 400, json: { code: 4711, message: 'does not contain scopes:[a:b]' } },
      'scope_missing',
    ],
    ['an edge error', { status: 502, raw: '<html>' }, 'unavailable'],
  ])('is unknown where Zoom tells %s', async (_what, fault, code) => {
    const { access_token } = await flow.tokens('ana')
    flow.fault({ path: 'me', ...fault })
    await expect(readMe(access_token)).rejects.toMatchObject({ code, tracking_id: TRACKING })
  })

  test('is unknown where the connection breaks', async () => {
    const { access_token } = await flow.tokens('ana')
    flow.fault({ path: 'me', reset: 'before' })
    await expect(readMe(access_token)).rejects.toMatchObject({
      code: 'unavailable',
      cause: expect.any(ConnectionLost),
    })
  })
})
