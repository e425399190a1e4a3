import { afterEach, beforeEach, expect, vi } from 'vitest'
import { MAIN_ACCOUNT } from '@/e2e/sandbox/account/people.ts'
import { NO_QUESTION, type Question } from '@/lib/agents/question.ts'
import type { RosterAnswer } from '@/lib/agents/roster-answer.ts'
import type { Order } from '@/lib/agents/view.ts'
import { createGrants, type Grants } from '../../../lib/server/auth/grants/grants.ts'
import { createSealer } from '../../../lib/server/auth/seal.ts'
import { createRosters, type Rosters } from '../../../lib/server/roster/rosters.ts'
import { noticeRefusals } from '../../../lib/server/roster/sharing/refusals.ts'
import { type Caller, createZoomClient, type ReadZoom } from '../../../lib/server/zoom/client.ts'
import { flow, idOf, SECRET, serveFlow } from '../flow.ts'
import { until } from '../until.ts'
import { RosterTab } from './roster-tab.ts'
import { INTERVAL } from './times.ts'

/** What each test of a file that calls `serveRosters` finds. */
export let grants: Grants
export let readZoom: ReadZoom
export let rosters: Rosters
/** For whom the client was asked to read, how urgently and with how much patience. */
export let callers: Caller[]

/** A Zoom of 700 agents and the rosters of one instance, anew for each test. */
export function serveRosters() {
  serveFlow()
  beforeEach(() => {
    // Timers run as ever; walks are begun by whoever asks.
    vi.useFakeTimers({ toFake: ['Date'] })
    flow.world.change({ agents: 700 })
    build({})
  })
  afterEach(() => {
    rosters.stop()
  })
}

/** `answered`: what happens at the moment at which an answer of Zoom's is here. */
export function build({
  share = 'on' as 'on' | 'off',
  most_bytes = 1e9,
  answered = (_caller: Caller): void => {},
}) {
  rosters?.stop()
  const store = flow.open(flow.folder())
  grants = createGrants(store, createSealer([SECRET]))
  const env = { ZOOM_API_URL: flow.api_url, ZOOM_REQUESTS_PER_SECOND: 10_000 }
  const client = createZoomClient(store, grants, env)
  const asked: Caller[] = []
  // Without patience: what fails is told at once and not tried again.
  const impatient: ReadZoom = async (read, caller) => {
    asked.push(caller)
    const answer = await client(read, { ...caller, patience_ms: 0 })
    answered(caller)
    return answer
  }
  // What a walk of the test before still hears is no matter of this one's.
  const read = noticeRefusals(impatient, user_id => built.forget(user_id))
  const built = createRosters(
    read,
    { ...env, ROSTER_SECONDS: INTERVAL / 1_000, SHARE_ROSTER: share },
    null,
    most_bytes,
  )
  callers = asked
  readZoom = read
  rosters = built
}

export const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)
export const agents = () => flow.world.agentsOf(MAIN_ACCOUNT)
export const calls = () => flow.arrived('users')

/** Waits until so many calls have arrived, and sees to it that no more follow: what was begun has come while others sign in. */
export async function callsComeTo(count: number): Promise<void> {
  await until(() => expect(calls()).toBe(count))
  for (let signedIn = 0; signedIn < 5; signedIn++) await flow.tokens('kim')
  expect(calls()).toBe(count)
}

export const idsOf = (answer: RosterAnswer) => answer.users.map(({ user_id }) => user_id).sort()
export const regionOf = (n: number) => [...new Set(agents().map(({ region_id }) => region_id ?? ''))][n] ?? ''

/** A browser that asks these rosters. */
export class Tab extends RosterTab {
  async ask({ refresh = false, every_s = null as number | null } = {}): Promise<RosterAnswer> {
    return this.take(await rosters.answer(this.session, { since: this.version, every_s, refresh }))
  }

  /** Asks for a reading and follows it to its end; what the last answer says. */
  async refresh(): Promise<RosterAnswer> {
    await this.ask({ refresh: true })
    return this.ask()
  }

  firstRows = (sort: readonly Order[] = [], locale = 'en') => rosters.firstRows(this.session, sort, locale)
  firstMatches = (question: Partial<Question>) =>
    rosters.firstMatches(this.session, { ...NO_QUESTION, ...question })
  facts = () => rosters.facts(this.session)
}

export async function open(person: string, account_id?: string): Promise<Tab> {
  await grants.put(idOf(person), await flow.tokens(person))
  return new Tab(person, account_id)
}

/** Signed in, and told the whole roster. */
export async function openWhole(person: string): Promise<Tab> {
  const tab = await open(person)
  await tab.refresh()
  return tab
}

export const codeOf = (asking: Promise<unknown>) =>
  asking.then(
    () => 'answered',
    (error: { code?: string }) => error.code,
  )
