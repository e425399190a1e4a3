import { NextRequest } from 'next/server'
import { expect, test, vi } from 'vitest'
import { serveApp } from '@/e2e/support/app-flow.ts'
import { Browser } from '@/e2e/support/browser.ts'
import { idOf } from '@/e2e/support/flow.ts'
import { getContext } from '@/lib/server/context.ts'
import { GET } from './route.ts'

serveApp()

test('a page that follows the list keeps no session alive: after an hour without its person it is signed out', async () => {
  const browser = new Browser()
  await browser.signIn()
  const [session] = await getContext().sessions.list(idOf('ana'))
  const began = session?.active_at ?? 0
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.spyOn(getContext().store, 'now').mockImplementation(async () => Date.now())
  const statusAfter = async (minutes: number) => {
    vi.setSystemTime(began + minutes * 60_000)
    const cookie = `rollcall.session=${browser.cookies.get('rollcall.session')}`
    const headers = { cookie, 'x-rollcall': '1' }
    const request = new NextRequest('http://localhost:3000/api/roster?every=0', { headers })
    return (await GET(request, { params: Promise.resolve({}) })).status
  }
  expect([await statusAfter(30), await statusAfter(59), await statusAfter(61)]).toEqual([200, 200, 401])
})
