import { setImmediate as nextTask } from 'node:timers/promises'
import { afterEach, beforeEach, vi } from 'vitest'
import { type Agent, type AgentsPage, agentSchema } from '@/lib/agents/schema.ts'
import { metrics } from '../../../lib/server/platform/metrics.ts'
import { Roster } from '../../../lib/server/roster/roster.ts'
import type { RosterOptions } from '../../../lib/server/roster/roster-options.ts'
import { SECRET } from '../flow.ts'
import { INTERVAL } from './times.ts'

/** What the log reads. */
const ENV = {
  ZOOM_CLIENT_ID: 'id',
  ZOOM_CLIENT_SECRET: 'secret',
  NEXTAUTH_URL: 'http://localhost:3000',
  NEXTAUTH_SECRET: SECRET,
  LOG_LEVEL: 'silent',
}

export function stubLogEnv() {
  for (const [name, value] of Object.entries(ENV)) vi.stubEnv(name, value)
}

export const START = Date.UTC(2026, 10, 24, 9)

/** Each test of the file begins at START, by a clock that it moves itself, with nothing counted; the log says nothing. */
export function beginAtStart() {
  beforeEach(() => {
    stubLogEnv()
    metrics().registry.resetMetrics()
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: START })
  })
  afterEach(() => {
    vi.unstubAllEnvs()
  })
}

const agentOf = (n: number): Agent =>
  agentSchema.parse({
    user_id: `agent ${n}`,
    display_name: 'As ever',
    user_email: 'agent@example.com',
    user_access: n === 0 ? 'inactive' : 'active',
    status_id: '1',
    status_name: 'Ready',
  })

export const agentsOf = (count: number): Agent[] => Array.from({ length: count }, (_, n) => agentOf(n))

/** A page of at most 300 of them as Zoom would answer now; where they hold no inactive one, that of nobody for those. */
export function pageOf(agents: readonly Agent[], query: { user_access?: string; next_page_token?: string }) {
  const listed = query.user_access ? [] : agents
  const at = Number(query.next_page_token ?? 0)
  return {
    next_page_token: at + 300 < listed.length ? String(at + 300) : '',
    total_records: listed.length,
    users: listed.slice(at, at + 300),
    meta: { fetched_at: new Date().toISOString(), skipped: 0 },
  } as unknown as AgentsPage
}

/** A roster of so many agents, and what it has asked for, without any Zoom. */
export function listRoster(count: number, options: Partial<RosterOptions> = {}) {
  const agents = agentsOf(count)
  const asked: string[] = []
  const wholes: unknown[][] = []
  const zoom = {
    /** What happens before an answer, by how many have been asked for. */
    answer: async (_nth: number): Promise<void> => {},
  }
  const roster = new Roster({
    interval_ms: INTERVAL,
    readPageAs: user_id => async query => {
      const asked_at = Date.now()
      await zoom.answer(asked.push(user_id))
      return { asked_at, page: pageOf(agents, query) }
    },
    isGone: async () => false,
    mayRead: () => true,
    onWholeWalk: (...told) => wholes.push(told),
    onMoved: () => {},
    makeRoom: () => {},
    ...options,
  })
  return { roster, agents, asked, wholes, zoom }
}

/** Lets time go by, and a walk that begins meanwhile come to its end: it leaves room for others in between. */
export async function pass(ms: number) {
  for (let left = ms; left >= 0; left -= 1_000) {
    await vi.advanceTimersByTimeAsync(Math.min(left, 1_000))
    for (let n = 0; n < 10; n++) await nextTask()
  }
}
