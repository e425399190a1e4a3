import type { SessionRecord, SessionStore } from '../session-store.ts'
import type { RedisConnection } from './connection.ts'
import { createScript, NOW, PREFIX } from './script.ts'

const keyOf = (ref: string) => `${PREFIX}session:${ref}`

/**
 * A session is a hash that expires by itself; the set of a user's refs is tidied whenever it is read. These scripts
 * touch keys that they find out for themselves, so they need one node, or one with replicas; a cluster would refuse them.
 */
const SESSIONS = `
  local session_key = function(ref) return '${PREFIX}session:' .. ref end
  local user_key = function(user_id) return '${PREFIX}sessions-of:' .. user_id end

  local function live_refs(user_id)
    local live = {}
    for _, ref in ipairs(redis.call('SMEMBERS', user_key(user_id))) do
      if redis.call('EXISTS', session_key(ref)) == 1 then
        live[#live + 1] = ref
      else
        redis.call('SREM', user_key(user_id), ref)
      end
    end
    return live
  end`

/** Arguments: ref, user_id, expires_at, then the record's fields and values in turn. */
const put = createScript(`${NOW} ${SESSIONS}
  local ref, user_id, expires_at = ARGV[1], ARGV[2], tonumber(ARGV[3])
  local earlier_user = redis.call('HGET', KEYS[1], 'user_id')
  if earlier_user then
    redis.call('DEL', KEYS[1])
    redis.call('SREM', user_key(earlier_user), ref)
  end
  local left = expires_at - now_ms()
  if left <= 0 then return end
  redis.call('HSET', KEYS[1], unpack(ARGV, 4))
  redis.call('PEXPIREAT', KEYS[1], ARGV[3])
  redis.call('SADD', user_key(user_id), ref)
  if redis.call('PTTL', user_key(user_id)) < left then
    redis.call('PEXPIREAT', user_key(user_id), ARGV[3])
  end`)

/** Argument: active_at. */
const touch = createScript(`
  local active_at = redis.call('HGET', KEYS[1], 'active_at')
  if active_at and tonumber(active_at) < tonumber(ARGV[1]) then
    redis.call('HSET', KEYS[1], 'active_at', ARGV[1])
  end`)

/** Argument: ref. */
const remove = createScript(`${SESSIONS}
  local user_id = redis.call('HGET', KEYS[1], 'user_id')
  if not user_id then return end
  redis.call('DEL', KEYS[1])
  redis.call('SREM', user_key(user_id), ARGV[1])`)

/** No key; argument: user_id. Answers a list of fields and values per session. */
const list = createScript(`${SESSIONS}
  local sessions = {}
  for _, ref in ipairs(live_refs(ARGV[1])) do
    sessions[#sessions + 1] = redis.call('HGETALL', session_key(ref))
  end
  return sessions`)

const now = createScript(`${NOW} return now_ms()`)

export function createRedisSessions(connection: RedisConnection): SessionStore {
  return {
    async getSession(ref) {
      const fields = await connection.run(client => client.hGetAll(keyOf(ref)))
      return fields.ref === undefined ? null : toSession(fields)
    },

    async putSession(session) {
      const { ref, user_id, account_id, user_name, user_agent, created_at, active_at, expires_at } = session
      const fields = { ref, user_id, account_id, user_name, user_agent, created_at, active_at, expires_at }
      await connection.runScript(
        put,
        [keyOf(ref)],
        ref,
        user_id,
        expires_at,
        ...Object.entries(fields).flat(),
      )
    },

    async touchSession(ref, active_at) {
      await connection.runScript(touch, [keyOf(ref)], active_at)
    },

    async deleteSession(ref) {
      await connection.runScript(remove, [keyOf(ref)], ref)
    },

    async listSessions(user_id) {
      const found = (await connection.runScript(list, [], user_id)) as string[][]
      return found
        .map(flat => toSession(fromPairs(flat)))
        .sort((a, b) => b.created_at - a.created_at || (a.ref < b.ref ? -1 : 1))
    },

    now: async () => Number(await connection.runScript(now, [])),
  }
}

function fromPairs(flat: string[]): Record<string, string> {
  const fields: Record<string, string> = {}
  for (let i = 0; i + 1 < flat.length; i += 2) fields[flat[i] ?? ''] = flat[i + 1] ?? ''
  return fields
}

function toSession(fields: Record<string, string>): SessionRecord {
  const { ref = '', user_id = '', account_id = '', user_name = '', user_agent = '' } = fields
  return {
    ref,
    user_id,
    account_id,
    user_name,
    user_agent,
    created_at: Number(fields.created_at),
    active_at: Number(fields.active_at),
    expires_at: Number(fields.expires_at),
  }
}
