import { BUDGET_WINDOW_MS, type BudgetStore } from '../budget-store.ts'
import type { RedisConnection } from './connection.ts'
import { createScript, NOW, PREFIX } from './script.ts'

/**
 * Arguments: per_second, window in ms. A list of the latest starts, newest first, never longer than per_second: a
 * start is free when the per_second-th before it has left the window.
 */
const take = createScript(`${NOW}
  local per_second, window, now = tonumber(ARGV[1]), tonumber(ARGV[2]), now_ms()
  local latest = tonumber(redis.call('LINDEX', KEYS[1], 0))
  if latest and latest > now then
    -- The clock was set back: one full window counted from now, or these starts would block until then.
    redis.call('DEL', KEYS[1])
    for _ = 1, per_second do redis.call('LPUSH', KEYS[1], now) end
  end
  local earlier = tonumber(redis.call('LINDEX', KEYS[1], per_second - 1))
  if earlier and now - earlier < window then
    redis.call('PEXPIRE', KEYS[1], window)
    return earlier + window - now
  end
  redis.call('LPUSH', KEYS[1], now)
  redis.call('LTRIM', KEYS[1], 0, per_second - 1)
  redis.call('PEXPIRE', KEYS[1], window)
  return 0`)

export function createRedisBudget(connection: RedisConnection): BudgetStore {
  return {
    takeBudget: async (label, per_second) =>
      Number(await connection.runScript(take, [`${PREFIX}starts:${label}`], per_second, BUDGET_WINDOW_MS)),
  }
}
