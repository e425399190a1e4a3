import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, vi } from 'vitest'
import { findPerson } from '@/e2e/sandbox/account/people.ts'
import { type Fault, parseFault } from '@/e2e/sandbox/faults.ts'
import { PRESETS } from '@/e2e/sandbox/presets.ts'
import { type Tokens as Answer, sandboxForTest } from '@/e2e/sandbox/sandbox-client.ts'
import { openSqliteStore } from '../../lib/server/store/sqlite/sqlite.ts'
import type { Store } from '../../lib/server/store/store.ts'
import { readTokens, type Tokens } from '../../lib/server/zoom/oauth.ts'

export const SECRET = 'a-secret-of-at-least-thirty-two-bytes'

/** What the tests of a file that calls `serveFlow` find. */
export let flow: Flow

/** A Zoom over HTTP, an environment that leads there, and SQLite files: what tests of whole ways through the server need. */
export function serveFlow(): void {
  beforeAll(async () => {
    flow = await startFlow()
  })
  // Each test begins with a Zoom without faults and without grants.
  beforeEach(() => flow.world.reset())
  afterAll(() => flow.close())
}

const NO_LIMIT = { medium_per_second: 10_000, light_per_second: 10_000, general_light_per_second: 10_000 }

async function startFlow() {
  const zoom = await sandboxForTest({
    now: Date.now,
    settings: { agents: 60, odd_agents: false, ...NO_LIMIT },
  })
  const { client_id, client_secret } = zoom.world.options
  const env = {
    ZOOM_CLIENT_ID: client_id,
    ZOOM_CLIENT_SECRET: client_secret,
    ZOOM_OAUTH_URL: zoom.oauth_url,
    ZOOM_API_URL: zoom.api_url,
    NEXTAUTH_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: SECRET,
    LOG_LEVEL: 'silent',
  }
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  const root = mkdtempSync(join(tmpdir(), 'rollcall-flow-'))
  const opened: Store[] = []
  let folders = 0

  return {
    ...zoom,

    folder: () => join(root, `data-${++folders}`),

    open(data_dir: string): Store {
      const store = openSqliteStore(data_dir)
      opened.push(store)
      return store
    },

    /** What Zoom gives out when this person signs in; the pair before it is dead from then on. */
    async tokens(person: string): Promise<Tokens> {
      const answer: Answer = await zoom.signIn(person)
      return readTokens({ ...answer }) as Tokens
    },

    fault: (fault: Partial<Fault> & { preset?: string }) => zoom.world.faults.add(parseFault(fault, PRESETS)),

    /** How often the call has arrived at Zoom. */
    arrived: (name: string) => zoom.world.calls.calls().filter(call => call.name === name).length,

    refreshes: () => zoom.world.calls.calls().filter(call => call.grant_type === 'refresh_token').length,

    async close() {
      for (const store of opened) await store.close()
      rmSync(root, { recursive: true, force: true })
      vi.unstubAllEnvs()
      await zoom.close()
    },
  }
}

type Flow = Awaited<ReturnType<typeof startFlow>>

export function idOf(person: string): string {
  return findPerson(person)?.id ?? ''
}

/** The same pair, out of its time. */
export function expired(tokens: Tokens): Tokens {
  return { ...tokens, obtained_at: Date.now() - 3_600_000, expires_at: Date.now() - 1 }
}

/** The store with some of its methods replaced. */
export function storeWith(store: Store, replaced: Partial<Store>): Store {
  return new Proxy(store, {
    get(target, name: keyof Store) {
      const own = target[name]
      return replaced[name] ?? (typeof own === 'function' ? own.bind(target) : own)
    },
  })
}

/** A door that a test opens, and whether somebody stands before it. */
export function door() {
  const reached = Promise.withResolvers<void>()
  const opened = Promise.withResolvers<void>()
  return {
    reached: reached.promise,
    open: opened.resolve,
    async pass() {
      reached.resolve()
      await opened.promise
    },
  }
}
