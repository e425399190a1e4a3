import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { byItself } from './by-itself.ts'
import { BACKGROUND } from './headers.ts'
import { queuesQuery } from './profile-queries.ts'
import { readAgain } from './read-again.ts'

afterEach(() => vi.unstubAllGlobals())

test('what is asked again by itself is marked to its last page, and what a person asks for is not', async () => {
  const isBackground: boolean[] = []
  const page = (next_page_token: string) =>
    Response.json({ queues: [], next_page_token, meta: { skipped: 0, fetched_at: '' } })
  const away = () =>
    Response.json({ error: { code: 'unavailable', message: 'Zoom is away.' } }, { status: 503 })
  const answers = [away(), page('2'), page(''), page(''), page('')]
  vi.stubGlobal('fetch', async (_address: string, { headers }: RequestInit) => {
    isBackground.push(new Headers(headers).has(BACKGROUND))
    return answers.shift()
  })
  const client = new QueryClient()
  const observer = new QueryObserver(client, queuesQuery('a'))
  const stop = observer.subscribe(() => {})
  const settled = () => vi.waitFor(() => expect(observer.getCurrentResult().fetchStatus).toBe('idle'))
  await settled()
  readAgain(client, ({ status }) => status >= 500)
  await settled()
  await observer.refetch()
  await byItself(() => observer.refetch())
  expect(isBackground).toEqual([false, true, true, false, true])
  stop()
})
