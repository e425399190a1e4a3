import { createHash } from 'node:crypto'

/** One atomic step, in Lua, run by the server. It is sent once and from then on named by its digest. */
export type Script = { source: string; sha1: string }

export function createScript(source: string): Script {
  return { source, sha1: createHash('sha1').update(source).digest('hex') }
}

/** Before every key, so that a user of the server may be given rights to these alone. */
export const PREFIX = 'rollcall:'

/** Lua: `now_ms()`, the server's own clock in epoch milliseconds. */
export const NOW = `
  local function now_ms()
    local time = redis.call('TIME')
    return time[1] * 1000 + math.floor(time[2] / 1000)
  end`
