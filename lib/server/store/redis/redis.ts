import { BUDGET_WINDOW_MS } from '../budget-window.ts'
import type { GrantRecord, RateLabel, SessionRecord, Store } from '../store.ts'
import { RedisConnection } from './connection.ts'
import { keys } from './scripts.ts'

/**
 * A store in Redis or Valkey, shared by any number of instances. `url` is redis:// or rediss://, with user,
 * password and database number where there are any. Returns at once and connects in the background; throws
 * only for an unusable address. How durable a write is depends on the server: `appendfsync always` for every
 * one.
 */
export function openRedisStore(url: string): Store {
  try {
    if (!URL.parse(url)?.hostname) throw new Error('no host')
    return new RedisStore(new RedisConnection(url))
  } catch {
    // Neither the address nor the parser's error, which repeats it: it may hold a password.
    throw new Error('REDIS_URL is not an address like redis://user:password@host:6379/0 or rediss://...')
  }
}

class RedisStore implements Store {
  readonly #connection: RedisConnection

  constructor(connection: RedisConnection) {
    this.#connection = connection
  }

  async getSession(ref: string) {
    const fields = await this.#connection.run(client => client.hGetAll(keys.session(ref)))
    return fields.ref === undefined ? null : toSession(fields)
  }

  async putSession(session: SessionRecord) {
    const { ref, user_id, account_id, user_name, user_agent, created_at, active_at, expires_at } = session
    const fields = { ref, user_id, account_id, user_name, user_agent, created_at, active_at, expires_at }
    await this.#connection.run(client =>
      client.putSession(
        keys.session(ref),
        ref,
        user_id,
        String(expires_at),
        ...Object.entries(fields).flat().map(String),
      ),
    )
  }

  async touchSession(ref: string, active_at: number) {
    await this.#connection.run(client => client.touchSession(keys.session(ref), String(active_at)))
  }

  async deleteSession(ref: string) {
    const last = await this.#connection.run(client => client.deleteSession(keys.session(ref), ref))
    return { last: last === 1 }
  }

  async listSessions(user_id: string) {
    const found = (await this.#connection.run(client => client.listSessions(user_id))) as string[][]
    return found
      .map(flat => toSession(fromPairs(flat)))
      .sort((a, b) => b.created_at - a.created_at || (a.ref < b.ref ? -1 : 1))
  }

  async getGrant(user_id: string): Promise<GrantRecord | null> {
    const { version, sealed } = await this.#connection.run(client => client.hGetAll(keys.grant(user_id)))
    if (version === undefined || sealed === undefined) return null
    return { user_id, version: Number(version), sealed }
  }

  async putGrant(user_id: string, sealed: string) {
    return Number(await this.#connection.run(client => client.putGrant(keys.grant(user_id), sealed)))
  }

  async compareAndSetGrant(user_id: string, expected: number, sealed: string) {
    const version = await this.#connection.run(client =>
      client.compareAndSetGrant(keys.grant(user_id), String(expected), sealed),
    )
    return version === null ? null : Number(version)
  }

  async deleteGrant(user_id: string, expected?: number) {
    const condition = expected === undefined ? [] : [String(expected)]
    const deleted = await this.#connection.run(client =>
      client.deleteGrant(keys.grant(user_id), ...condition),
    )
    return deleted === 1
  }

  async acquireLock(name: string, owner: string, ttl_ms: number) {
    const answer = await this.#connection.run(client =>
      client.set(keys.lock(name), owner, { condition: 'NX', expiration: { type: 'PX', value: ttl_ms } }),
    )
    return answer === 'OK'
  }

  async renewLock(name: string, owner: string, ttl_ms: number) {
    const renewed = await this.#connection.run(client =>
      client.renewLock(keys.lock(name), owner, String(ttl_ms)),
    )
    return renewed === 1
  }

  async releaseLock(name: string, owner: string) {
    await this.#connection.run(client => client.releaseLock(keys.lock(name), owner))
  }

  async takeBudget(label: RateLabel, per_second: number) {
    const wait_ms = await this.#connection.run(client =>
      client.takeBudget(keys.starts(label), String(per_second), String(BUDGET_WINDOW_MS)),
    )
    return Number(wait_ms)
  }

  async ping() {
    await this.#connection.run(client => client.ping())
  }

  close() {
    return this.#connection.close()
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
