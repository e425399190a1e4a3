import 'server-only'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { Misconfigured } from './misconfigured.ts'

export type Metrics = ReturnType<typeof createMetrics>

const holder = globalThis as typeof globalThis & { rollcallMetrics?: Metrics }

/**
 * The process's counters. On globalThis, because Next gives pages, handlers and the start-up copies of this
 * module. A label is a path template, a status or a word of ours: never an id, a name or a search.
 */
export function metrics(): Metrics {
  holder.rollcallMetrics ??= createMetrics()
  return holder.rollcallMetrics
}

const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30]

function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  return {
    registry,
    requests: new Histogram({
      name: 'rollcall_request_duration_seconds',
      help: 'Requests to the handlers under /api, by path template and status.',
      labelNames: ['path', 'status'],
      buckets: SECONDS,
      registers,
    }),
    zoomCalls: new Histogram({
      name: 'rollcall_zoom_call_duration_seconds',
      help: "Calls to Zoom's API, by path template and status, or by why no answer was read.",
      labelNames: ['path', 'status'],
      buckets: SECONDS,
      registers,
    }),
    budgetWaits: new Histogram({
      name: 'rollcall_budget_wait_seconds',
      help: 'How long a call waited for its turn in the request budget.',
      labelNames: ['label', 'priority'],
      buckets: SECONDS,
      registers,
    }),
    refreshes: new Counter({
      name: 'rollcall_refreshes_total',
      help: 'Refreshes of grants: renewed, refused (the grant is dead), overtaken, failed (kept), not_stored (lost).',
      labelNames: ['outcome'] as const,
      registers,
    }),
    signIns: new Counter({
      name: 'rollcall_sign_ins_total',
      help: 'Sessions started.',
      registers,
    }),
    sessionsEnded: new Counter({
      name: 'rollcall_sessions_ended_total',
      help: 'Sessions ended by signing out, or found to be over when they were used next.',
      labelNames: ['reason'] as const,
      registers,
    }),
    rosterWalks: new Counter({
      name: 'rollcall_roster_walks_total',
      help: 'Walks through the whole list: whole, drifted (it moved meanwhile), left (nobody looked any more), failed.',
      labelNames: ['outcome'] as const,
      registers,
    }),
    sightChecks: new Counter({
      name: 'rollcall_sight_checks_total',
      help: "Checks of a person's own sight against a roster: same, differs, refused (by Zoom), failed.",
      labelNames: ['outcome'] as const,
      registers,
    }),
    nextAuthErrors: new Counter({
      name: 'rollcall_next_auth_errors_total',
      help: "Sign-ins that failed, by next-auth's code.",
      labelNames: ['code'],
      registers,
    }),
  }
}

/** The message says what the operator has to do. */
export class MetricsPortTaken extends Misconfigured {
  readonly code = 'metrics_port'
  constructor(port: number, cause: unknown) {
    const { code } = cause as { code?: string }
    const why = code === 'EADDRINUSE' ? 'another program has it' : `it cannot be opened (${code})`
    super(`METRICS_PORT is ${port}, but ${why}. Choose a free port, or leave it out.`, { cause })
    this.name = 'MetricsPortTaken'
  }
}

/** `GET /metrics` on the loopback address, with the process's own figures. Rejects with MetricsPortTaken. */
export async function serveMetrics(port: number): Promise<Server> {
  const { registry } = metrics()
  const server = createServer(async (request, response) => {
    if (request.url !== '/metrics') return response.writeHead(404).end()
    if (request.method !== 'GET') return response.writeHead(405, { allow: 'GET' }).end()
    response.writeHead(200, { 'content-type': registry.contentType, 'cache-control': 'no-store' })
    response.end(await registry.metrics())
  })
  server.listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch (cause) {
    throw new MetricsPortTaken(port, cause)
  }
  server.unref() // it is no reason for a process to stay
  if (!registry.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics({ register: registry })
  return server
}
