import { cookies, headers } from 'next/headers'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { serveApp } from '@/e2e/support/app-flow.ts'
import { Browser } from '@/e2e/support/browser.ts'
import { idOf } from '@/e2e/support/flow.ts'
import { getContext } from '../context.ts'
import { requirePageSession } from './page-session.ts'
import { personMark } from './person-mark.ts'

vi.mock('next/headers', () => ({ cookies: vi.fn(), headers: vi.fn() }))

let browser: Browser
serveApp()
beforeEach(async () => {
  browser = new Browser()
  await browser.signIn()
})

/** The session of the page that the browser asks for, or where it is sent. */
async function open(address: string, person?: string, sent: Record<string, string> = {}) {
  const get = (name: string) => ({ value: browser.cookies.get(name) })
  vi.mocked(cookies).mockResolvedValue({ get } as never)
  vi.mocked(headers).mockResolvedValue(new Headers(sent) as never)
  return requirePageSession(address, person).catch((thrown: { digest?: string }) => {
    const [what, , location] = (thrown.digest ?? '').split(';')
    if (what !== 'NEXT_REDIRECT') throw thrown
    return location
  })
}

const session = async () => (await getContext().sessions.list(idOf('ana')))[0]

describe('a page', () => {
  test('keeps the session of its person alive, and one that a browser fetches beforehand does not', async () => {
    const began = (await session())?.active_at ?? 0
    vi.useFakeTimers({ toFake: ['Date'], now: began + 60_000 })
    const beforehand = await open('/agents', undefined, { 'next-router-prefetch': '1' })
    expect(beforehand).toMatchObject({ user_id: idOf('ana'), active_at: began })
    expect(await open('/agents')).toMatchObject({ user_id: idOf('ana'), active_at: began + 60_000 })
  })

  test('of nobody leads to signing in and back, and says that a session is over where there was one', async () => {
    const ended = await session()
    if (ended) await getContext().sessions.end(ended)
    const back = 'callbackUrl=%2Fagents%3Faccess%3Dactive'
    expect(await open('/agents?access=active')).toBe(`/sign-in?reason=session_over&${back}`)
    browser.cookies.clear()
    expect(await open('/agents?access=active')).toBe(`/sign-in?${back}`)
  })

  test('that was left by somebody else is not opened again: only the bare list', async () => {
    expect(await open('/agents?search=a', personMark(idOf('ana')))).toBe('/agents?search=a')
    expect(await open('/agents?search=a', personMark(idOf('bo')))).toBe('/agents')
  })
})
