import OAuth2Server from '@node-oauth/oauth2-server'
import { PageTokens } from '../api/page-tokens.ts'
import { RateLimiter } from '../api/rate-limit.ts'
import { CallLog } from '../call-log.ts'
import { EventSender, statusEvent, statusesOf } from '../events.ts'
import { Faults } from '../faults.ts'
import { Grants } from '../oauth/grants.ts'
import { changedSettings, DEFAULT_SETTINGS, type Settings } from '../settings.ts'
import type { Agent } from './agent.ts'
import { makeAgents } from './make-agents.ts'
import { MAIN_ACCOUNT } from './people.ts'
import { type Random, seededRandom } from './random.ts'
import { stepStatuses } from './status-change.ts'

/** What is fixed when the sandbox starts, beside the first settings. */
export interface WorldOptions {
  client_id: string
  client_secret: string
  redirect_uris: string[]
  app_name: string
  seed: number
  /** Epoch milliseconds; the clock of every expiry and rate window. */
  now: () => number
  settings: Partial<Settings>
}

/** Everything that the sandbox knows, in memory. */
export class World {
  readonly options: WorldOptions
  readonly grants: Grants
  readonly oauth: OAuth2Server
  readonly limiter = new RateLimiter()
  readonly pageTokens = new PageTokens()
  readonly faults = new Faults()
  readonly calls = new CallLog()
  readonly events = new EventSender()
  settings: Settings
  #agents = new Map<string, Agent[]>()
  #day: Random
  #loads = 0

  constructor(options: WorldOptions) {
    this.options = options
    this.settings = changedSettings(DEFAULT_SETTINGS, options.settings)
    this.#day = seededRandom(options.seed)
    const { client_id: id, client_secret: secret, redirect_uris: redirectUris } = options
    this.grants = new Grants({ id, secret, redirectUris }, () => this.settings, options.now)
    this.oauth = new OAuth2Server({ model: this.grants })
  }

  now(): number {
    return this.options.now()
  }

  /** The agents of an account; another account than the main one has 50 of its own. */
  agentsOf(accountId: string): Agent[] {
    const known = this.#agents.get(accountId)
    if (known) return known
    const { seed } = this.options
    const main = accountId === MAIN_ACCOUNT
    const agents = main
      ? makeAgents(seed, this.settings.agents, this.settings.odd_agents)
      : makeAgents(seed + 1, 50, false)
    this.#agents.set(accountId, agents)
    return agents
  }

  /** @throws TypeError on an unknown setting or one of a wrong type; nothing is changed then */
  change(changes: object): void {
    this.settings = changedSettings(this.settings, changes)
    if ('agents' in changes || 'odd_agents' in changes) this.#agents.delete(MAIN_ACCOUNT)
  }

  /** A few agents of the main account change their status. */
  tick(): void {
    const agents = this.agentsOf(MAIN_ACCOUNT)
    this.telling(MAIN_ACCOUNT, agents, () => stepStatuses(agents, this.#day))
  }

  /** Does something to agents, and notes every status that it changes: in the profile, and where somebody wants to hear of it. */
  telling(accountId: string, agents: readonly Agent[], change: () => void): void {
    const { event_url, event_secret, account_suffix, status_moves_profile } = this.settings
    const before = agents.map(statusesOf)
    change()
    agents.forEach((agent, index) => {
      const was = before[index] as ReturnType<typeof statusesOf>
      if (JSON.stringify(statusesOf(agent)) === JSON.stringify(was)) return
      if (status_moves_profile) {
        agent.last_modified_time = new Date(this.now()).toISOString().replace(/\.\d+/, '')
        agent.modified_by = agent.user_id
      }
      if (!event_url) return
      this.events.send(
        event_url,
        event_secret,
        statusEvent(accountId + account_suffix, agent, was, this.now()),
      )
    })
  }

  /** The first agent of the main account moves to the end, so that all others move up by one place. */
  shift(): void {
    const agents = this.agentsOf(MAIN_ACCOUNT)
    agents.push(...agents.splice(0, 1))
  }

  remove(accountId: string, userId: string): boolean {
    const agents = this.agentsOf(accountId)
    const at = agents.findIndex(({ user_id }) => user_id === userId)
    if (at >= 0) agents.splice(at, 1)
    return at >= 0
  }

  nextLoadKey(): string {
    this.#loads += 1
    return `load-${this.#loads}`
  }

  /** Back to the start; a following run meets what the first one met. */
  reset(): void {
    this.settings = changedSettings(DEFAULT_SETTINGS, this.options.settings)
    this.#day = seededRandom(this.options.seed)
    this.#loads = 0
    this.grants.reset()
    for (const part of [this.limiter, this.pageTokens, this.faults, this.calls, this.#agents]) {
      part.clear()
    }
  }
}
