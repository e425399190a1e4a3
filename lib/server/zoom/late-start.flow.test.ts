import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { SECRET } from '@/e2e/support/flow.ts'
import type { Grants } from '../auth/grants/grants.ts'
import type { BudgetStore } from '../store/budget-store.ts'
import { createZoomClient } from './client.ts'

const BUSY_MS = 100
const READ = { path: '/users', template: '/users', query: {}, label: 'MEDIUM', one_user: false } as const
const CALLER = { user_id: 'ana', priority: 'waited_for', patience_ms: 0 } as const
const grants = { get: async () => ({ tokens: { access_token: 'token' }, version: '1' }) } as unknown as Grants

beforeAll(() => {
  vi.stubEnv('ZOOM_CLIENT_ID', 'id')
  vi.stubEnv('ZOOM_CLIENT_SECRET', 'secret')
  vi.stubEnv('NEXTAUTH_URL', 'http://127.0.0.1:3000')
  vi.stubEnv('NEXTAUTH_SECRET', SECRET)
})
afterAll(() => vi.unstubAllEnvs())

/** The process does something else for a while, between the answer of the budget and a connection. */
function beBusy(): void {
  const until = performance.now() + BUSY_MS
  while (performance.now() < until);
}

/** How long ago the start of one call was granted as it was counted anew, in milliseconds, where the budget grants it so. */
async function movedBy(takeBudget: BudgetStore['takeBudget']): Promise<number[]> {
  const server = createServer((_request, response) => response.end('{}')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const moved: number[] = []
  let counted_at = Number.NaN
  const budget: BudgetStore = {
    async takeBudget(...asked) {
      const wait = await takeBudget(...asked)
      counted_at = performance.now()
      return wait
    },
    async moveStart(label, ago_ms) {
      expect(label).toBe('MEDIUM')
      // The store would find no start that was counted earlier than this one.
      expect(performance.now() - ago_ms).toBeGreaterThanOrEqual(counted_at)
      moved.push(ago_ms)
    },
    countStarts: async () => 0,
  }
  const ZOOM_API_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const readZoom = createZoomClient(budget, grants, { ZOOM_API_URL, ZOOM_REQUESTS_PER_SECOND: 10 })
  await readZoom(READ, { ...CALLER, signal: new AbortController().signal })
  server.closeAllConnections()
  server.close()
  return moved
}

test('a call that goes out late is counted from when it goes out', async () => {
  const moved = await movedBy(async () => {
    setImmediate(beBusy)
    return 0
  })
  expect(moved).toEqual([expect.any(Number)])
  expect(moved[0]).toBeGreaterThanOrEqual(BUSY_MS)
})

test('so is one of a process that has just started and hears late of what was counted', async () => {
  const moved = await movedBy(async () => {
    await new Promise(resolve => setTimeout(resolve, BUSY_MS))
    return 0
  })
  expect(moved).toEqual([expect.any(Number)])
})
