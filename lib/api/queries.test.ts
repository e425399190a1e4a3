import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { NO_QUESTION } from '@/lib/agents/question.ts'
import { type ErrorCode, RollcallError } from '@/lib/errors.ts'
import { BACKGROUND } from './headers.ts'
import { regionsQuery, searchQuery } from './queries.ts'

afterEach(() => vi.unstubAllGlobals())

test.each<[ErrorCode, number | undefined, number | false]>([
  ['rate_limited', 5, 60_000],
  ['rate_limited', 300, 300_000],
  ['unavailable', undefined, 60_000],
  ['zoom_timeout', undefined, 60_000],
  ['scope_missing', undefined, false],
  ['not_permitted', undefined, false],
  ['signed_out', undefined, false],
])(
  'regions that failed with %s and retry_after %s are asked for again after %s',
  (code, retry_after, wait) => {
    const { refetchInterval } = regionsQuery()
    if (typeof refetchInterval !== 'function') throw new Error('It does not depend on what went wrong')
    const error = new RollcallError(code, { message: 'Refused.', retry_after })
    expect(refetchInterval({ state: { error } } as never)).toBe(wait)
  },
)

test('regions that are there are asked for again each hour', () => {
  const { refetchInterval } = regionsQuery()
  if (typeof refetchInterval !== 'function') throw new Error('It does not depend on what went wrong')
  expect(refetchInterval({ state: { error: null } } as never)).toBe(3_600_000)
})

test('the first question for regions is the person’s, each other one is nobody’s', async () => {
  const isBackground: boolean[] = []
  const answers = [
    Response.json({ error: { code: 'rate_limited', message: 'Too many.' } }, { status: 429 }),
    ...['r', 's'].map(region_id =>
      Response.json({ regions: [{ region_id }], next_page_token: '', meta: { skipped: 0 } }),
    ),
  ]
  vi.stubGlobal('fetch', async (_address: string, { headers }: RequestInit) => {
    isBackground.push(new Headers(headers).has(BACKGROUND))
    return answers.shift()
  })
  const client = new QueryClient()
  await expect(client.fetchQuery(regionsQuery())).rejects.toMatchObject({ code: 'rate_limited' })
  await expect(client.fetchQuery(regionsQuery())).resolves.toMatchObject({ items: [{ region_id: 'r' }] })
  await client.refetchQueries({ queryKey: regionsQuery().queryKey })
  expect(isBackground).toEqual([false, true, true])

  // Also where the first answer was one.
  client.clear()
  isBackground.length = 0
  answers.push(...[1, 2].map(() => Response.json({ regions: [], next_page_token: '', meta: { skipped: 0 } })))
  await client.fetchQuery(regionsQuery())
  await client.fetchQuery({ ...regionsQuery(), staleTime: 0 })
  expect(isBackground).toEqual([false, true])
})

test('a search that finds nobody here once more is put to Zoom once more', async () => {
  const answers = ['Ready', 'Lunch'].map(status_name =>
    Response.json({ users: [{ user_id: 'a', status_name }], meta: { skipped: 0, fetched_at: '' } }),
  )
  vi.stubGlobal('fetch', async () => answers.shift())
  const client = new QueryClient()
  const search = searchQuery({ ...NO_QUESTION, search: 'ana' })
  const observer = new QueryObserver(client, search)
  const stop = observer.subscribe(() => {})
  const shows = (status_name: string) =>
    vi.waitFor(() => expect(observer.getCurrentResult().data?.users).toMatchObject([{ status_name }]))
  await shows('Ready')
  observer.setOptions({ ...search, enabled: false })
  observer.setOptions(search)
  await shows('Lunch')
  stop()
})
