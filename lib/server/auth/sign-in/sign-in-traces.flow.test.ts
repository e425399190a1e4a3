import { decode } from 'next-auth/jwt'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { serveApp } from '@/e2e/support/app-flow.ts'
import { Browser } from '@/e2e/support/browser.ts'
import { flow, idOf, SECRET } from '@/e2e/support/flow.ts'
import { getContext } from '../../context.ts'
import { metrics } from '../../platform/metrics.ts'
import { StoreUnavailable } from '../../store/store-unavailable.ts'

const ANA = idOf('ana')
const TWELVE_HOURS = 12 * 3_600
const exchanged = () => flow.world.calls.calls().filter(call => call.grant_type === 'authorization_code')

serveApp()
beforeEach(async () => {
  await getContext().sessions.endAll({ ref: '', user_id: ANA })
  await getContext().grants.settled()
})

describe('a sign-in', () => {
  test('leaves a cookie that lasts as long as its session may, and holds nothing but a reference', async () => {
    const browser = new Browser()
    const query = await browser.consent(await browser.begin())
    const answer = await browser.ask('callback/zoom', { query })
    const lines = answer.headers.getSetCookie().filter(line => line.startsWith('rollcall.session='))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/; HttpOnly/)
    const ends = Date.parse(/Expires=([^;]+)/i.exec(lines[0] ?? '')?.[1] ?? '')
    expect(Math.abs(ends - Date.now() - TWELVE_HOURS * 1_000)).toBeLessThan(60_000)
    const held = await decode({ token: browser.cookies.get('rollcall.session'), secret: SECRET })
    expect(Object.keys(held ?? {}).sort()).toEqual(['exp', 'iat', 'jti', 'ref'])
    expect(Number(held?.exp) - Number(held?.iat)).toBe(TWELVE_HOURS)
  })

  test('is kept with the browser’s own name, cut where that is longer than any', async () => {
    const browser = new Browser()
    const query = await browser.consent(await browser.begin())
    await browser.finish(query, { 'user-agent': 'Mozilla/5.0 '.padEnd(400, 'x') })
    const [session] = await getContext().sessions.list(ANA)
    expect(session).toMatchObject({ user_id: ANA, user_name: 'Ana Souza' })
    expect(session?.account_id).not.toBe('')
    expect(session?.user_agent).toBe('Mozilla/5.0 '.padEnd(300, 'x'))
  })

  test('with a form that is not of this browser is not begun: it leads to the sign-in page, which knows the way', async () => {
    const browser = new Browser()
    const form = { csrfToken: 'of another browser', callbackUrl: '/connection' }
    const answer = await browser.ask('signin/zoom', { form })
    expect(answer.headers.get('location')).toBe(
      'http://localhost:3000/sign-in?error=not_started&callbackUrl=%2Fconnection',
    )
    expect([...browser.cookies.keys()]).toEqual(['rollcall.csrf'])
  })

  test('that this browser begins in a second tab takes nothing from the first', async () => {
    const browser = new Browser()
    const token = await browser.csrfToken()
    expect(await browser.csrfToken()).toBe(token)
    const answer = await browser.ask('csrf')
    expect(answer.headers.getSetCookie()).toEqual([])
  })

  test.each([
    ['neither a code nor an error', { code: null }],
    ['an error beside a code', { error: 'server_error' }],
  ])('that comes back with %s is cancelled, and no code is exchanged', async (_what, callback) => {
    flow.fault({ path: 'authorize', callback })
    expect(await new Browser().signIn('/connection')).toBe(
      '/sign-in?error=cancelled&callbackUrl=%2Fconnection',
    )
    expect(exchanged()).toEqual([])
  })

  test('that replaces this browser’s session counts it as replaced', async () => {
    const browser = new Browser()
    await browser.signIn()
    metrics().registry.resetMetrics()
    await browser.signIn()
    const { values } = await metrics().sessionsEnded.get()
    expect(values.map(({ labels, value }) => [labels.reason, value])).toEqual([['replaced', 1]])
  })

  test('of a browser whose begun one is unknown sets no cookie', async () => {
    const answer = await new Browser().ask('callback/zoom', { query: { code: 'x', state: 'forged' } })
    expect(answer.headers.getSetCookie()).toEqual([])
  })

  test('of a person whose account is no text is of none', async () => {
    flow.fault({ path: 'me', set: { account_id: 7 } })
    expect(await new Browser().signIn()).toBe('/agents')
    expect((await getContext().sessions.list(ANA))[0]?.account_id).toBe('')
  })

  test('that cannot be stored says so, and gives back what Zoom has issued', async () => {
    const away = vi
      .spyOn(getContext().store, 'putSession')
      .mockRejectedValueOnce(new StoreUnavailable(new Error('away')))
    const browser = new Browser()
    expect(await browser.signIn('/connection')).toBe('/sign-in?error=store_away&callbackUrl=%2Fconnection')
    expect(away).toHaveBeenCalledOnce()
    await getContext().grants.settled()
    expect(flow.world.calls.stats().revokes).toBe(2)
    expect(browser.cookies.has('rollcall.session')).toBe(false)
  })

  test.each([
    ['whether the state has come back before', /^sign-in:/],
    ['that one is under way', /^signing-in-/],
  ])('whose store cannot note %s says so, and no code is spent', async (_what, lock) => {
    const { store } = getContext()
    const { acquireLock } = store
    vi.spyOn(store, 'acquireLock').mockImplementation((name, ...rest) =>
      lock.test(name) ? Promise.reject(new StoreUnavailable(new Error('away'))) : acquireLock(name, ...rest),
    )
    expect(await new Browser().signIn('/connection')).toBe(
      '/sign-in?error=store_away&callbackUrl=%2Fconnection',
    )
    expect(exchanged()).toEqual([])
  })

  test('counts for the operator where next-auth has given it up', async () => {
    metrics().registry.resetMetrics()
    flow.fault({ preset: 'token_edge_error' })
    await new Browser().signIn()
    const { values } = await metrics().nextAuthErrors.get()
    expect(values.map(({ labels, value }) => [labels.code, value])).toEqual([['OAUTH_CALLBACK_ERROR', 1]])
  })
})

describe('signing out', () => {
  test('of a browser whose session has ended elsewhere goes the same way', async () => {
    const browser = new Browser()
    await browser.signIn()
    await getContext().sessions.endAll({ ref: '', user_id: ANA })
    const form = { csrfToken: await browser.csrfToken() }
    const answer = await browser.ask('signout', { form })
    expect(answer.headers.get('location')).toBe('http://localhost:3000/sign-in?reason=signed_out')
    expect(browser.cookies.has('rollcall.session')).toBe(false)
  })

  test('without any cookie is refused, as with a wrong one', async () => {
    expect((await new Browser().ask('signout', { form: { csrfToken: 'x' } })).status).toBe(403)
  })
})
