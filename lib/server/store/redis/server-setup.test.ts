import { globSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { namedRights, RedisServer } from '../../../../e2e/support/redis-server.ts'
import { log } from '../../platform/logging.ts'
import { openRedisStore } from './redis.ts'

vi.mock('../../platform/logging.ts', () => {
  const logger = { warn: vi.fn(), error: vi.fn(), info: vi.fn() }
  return { log: () => logger }
})

let server: RedisServer
const ends: (() => Promise<void>)[] = []

beforeEach(async () => {
  vi.clearAllMocks()
  server = await RedisServer.reserve()
  ends.push(() => server.dispose())
})
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

function open(url = server.url) {
  const store = openRedisStore(url)
  ends.push(() => store.close())
  return store
}

const warned = () => vi.mocked(log().warn).mock.calls.map(([fields]) => (fields as { risk: string }).risk)

describe('how Redis is set up', () => {
  it.each([
    ['as it should be', ['--appendonly', 'yes'], []],
    ['so that a restart loses everything', [], ['restart']],
    [
      'so that it may evict',
      ['--appendonly', 'yes', '--maxmemory', '100mb', '--maxmemory-policy', 'allkeys-lru'],
      ['eviction'],
    ],
    [
      'so that it would evict if it had a limit',
      ['--appendonly', 'yes', '--maxmemory-policy', 'allkeys-lru'],
      [],
    ],
    ['with a limit at which it refuses', ['--appendonly', 'yes', '--maxmemory', '100mb'], []],
  ])('%s is told in the log', async (_what, options, risks) => {
    await server.start(...options)
    await open().check()
    expect(warned()).toEqual(risks)
  })

  it('as a Cluster is refused in words', async () => {
    await server.start('--cluster-enabled', 'yes')
    await expect(open().check()).rejects.toThrow(/leads to a Redis Cluster.*runs alone/)
  })

  it('as a Sentinel is refused in words', async () => {
    await server.startSentinel()
    await expect(open().check()).rejects.toThrow(/leads to a Redis Sentinel.*address of the primary/)
  })

  it('is unknown where this user may not ask, and that is told', async () => {
    await server.start('--user', 'app', 'on', 'nopass', '~*', '+@all', '-info')
    const store = open(server.url.replace('redis://', 'redis://app:any@'))
    await store.check()
    expect(warned()).toEqual(['unknown'])
    expect(await store.getGrant('user')).toBeNull()
  })

  it('does not matter while it is away', async () => {
    await open().check()
    expect(warned()).toEqual([])
  })

  it('works for a user with the rights that docs/operations.md names', async () => {
    await open(await server.startWithUser()).check()
    expect(warned()).toEqual(['restart'])
    // Some are needed only once a minute is over, or a clock was set back.
    const folder = 'lib/server/store/redis'
    const sources = globSync(`${folder}/*.ts`, { exclude: [`${folder}/*.test.ts`] }).map(file =>
      readFileSync(file, 'utf8'),
    )
    const called = sources.flatMap(text =>
      [...text.matchAll(/redis\.call\('(\w+)'/g)].map(([, name]) => name),
    )
    expect(called.length).toBeGreaterThan(20)
    const rights = namedRights()
    for (const name of called) expect(rights).toContain(`+${name?.toLowerCase()}`)
  })
})

describe('an address of several servers', () => {
  it.each(['redis://a:6379,b:6379', 'redis+sentinel://a:26379', 'redis-sentinel://a/mymaster'])(
    '%s is refused in words',
    url => {
      expect(() => openRedisStore(url)).toThrow(/Sentinel or a Cluster, are not supported/)
    },
  )
})
