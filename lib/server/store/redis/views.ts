import type { ViewStore } from '../view-store.ts'
import type { RedisConnection } from './connection.ts'
import { PREFIX } from './script.ts'
import { compareAndSetVersioned, getVersioned } from './versioned.ts'

const keyOf = (user_id: string) => `${PREFIX}views:${user_id}`

export function createRedisViews(connection: RedisConnection): ViewStore {
  return {
    getViews: user_id => getVersioned(connection, keyOf(user_id)),
    compareAndSetViews: (user_id, expected, sealed) =>
      compareAndSetVersioned(connection, keyOf(user_id), expected, sealed),
  }
}
