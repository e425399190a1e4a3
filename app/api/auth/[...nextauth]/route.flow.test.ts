import { expect, test, vi } from 'vitest'
import { serveApp } from '@/e2e/support/app-flow.ts'
import { Browser } from '@/e2e/support/browser.ts'
import { idOf } from '@/e2e/support/flow.ts'
import { getContext } from '@/lib/server/context.ts'

serveApp()

const OWN = { 'x-rollcall': '1' }

test('who is signed in can be asked without keeping the session alive; Stay signed in does', async () => {
  const browser = new Browser()
  await browser.signIn()
  const active_at = async () => (await getContext().sessions.list(idOf('ana')))[0]?.active_at
  const began = (await active_at()) ?? 0
  vi.useFakeTimers({ toFake: ['Date'], now: began + 60_000 })
  for (const headers of [{}, { ...OWN, 'x-rollcall-background': '1' }]) {
    const answer = await browser.ask('session', { headers })
    expect(await answer.json()).toMatchObject({ user_name: 'Ana Souza' })
    expect(await active_at()).toBe(began)
  }
  await browser.ask('session', { headers: OWN })
  await expect.poll(active_at).toBe(began + 60_000)
})
