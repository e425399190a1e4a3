import { BUDGET_WINDOW_MS, type BudgetStore, STARTS_KEPT_MS } from '../budget-store.ts'
import type { RedisConnection } from './connection.ts'
import { createScript, NOW, PREFIX } from './script.ts'

/**
 * Arguments: per_second, window in ms, how long to keep a start in ms. A list of starts, newest first: a start is free
 * when the per_second-th before it has left the window.
 */
const take = createScript(`${NOW}
  local per_second, window, kept, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), now_ms()
  local latest = tonumber(redis.call('LINDEX', KEYS[1], 0))
  if latest and latest > now then
    -- The clock was set back: one full window counted from now, or these starts would block until then.
    redis.call('DEL', KEYS[1])
    for _ = 1, per_second do redis.call('LPUSH', KEYS[1], now) end
  end
  local earlier = tonumber(redis.call('LINDEX', KEYS[1], per_second - 1))
  if earlier and now - earlier < window then
    redis.call('PEXPIRE', KEYS[1], kept)
    return earlier + window - now
  end
  local oldest = tonumber(redis.call('LINDEX', KEYS[1], -1))
  while oldest and now - oldest >= kept do
    redis.call('RPOP', KEYS[1])
    oldest = tonumber(redis.call('LINDEX', KEYS[1], -1))
  end
  redis.call('LPUSH', KEYS[1], now)
  redis.call('PEXPIRE', KEYS[1], kept)
  return 0`)

/** Arguments: how long ago it was counted in ms, how long to keep a start in ms. It becomes the newest of the list. */
const move = createScript(`${NOW}
  local counted, kept, now = now_ms() - tonumber(ARGV[1]), tonumber(ARGV[2]), now_ms()
  for _, start in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
    if tonumber(start) <= counted then
      redis.call('LREM', KEYS[1], 1, start)
      break
    end
  end
  redis.call('LPUSH', KEYS[1], now)
  redis.call('PEXPIRE', KEYS[1], kept)`)

/** Argument: how long ago a start may be in ms. */
const count = createScript(`${NOW}
  local since, starts = now_ms() - tonumber(ARGV[1]), 0
  for _, start in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
    if tonumber(start) <= since then break end
    starts = starts + 1
  end
  return starts`)

export function createRedisBudget(connection: RedisConnection): BudgetStore {
  const key = (label: string) => `${PREFIX}starts:${label}`
  return {
    takeBudget: async (label, per_second) =>
      Number(await connection.runScript(take, [key(label)], per_second, BUDGET_WINDOW_MS, STARTS_KEPT_MS)),
    moveStart: async (label, ago_ms) => {
      await connection.runScript(move, [key(label)], Math.floor(ago_ms), STARTS_KEPT_MS)
    },
    countStarts: async label => Number(await connection.runScript(count, [key(label)], STARTS_KEPT_MS)),
  }
}
