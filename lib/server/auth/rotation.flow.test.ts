import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Flow, idOf, startFlow } from '@/e2e/support/flow.ts'

const OLD = 'the-secret-of-yesterday-32-bytes-long'
const NEW = 'the-secret-of-tomorrow-32-bytes-long!'

let flow: Flow
beforeAll(async () => {
  flow = await startFlow()
  vi.stubEnv('DATA_DIR', flow.folder())
})
afterAll(() => flow.close())

/** A process that starts with these secrets. */
async function startWith(secrets: string) {
  vi.resetModules()
  vi.stubEnv('NEXTAUTH_SECRET', secrets)
  delete (globalThis as { rollcall?: unknown }).rollcall
  const { Browser } = await import('@/e2e/support/browser.ts')
  const { getContext } = await import('../context.ts')
  return { Browser, context: getContext() }
}

test('a rotation of the secret signs nobody out, and the old one gone does', async () => {
  const before = await startWith(OLD)
  const browser = new before.Browser()
  expect(await browser.signIn()).toBe('/agents')
  const { cookies } = browser
  await before.context.store.close()

  async function isSignedIn(secrets: string) {
    const { Browser, context } = await startWith(secrets)
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
