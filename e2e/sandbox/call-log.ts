import type { CallName, RateLabel } from './api/endpoints.ts'

/** One request as it arrived. Codes and tokens of a body are not kept. */
export interface Call {
  method: string
  name: CallName
  /** With the query, exactly as sent. */
  path: string
  /** Epoch milliseconds. */
  started: number
  /** 0 while unanswered, or for ever when the connection was cut before an answer. */
  status: number
  label?: RateLabel
  /** Owner of the access token. */
  user_id?: string
  grant_type?: string
}

export interface Stats {
  /** Answers by call and status; status 0 is an answer that never came. */
  calls: Record<string, Record<string, number>>
  /** Requests under `/v2` with another method than GET. */
  writes: number
  /** Most starts in any one-second window, refused ones included. */
  most_per_second: Record<RateLabel, number>
  sign_ins: number
  refreshes: number
  refused_refreshes: number
  revokes: number
  consent_pages: number
}

const KEPT = 20_000

export class CallLog {
  #calls: Call[] = []
  #recent = new Map<RateLabel, number[]>()
  #stats = emptyStats()

  start(call: Call): Call {
    this.#calls.push(call)
    if (this.#calls.length > KEPT) this.#calls.splice(0, KEPT / 10)
    if (call.path.startsWith('/v2') && call.method !== 'GET') this.#stats.writes += 1
    if (call.label) {
      const recent = (this.#recent.get(call.label) ?? []).filter(start => start > call.started - 1000)
      recent.push(call.started)
      this.#recent.set(call.label, recent)
      const most = this.#stats.most_per_second
      most[call.label] = Math.max(most[call.label], recent.length)
    }
    return call
  }

  /** Counts the call under the status that it has now. */
  end(call: Call): void {
    const counts = this.#stats.calls[call.name] ?? {}
    this.#stats.calls[call.name] = counts
    counts[call.status] = (counts[call.status] ?? 0) + 1
    if (call.name === 'authorize' && call.status === 200) this.#stats.consent_pages += 1
  }

  count(what: 'sign_ins' | 'refreshes' | 'refused_refreshes' | 'revokes'): void {
    this.#stats[what] += 1
  }

  calls(): readonly Call[] {
    return this.#calls
  }

  stats(): Stats {
    return structuredClone(this.#stats)
  }

  clear(): void {
    this.#calls = []
    this.#recent.clear()
    this.#stats = emptyStats()
  }
}

function emptyStats(): Stats {
  return {
    calls: {},
    writes: 0,
    most_per_second: { MEDIUM: 0, LIGHT: 0, GENERAL_LIGHT: 0 },
    sign_ins: 0,
    refreshes: 0,
    refused_refreshes: 0,
    revokes: 0,
    consent_pages: 0,
  }
}
