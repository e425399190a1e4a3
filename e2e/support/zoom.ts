import type { Agent } from '../sandbox/account/agent.ts'

/** An agent as the embedded account holds it: any field may be missing or odd. */
export type TrueAgent = Agent

/** One request as the embedded Zoom saw it; `started` is epoch milliseconds, `status` 0 until it is answered. */
export type SeenCall = {
  method: string
  name: string
  path: string
  started: number
  status: number
  grant_type?: string
  user_id?: string
}

/** What the embedded Zoom counted since its start or the last reset. */
export type Stats = {
  calls: Record<string, Record<string, number>>
  writes: number
  /** Most starts in any one-second window, by rate label. */
  most_per_second: Record<string, number>
  refreshes: number
  refused_refreshes: number
  revokes: number
  sign_ins: number
}

/** The control side of the embedded Zoom (e2e/sandbox/README.md). */
export class Zoom {
  readonly url: string
  constructor(url: string) {
    this.url = url
  }

  private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.url}/__sandbox/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (await response.json().catch(() => undefined)) as T
  }

  fault = (fault: Record<string, unknown>) => this.call<unknown>('POST', 'faults', fault)
  faults = () => this.call<{ struck: number }[]>('GET', 'faults')
  clearFaults = () => this.call<unknown>('DELETE', 'faults')
  presets = () => this.call<Record<string, { path?: string }>>('GET', 'presets')
  settings = (settings: Record<string, unknown>) => this.call<unknown>('POST', 'settings', settings)
  reset = () => this.call<unknown>('POST', 'reset')
  expireAccess = (person?: string) => this.call<unknown>('POST', 'expire-access', { person })
  killGrants = (person?: string) => this.call<unknown>('POST', 'kill-grants', { person })
  expirePageTokens = () => this.call<unknown>('POST', 'expire-page-tokens')
  patchAgent = (id: string, fields: Record<string, unknown>) =>
    this.call<unknown>('POST', `agents/${encodeURIComponent(id)}`, fields)
  removeAgent = (id: string) => this.call<unknown>('DELETE', `agents/${encodeURIComponent(id)}`)
  tick = () => this.call<unknown>('POST', 'tick', {})
  agents = () => this.call<TrueAgent[]>('GET', 'agents')
  stats = () => this.call<Stats>('GET', 'stats')
  log = () => this.call<SeenCall[]>('GET', 'calls')

  /** How many calls of a name were made, whatever came of them. */
  async count(name: string): Promise<number> {
    return Object.values((await this.stats()).calls[name] ?? {}).reduce((sum, n) => sum + n, 0)
  }
}
