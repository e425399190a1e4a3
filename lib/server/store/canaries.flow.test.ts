import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@redis/client'
import { expect, test } from 'vitest'
import { expired, flow, idOf, SECRET, serveFlow } from '@/e2e/support/flow.ts'
import { RedisServer } from '@/e2e/support/redis-server.ts'
import { createGrants } from '../auth/grants/grants.ts'
import { createSealer } from '../auth/seal.ts'
import { createSessions } from '../auth/sessions.ts'
import { openRedisStore } from './redis/redis.ts'
import type { Store } from './store.ts'

serveFlow()

const SEARCH = 'canary-of-a-search'

/** A person signs in, is refreshed, and saves a view. Answers what must not be found in the store. */
async function fillStore(store: Store): Promise<string[]> {
  const sealer = createSealer([SECRET])
  const grants = createGrants(store, sealer)
  const sessions = createSessions(store, grants, { SESSION_IDLE_MINUTES: 60, SESSION_MAX_HOURS: 12 })
  const user_id = idOf('ana')
  const first = await flow.tokens('ana')
  const person = { user_id, account_id: 'account', user_name: 'name-that-is-stored', user_agent: 'Mozilla' }
  await sessions.start({ ...person, tokens: expired(first) })
  const { tokens: second } = await grants.get(user_id)
  expect(second.access_token).not.toBe(first.access_token)
  const sealed = sealer.seal(JSON.stringify({ query: `search=${SEARCH}` }), `views:${user_id}`)
  await store.compareAndSetViews(user_id, null, sealed)
  return [first, second].flatMap(tokens => [tokens.access_token, tokens.refresh_token]).concat(SEARCH, SECRET)
}

/** In the ways in which a text could stand in a file; base64 at each of its three offsets. */
function traces(secret: string): string[] {
  const base64 = [0, 1, 2].map(offset =>
    Buffer.from(' '.repeat(offset) + secret)
      .toString('base64url')
      .slice(offset === 0 ? 0 : 4, -4),
  )
  return [secret, secret.slice(0, 24), Buffer.from(secret).toString('hex'), ...base64]
}

function expectNone(contents: string[], secrets: string[]) {
  const all = contents.join('\n')
  expect(all).toContain('name-that-is-stored')
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(12)
    for (const trace of traces(secret)) expect(all.includes(trace), trace).toBe(false)
  }
}

test('the SQLite files hold no token and no search that is not sealed', async () => {
  const data_dir = flow.folder()
  const secrets = await fillStore(flow.open(data_dir))
  const files = readdirSync(data_dir)
  expect(files).toContain('rollcall.sqlite-wal')
  expectNone(
    files.map(file => readFileSync(join(data_dir, file), 'latin1')),
    secrets,
  )
})

test('Redis is told no token and no search that is not sealed', async () => {
  const server = await RedisServer.reserve()
  await server.start()
  const store = openRedisStore(server.url)
  const listener = createClient({ url: server.url, RESP: 2 })
  const heard: string[] = []
  await listener.connect()
  try {
    await listener.monitor(command => heard.push(String(command)))
    const secrets = await fillStore(store)
    await store.acquireLock('the last that is heard', 'me', 1_000)
    await expect.poll(() => heard.at(-1)).toContain('the last that is heard')
    expectNone(heard, secrets)
  } finally {
    listener.destroy()
    await store.close()
    await server.dispose()
  }
})
