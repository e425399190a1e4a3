import { type CommandParser, defineScript } from '@redis/client'

/**
 * Every step that has to be atomic. Some scripts touch keys that they find out for themselves (a user's
 * other sessions), so they need one node, or one with replicas; a cluster would refuse them.
 */

const PREFIX = 'rollcall:'

export const keys = {
  session: (ref: string) => `${PREFIX}session:${ref}`,
  grant: (user_id: string) => `${PREFIX}grant:${user_id}`,
  lock: (name: string) => `${PREFIX}lock:${name}`,
  starts: (label: string) => `${PREFIX}starts:${label}`,
}

const NOW = `
  local function now_ms()
    local time = redis.call('TIME')
    return time[1] * 1000 + math.floor(time[2] / 1000)
  end`

/** A session is a hash that expires by itself; the set of a user's refs is tidied whenever it is read. */
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

/** A version comes from one counter that is never reset, so that no later grant can carry an earlier one's. */
const GRANTS = `
  local function store_grant(key, sealed)
    local version = redis.call('INCR', '${PREFIX}grant-version')
    redis.call('HSET', key, 'version', version, 'sealed', sealed)
    return version
  end`

export const scripts = {
  /** Arguments: ref, user_id, expires_at, then the record's fields and values in turn. */
  putSession: script(`${NOW} ${SESSIONS}
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
    end`),

  touchSession: script(`
    local active_at = redis.call('HGET', KEYS[1], 'active_at')
    if active_at and tonumber(active_at) < tonumber(ARGV[1]) then
      redis.call('HSET', KEYS[1], 'active_at', ARGV[1])
    end`),

  /** Argument: ref. Answers 1 if this was the user's last session. */
  deleteSession: script(`${SESSIONS}
    local user_id = redis.call('HGET', KEYS[1], 'user_id')
    if not user_id then return 0 end
    redis.call('DEL', KEYS[1])
    redis.call('SREM', user_key(user_id), ARGV[1])
    return #live_refs(user_id) == 0 and 1 or 0`),

  /** No key; argument: user_id. Answers a list of fields and values per session. */
  listSessions: script(
    `${SESSIONS}
    local sessions = {}
    for _, ref in ipairs(live_refs(ARGV[1])) do
      sessions[#sessions + 1] = redis.call('HGETALL', session_key(ref))
    end
    return sessions`,
    0,
  ),

  putGrant: script(`${GRANTS} return store_grant(KEYS[1], ARGV[1])`),

  /** Arguments: expected version, sealed. Answers nil if the version had moved. */
  compareAndSetGrant: script(`${GRANTS}
    if redis.call('HGET', KEYS[1], 'version') ~= ARGV[1] then return nil end
    return store_grant(KEYS[1], ARGV[2])`),

  /** Argument: expected version, or none for any. Answers how many were deleted. */
  deleteGrant: script(`
    if ARGV[1] and redis.call('HGET', KEYS[1], 'version') ~= ARGV[1] then return 0 end
    return redis.call('DEL', KEYS[1])`),

  /** Arguments: owner, ttl_ms. */
  renewLock: script(`
    if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
    return redis.call('PEXPIRE', KEYS[1], ARGV[2])`),

  releaseLock: script(`
    if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end`),

  /**
   * Arguments: per_second, window in ms. A list of the latest starts, newest first, never longer than
   * per_second: a start is free when the per_second-th before it has left the window.
   */
  takeBudget: script(`${NOW}
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
    return 0`),
}

/** Called with its key, if it has one, and then its arguments. The client sends EVALSHA, or EVAL if need be. */
function script(SCRIPT: string, NUMBER_OF_KEYS = 1) {
  return defineScript({
    SCRIPT,
    NUMBER_OF_KEYS,
    parseCommand(parser: CommandParser, ...args: string[]) {
      args.forEach((arg, index) => {
        if (index < NUMBER_OF_KEYS) parser.pushKey(arg)
        else parser.push(arg)
      })
    },
    transformReply: undefined as unknown as () => unknown,
  })
}
