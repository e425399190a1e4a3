import { ROSTER_LIVES_MS, type RosterRead, type RosterStore } from '../roster-store.ts'
import type { RedisConnection } from './connection.ts'
import { createScript, NOW, PREFIX } from './script.ts'

/** Longer than any session: a number that starts again is taken for a refusal, or hides one. */
const REFUSALS_LIVE_MS = 31 * 86_400_000
const MOST_EVENTS = 5_000

const headOf = (roster: string) => `${PREFIX}roster:${roster}`
const partsOf = (roster: string) => `${PREFIX}roster-parts:${roster}`
const eventsOf = (roster: string) => `${PREFIX}roster-events:${roster}`
const listOf = (list: string) => `${PREFIX}rosters-of:${list}`
const refusalsOf = (user_id: string) => `${PREFIX}refusals:${user_id}`

/** Keys: the list. */
const list = createScript(`${NOW}
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now_ms())
  return redis.call('ZRANGE', KEYS[1], 0, -1)`)

/** Keys: head, parts, events, lists. Arguments: after, how long it lives or an empty text for no longer than before, the roster. */
const read = createScript(`${NOW}
  local change = redis.call('HGET', KEYS[1], 'change')
  if not change then return nil end
  if ARGV[2] ~= '' then
    for i = 4, #KEYS do redis.call('ZADD', KEYS[i], now_ms() + tonumber(ARGV[2]), ARGV[3]) end
    for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, ARGV[2]) end
  end
  local parts = {}
  if tonumber(change) > tonumber(ARGV[1]) then
    for _, entry in ipairs(redis.call('XRANGE', KEYS[2], '(' .. ARGV[1] .. '-9', '+')) do
      parts[#parts + 1] = entry[2][2]
    end
  end
  return { change, redis.call('HGET', KEYS[1], 'head'), redis.call('LLEN', KEYS[3]), parts }`)

/**
 * Keys: head, parts, lists. Arguments: the change expected or an empty text, change, head, whether the parts are the
 * whole, how long it lives, the roster, then ids and texts of parts in turn.
 */
const write = createScript(`${NOW}
  if (redis.call('HGET', KEYS[1], 'change') or '') ~= ARGV[1] then return 0 end
  if ARGV[4] == '1' then redis.call('DEL', KEYS[2]) end
  for i = 7, #ARGV, 2 do redis.call('XADD', KEYS[2], ARGV[i], 's', ARGV[i + 1]) end
  redis.call('HSET', KEYS[1], 'change', ARGV[2], 'head', ARGV[3])
  for i = 3, #KEYS do
    redis.call('ZREMRANGEBYSCORE', KEYS[i], '-inf', now_ms())
    redis.call('ZADD', KEYS[i], now_ms() + tonumber(ARGV[5]), ARGV[6])
  end
  for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, ARGV[5]) end
  return 1`)

/** Keys: events. */
const take = createScript(`
  local events = redis.call('LRANGE', KEYS[1], 0, -1)
  redis.call('DEL', KEYS[1])
  return events`)

export function createRedisRosters(connection: RedisConnection): RosterStore {
  return {
    async listRosters(name) {
      return ((await connection.runScript(list, [listOf(name)])) as string[]).toSorted()
    },

    async readRoster(lists, roster, after, isUsed = true): Promise<RosterRead | null> {
      const keys = [headOf(roster), partsOf(roster), eventsOf(roster), ...lists.map(listOf)]
      const found = (await connection.runScript(read, keys, after, isUsed ? ROSTER_LIVES_MS : '', roster)) as
        | [string, string, number, string[]]
        | null
      if (!found) return null
      const [change, head, waiting, parts] = found
      return { change: Number(change), head, waiting, parts }
    },

    async writeRoster(lists, roster, { expected, change, head, parts, isWhole }) {
      const written = await connection.runScript(
        write,
        [headOf(roster), partsOf(roster), ...lists.map(listOf)],
        ...[expected ?? '', change, head, isWhole ? 1 : 0, ROSTER_LIVES_MS, roster],
        ...parts.flatMap(({ id, sealed }) => [id, sealed]),
      )
      return written === 1
    },

    async pushRosterEvent(roster, sealed) {
      const key = eventsOf(roster)
      await connection.run(client =>
        client.multi().rPush(key, sealed).lTrim(key, -MOST_EVENTS, -1).pExpire(key, ROSTER_LIVES_MS).exec(),
      )
    },

    async takeRosterEvents(roster) {
      return (await connection.runScript(take, [eventsOf(roster)])) as string[]
    },

    async countRefusals(user_id) {
      return Number(await connection.run(client => client.get(refusalsOf(user_id))))
    },

    async addRefusal(user_id) {
      const key = refusalsOf(user_id)
      await connection.run(client => client.multi().incr(key).pExpire(key, REFUSALS_LIVE_MS).exec())
    },
  }
}
