import { createClient } from '@redis/client'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { serveFlow } from '@/e2e/support/flow.ts'
import { RedisServer } from '@/e2e/support/redis-server.ts'
import { getContext } from '@/lib/server/context.ts'
import { GET } from './route.ts'

let redis: RedisServer
serveFlow()
beforeAll(async () => {
  redis = await RedisServer.reserve()
  await redis.start()
  vi.stubEnv('REDIS_URL', redis.url)
})
afterAll(async () => {
  await getContext().store.close()
  await redis.dispose()
})

test('an instance whose Redis is full is not ready until there is room again', async () => {
  const operator = await createClient({ url: redis.url }).connect()
  const ready = async () => {
    const answer = await GET(new Request('http://localhost:3000/api/health/ready') as never, {
      params: Promise.resolve({}),
    })
    return [answer.status, await answer.json()]
  }
  expect(await ready()).toEqual([200, { status: 'ready' }])
  await operator.configSet('maxmemory', '1')
  // A good answer is given again for a moment.
  await expect.poll(ready).toEqual([503, { status: 'store_unavailable' }])
  await operator.configSet('maxmemory', '0')
  expect(await ready()).toEqual([200, { status: 'ready' }])
  operator.destroy()
})
