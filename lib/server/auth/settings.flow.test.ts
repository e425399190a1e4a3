import { beforeEach, expect, test, vi } from 'vitest'
import { findPerson } from '@/e2e/sandbox/account/people.ts'
import { flow, idOf, serveFlow } from '@/e2e/support/flow.ts'

const OLD = 'the-secret-of-yesterday-32-bytes-long'
const NEW = 'the-secret-of-tomorrow-32-bytes-long!'

serveFlow()
beforeEach(() => {
  vi.stubEnv('DATA_DIR', flow.folder())
})

/** A process that starts with these settings. */
async function startWith(settings: Record<string, string>) {
  vi.resetModules()
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
  delete (globalThis as { rollcall?: unknown }).rollcall
  const { Browser } = await import('@/e2e/support/browser.ts')
  const { getContext } = await import('../context.ts')
  return { Browser, context: getContext() }
}

test('a rotation of the secret signs nobody out, and the old one gone does', async () => {
  const before = await startWith({ NEXTAUTH_SECRET: OLD })
  const browser = new before.Browser()
  expect(await browser.signIn()).toBe('/agents')
  const { cookies } = browser
  await before.context.store.close()

  async function isSignedIn(secrets: string) {
    const { Browser, context } = await startWith({ NEXTAUTH_SECRET: secrets })
    const same = new Browser()
    for (const [name, value] of cookies) same.cookies.set(name, value)
    const answer = (await (await same.ask('session')).json()) as { user_name?: string }
    const isUsable = await context.grants.isUsable(idOf('ana'))
    await context.store.close()
    return [answer.user_name === 'Ana Souza', isUsable]
  }
  expect(await isSignedIn(`${NEW},${OLD}`)).toEqual([true, true])
  expect(await isSignedIn(NEW)).toEqual([false, false])
})

test('a sign-in that is under way while the secret is rotated ends signed in', async () => {
  const before = await startWith({ NEXTAUTH_SECRET: OLD })
  const browser = new before.Browser()
  const query = await browser.consent(await browser.begin('/connection'))
  await before.context.store.close()
  const { Browser, context } = await startWith({ NEXTAUTH_SECRET: `${NEW},${OLD}` })
  const same = new Browser()
  for (const [name, value] of browser.cookies) same.cookies.set(name, value)
  expect(await same.finish(query)).toBe('/connection')
  await context.store.close()
})

test('ZOOM_ACCOUNT_ID lets in the people of that account, and what Zoom has issued to others is given back', async () => {
  const ana = findPerson('ana')
  const { Browser, context } = await startWith({ ZOOM_ACCOUNT_ID: ana?.account_id ?? '' })
  expect(await new Browser().signIn('/agents', 'olga')).toBe(
    '/sign-in?error=wrong_account&callbackUrl=%2Fagents',
  )
  flow.fault({ path: 'me', unset: ['account_id'] })
  expect(await new Browser().signIn()).toMatch(/^\/sign-in\?error=wrong_account/)
  await context.grants.settled()
  expect(flow.world.calls.stats().revokes).toBe(4)
  expect(await context.store.listGrants()).toEqual([])
  expect(await new Browser().signIn()).toBe('/agents')
  await context.store.close()
  vi.stubEnv('ZOOM_ACCOUNT_ID', '')
})

test('without PKCE a sign-in is begun and finished with its state alone', async () => {
  const { Browser, context } = await startWith({ ZOOM_PKCE: 'off' })
  const browser = new Browser()
  const address = await browser.begin()
  expect(new URL(address).searchParams.has('code_challenge')).toBe(false)
  expect(await browser.finish(await browser.consent(address))).toBe('/agents')
  await context.store.close()
  vi.stubEnv('ZOOM_PKCE', '')
})
