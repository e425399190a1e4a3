import { expect, test, vi } from 'vitest'
import { serveApp } from '@/e2e/support/app-flow.ts'
import { Browser } from '@/e2e/support/browser.ts'
import { flow, idOf } from '@/e2e/support/flow.ts'
import { getContext } from './context.ts'
import { callZoom, listRegions } from './zoom/endpoints.ts'

serveApp()

async function signedIn(): Promise<Browser> {
  const browser = new Browser()
  await browser.signIn()
  return browser
}

test('a session that has run out keeps no grant when the last live one is signed out', async () => {
  const { grants, store } = getContext()
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.spyOn(store, 'now').mockImplementation(async () => Date.now())
  const began = Date.now()
  await signedIn()
  vi.setSystemTime(began + 40 * 60_000)
  const browser = await signedIn()
  vi.setSystemTime(began + 61 * 60_000)
  await browser.ask('signout', { form: { csrfToken: await browser.csrfToken(), json: 'true' } })
  await grants.settled()
  expect(await store.listGrants()).toEqual([])
  expect(flow.world.calls.stats().revokes).toBe(2)
})

test('whomever Zoom refuses anything sees no agents that are held until it is asked about them anew', async () => {
  const { readZoom, rosters, sessions } = getContext()
  await signedIn()
  const [session] = await sessions.list(idOf('ana'))
  if (!session) throw new Error('Ana is not signed in.')
  await rosters.answer(session, { since: null, every_s: null, refresh: true })
  expect(await rosters.firstRows(session, [], 'en')).not.toBeNull()
  flow.fault({ path: 'regions', status: 403, json: {} })
  const caller = {
    user_id: session.user_id,
    priority: 'waited_for',
    patience_ms: 0,
    signal: new AbortController().signal,
  } as const
  await expect(callZoom(readZoom, listRegions, { query: {}, caller })).rejects.toThrow()
  expect(await rosters.firstRows(session, [], 'en')).toBeNull()
})
