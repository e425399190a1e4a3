import { Misconfigured } from '../../platform/misconfigured.ts'
import type { Store } from '../store.ts'
import { createRedisBudget } from './budget.ts'
import { RedisConnection } from './connection.ts'
import { createRedisGrants } from './grants.ts'
import { createRedisLocks } from './locks.ts'
import { createRedisRosters } from './rosters.ts'
import { checkServer } from './server-setup.ts'
import { createRedisSessions } from './sessions.ts'
import { createRedisViews } from './views.ts'

/**
 * A store in Redis or Valkey, shared by any number of instances. `url` is redis:// or rediss://, with user,
 * password and database number where there are any. Returns at once and connects in the background; throws
 * only for an unusable address. How durable a write is depends on the server: `appendfsync always` for every
 * one.
 */
export function openRedisStore(url: string): Store {
  const connection = connect(url)
  return {
    ...createRedisSessions(connection),
    ...createRedisGrants(connection),
    ...createRedisLocks(connection),
    ...createRedisBudget(connection),
    ...createRedisViews(connection),
    rosters: createRedisRosters(connection),
    async ping() {
      await connection.run(client => client.ping())
    },
    check: () => checkServer(connection),
    close: () => connection.close(),
  }
}

function connect(url: string): RedisConnection {
  try {
    if (!URL.parse(url)?.hostname) throw new Error('no host')
    return new RedisConnection(url)
  } catch {
    // Neither the address nor the parser's error, which repeats it: it may hold a password.
    throw new Misconfigured(
      'REDIS_URL is not an address like redis://user:password@host:6379/0 or rediss://... of one server. ' +
        'Several hosts, as of a Sentinel or a Cluster, are not supported.',
    )
  }
}
