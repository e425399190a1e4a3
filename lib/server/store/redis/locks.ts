import type { LockStore } from '../lock-store.ts'
import type { RedisConnection } from './connection.ts'
import { createScript, PREFIX } from './script.ts'

const keyOf = (name: string) => `${PREFIX}lock:${name}`

/** Arguments: owner, ttl_ms. */
const renew = createScript(`
  if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
  return redis.call('PEXPIRE', KEYS[1], ARGV[2])`)

/** Argument: owner. */
const release = createScript(`
  if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end`)

export function createRedisLocks(connection: RedisConnection): LockStore {
  return {
    async acquireLock(name, owner, ttl_ms) {
      const answer = await connection.run(client =>
        client.set(keyOf(name), owner, { condition: 'NX', expiration: { type: 'PX', value: ttl_ms } }),
      )
      return answer === 'OK'
    },

    async renewLock(name, owner, ttl_ms) {
      return (await connection.runScript(renew, [keyOf(name)], owner, ttl_ms)) === 1
    },

    async releaseLock(name, owner) {
      await connection.runScript(release, [keyOf(name)], owner)
    },
  }
}
