import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { CHALLENGE, REDIRECT, sandboxForTest, type Tokens, VERIFIER } from '../sandbox-client.ts'

let zoom: Awaited<ReturnType<typeof sandboxForTest>>
beforeAll(async () => {
  zoom = await sandboxForTest()
})
beforeEach(() => zoom.world.reset())
afterAll(() => zoom.close())

const works = async ({ access_token }: Tokens) => (await zoom.get('users/me', access_token)).status === 200

test('a consent page offers the people and both answers', async () => {
  const answer = await fetch(zoom.authorizeUrl())
  const page = await answer.text()
  expect(answer.status).toBe(200)
  expect(page).toContain('>Allow</button>')
  expect(page).toContain('>Decline</button>')
  expect(page).toContain('Ana Souza')
})

test('a code with its PKCE verifier becomes tokens in the documented shape', async () => {
  const query = await zoom.decide('allow', 'ana', {
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
  })
  expect(query.get('state')).toBe('s1')
  const answer = await zoom.exchange(query.get('code') ?? '', { code_verifier: VERIFIER })
  const tokens = (await answer.json()) as Tokens
  expect(answer.status).toBe(200)
  expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 3599, api_url: zoom.url })
  expect(tokens.scope.split(' ')).toContain('contact_center:read:list_users:admin')
  expect(tokens.access_token.split('.')).toHaveLength(3)
  expect(tokens.access_token.length).toBeGreaterThan(400)
  expect(tokens.access_token).toContain('CANARY')
  expect(await works(tokens)).toBe(true)
})

test('a wrong or missing verifier spends the code', async () => {
  const pkce = { code_challenge: CHALLENGE, code_challenge_method: 'S256' }
  for (const more of [{ code_verifier: VERIFIER.toUpperCase() }, {}]) {
    const code = (await zoom.decide('allow', 'ana', pkce)).get('code') ?? ''
    const refused = await zoom.exchange(code, more)
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({ error: 'invalid_grant' })
    expect((await zoom.exchange(code, { code_verifier: VERIFIER })).status).toBe(400)
  }
})

test('a code works once, for five minutes, for its own redirect', async () => {
  const code = async () => (await zoom.decide('allow', 'ana')).get('code') ?? ''
  const once = await code()
  expect((await zoom.exchange(once)).status).toBe(200)
  const again = await zoom.exchange(once)
  expect(await again.json()).toEqual({ reason: `Invalid authorization code ${once}`, error: 'invalid_grant' })

  const late = await code()
  zoom.pass(300_000)
  expect((await zoom.exchange(late)).status).toBe(400)

  const elsewhere = await zoom.exchange(await code(), { redirect_uri: `${REDIRECT}/` })
  expect(await elsewhere.json()).toMatchObject({ reason: 'Redirect URI mismatch.' })
})

test('Decline goes back with the error and the state', async () => {
  const query = await zoom.decide('decline', 'ana')
  expect(Object.fromEntries(query)).toEqual({ error: 'access_denied', state: 's1' })
})

test.each([
  ['client', { client_id: 'other' }],
  ['redirect', { redirect_uri: `${REDIRECT}/` }],
  ['scope', { scope: 'openid' }],
])('a bad %s ends on a page of its own', async (_what, more) => {
  const answer = await fetch(zoom.authorizeUrl(more), { redirect: 'manual' })
  expect(answer.status).toBe(400)
  expect(answer.headers.get('content-type')).toContain('text/html')
  expect(answer.headers.get('location')).toBeNull()
})

test('each refresh retires the pair before it, and a spent one is refused', async () => {
  const first = await zoom.signIn()
  const second = (await (await zoom.refresh(first.refresh_token)).json()) as Tokens
  expect(await works(second)).toBe(true)
  expect(await works(first)).toBe(false)
  const reused = await zoom.refresh(first.refresh_token)
  expect(reused.status).toBe(400)
  expect(await reused.json()).toEqual({ reason: 'Invalid Token!', error: 'invalid_grant' })
  expect(await works(second)).toBe(true)
  expect(await zoom.control('GET', 'stats')).toMatchObject({
    refreshes: 1,
    refused_refreshes: 1,
    sign_ins: 1,
  })
})

test('what is unknown about refreshing can be had both ways', async () => {
  await zoom.control('POST', 'settings', { refresh_kills_access: false, reuse_kills_grant: true })
  const first = await zoom.signIn()
  const second = (await (await zoom.refresh(first.refresh_token)).json()) as Tokens
  expect(await works(first)).toBe(true)
  await zoom.refresh(first.refresh_token)
  expect(await works(second)).toBe(false)
  expect((await zoom.refresh(second.refresh_token)).status).toBe(400)
})

test('a second sign-in of the same person kills the first pair, and no one else’s', async () => {
  const [first, other] = [await zoom.signIn('ana'), await zoom.signIn('bo')]
  const second = await zoom.signIn('ana')
  expect(await works(first)).toBe(false)
  expect((await zoom.refresh(first.refresh_token)).status).toBe(400)
  expect(await works(second)).toBe(true)
  expect(await works(other)).toBe(true)
})

test('revoking ends the token named and no other', async () => {
  const tokens = await zoom.signIn()
  const answer = await zoom.post('revoke', { token: tokens.access_token })
  expect(await answer.json()).toEqual({ status: 'success' })
  expect(await works(tokens)).toBe(false)
  await zoom.post('revoke', { token: tokens.refresh_token })
  expect((await zoom.refresh(tokens.refresh_token)).status).toBe(400)
})

test('only Basic authentication with the right secret is taken', async () => {
  const wrong = `Basic ${Buffer.from('rollcall-sandbox:wrong').toString('base64')}`
  const { client_id, client_secret } = zoom.world.options
  const form = { grant_type: 'refresh_token', refresh_token: 'x', client_id, client_secret }
  for (const authorization of [wrong, '']) {
    const answer = await zoom.post('token', form, authorization)
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ error: 'invalid_client' })
  }
  const odd = await zoom.post('token', { grant_type: 'password' })
  expect(await odd.json()).toMatchObject({ reason: 'Grant type is not supported from token endpoint.' })
})

test('access tokens die after their hour or on command', async () => {
  const tokens = await zoom.signIn()
  zoom.pass(3_599_000)
  expect(await works(tokens)).toBe(false)
  const next = (await (await zoom.refresh(tokens.refresh_token)).json()) as Tokens
  await zoom.control('POST', 'expire-access')
  expect(await works(next)).toBe(false)
  await zoom.control('POST', 'kill-grants')
  expect((await zoom.refresh(next.refresh_token)).status).toBe(400)
})

test('one person’s grant can die while another’s lives, and a role can be lost', async () => {
  const [ana, bo] = [await zoom.signIn('ana'), await zoom.signIn('bo')]
  await zoom.control('POST', 'kill-grants', { person: 'ana' })
  expect([await works(ana), await works(bo)]).toEqual([false, true])
  await zoom.control('POST', 'settings', { no_contact_center: ['bo'] })
  expect((await zoom.get('contact_center/users', bo.access_token)).status).toBe(403)
})

test('approval without a page, as one person or as another each time', async () => {
  await zoom.control('POST', 'settings', { auto_approve: 'load' })
  const subjects = new Set()
  for (const more of [{}, {}, { as: 'bo' }]) {
    const answer = await fetch(zoom.authorizeUrl(more), { redirect: 'manual' })
    const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? ''
    const { access_token } = (await (await zoom.exchange(code)).json()) as Tokens
    subjects.add((await zoom.get('users/me', access_token)).body.id)
  }
  expect(subjects.size).toBe(3)
})
