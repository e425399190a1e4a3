import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { flow, serveFlow } from '@/e2e/support/flow.ts'
import { RedisServer } from '@/e2e/support/redis-server.ts'

const SWEEP_MS = 4 * 60_000

let redis: RedisServer
serveFlow()
beforeAll(async () => {
  redis = await RedisServer.reserve()
  await redis.start()
})
beforeEach(() => {
  vi.resetModules()
  delete (globalThis as { rollcall?: unknown }).rollcall
  vi.stubEnv('NEXT_RUNTIME', 'nodejs')
})
afterEach(() => {
  vi.useRealTimers()
})
afterAll(() => redis.dispose())

test.each([
  ['SQLite', () => ({ DATA_DIR: flow.folder(), REDIS_URL: '' })],
  ['Redis', () => ({ REDIS_URL: redis.url })],
])('a server that has started looks for grants that nobody needs, with %s', async (_store, settings) => {
  for (const [name, value] of Object.entries(settings())) vi.stubEnv(name, value)
  const { getContext } = await import('./lib/server/context.ts')
  const { store } = getContext()
  const looked = vi.spyOn(store, 'listGrants')
  const { register } = await import('./instrumentation.ts')
  vi.useFakeTimers({ toFake: ['setInterval'] })
  await register()
  vi.advanceTimersByTime(SWEEP_MS - 1)
  expect(looked).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  await expect.poll(() => looked).toHaveBeenCalledOnce()
  await expect.poll(() => store.acquireLock('sweep', 'the test', 1)).toBe(true) // it is done
  await store.close()
})
