import { openRedisStore } from './redis/redis.ts'
import { openSqliteStore } from './sqlite/sqlite.ts'
import type { Store } from './store.ts'

/** Redis or Valkey where REDIS_URL is set, otherwise an SQLite file under DATA_DIR. */
export function openStore(env: { REDIS_URL?: string; DATA_DIR: string }): Store {
  return env.REDIS_URL ? openRedisStore(env.REDIS_URL) : openSqliteStore(env.DATA_DIR)
}
