import type { GrantStore } from '../grant-store.ts'
import type { RedisConnection } from './connection.ts'
import { createScript, PREFIX } from './script.ts'
import { compareAndSetVersioned, getVersioned } from './versioned.ts'

const keyOf = (user_id: string) => `${PREFIX}grant:${user_id}`

/** Argument: expected version, or none for any. Answers how many were deleted. */
const remove = createScript(`
  if ARGV[1] and redis.call('HGET', KEYS[1], 'version') ~= ARGV[1] then return 0 end
  return redis.call('DEL', KEYS[1])`)

export function createRedisGrants(connection: RedisConnection): GrantStore {
  return {
    async getGrant(user_id) {
      const stored = await getVersioned(connection, keyOf(user_id))
      return stored && { user_id, ...stored }
    },

    compareAndSetGrant: (user_id, expected, sealed) =>
      compareAndSetVersioned(connection, keyOf(user_id), expected, sealed),

    async deleteGrant(user_id, expected) {
      const condition = expected === undefined ? [] : [expected]
      return (await connection.runScript(remove, [keyOf(user_id)], ...condition)) === 1
    },

    async listGrants() {
      const found = new Set<string>() // a scan may name a key twice
      let cursor = '0'
      do {
        const page = await connection.run(client =>
          client.scan(cursor, { MATCH: `${keyOf('')}*`, COUNT: 500 }),
        )
        for (const key of page.keys) found.add(key.slice(keyOf('').length))
        cursor = page.cursor
      } while (cursor !== '0')
      return [...found]
    },
  }
}
