import { beforeEach, expect, test, vi } from 'vitest'
import { serveApp } from '@/e2e/support/app-flow.ts'
import { Browser } from '@/e2e/support/browser.ts'
import { idOf } from '@/e2e/support/flow.ts'
import { getContext } from '../context.ts'
import { readVisitor } from './visitor.ts'

let browser: Browser
serveApp()
beforeEach(async () => {
  browser = new Browser()
  await browser.signIn()
})

const visitor = () => readVisitor(name => browser.cookies.get(name))

test('who opens the sign-in page is known by the session', async () => {
  expect(await visitor()).toEqual({ is: 'signed_in', user_name: 'Ana Souza' })
  browser.cookies.clear()
  expect(await visitor()).toEqual({ is: 'signed_out' })
})

test('opening it does not keep the session alive', async () => {
  const [{ ref, active_at } = { ref: '', active_at: 0 }] = await getContext().sessions.list(idOf('ana'))
  vi.useFakeTimers({ toFake: ['Date'], now: active_at + 60_000 })
  await visitor()
  await new Browser().signIn(undefined, 'bo') // writes come one after the other: an earlier one is through by then
  expect((await getContext().store.getSession(ref))?.active_at).toBe(active_at)
})

test('a person whose grant Zoom no longer takes is not signed in', async () => {
  const { store } = getContext()
  const record = await store.getGrant(idOf('ana'))
  await store.deleteGrant(idOf('ana'), record?.version ?? '')
  expect(await visitor()).toEqual({ is: 'refused_by_zoom' })
})

test('nobody is known once the store is away', async () => {
  await getContext().store.close()
  expect(await visitor()).toEqual({ is: 'unknown' })
})
