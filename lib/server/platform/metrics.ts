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
  const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers })
  const seconds = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Histogram({ name, help, labelNames, registers, buckets: SECONDS })
  return {
    registry,
    requests: seconds(
      'rollcall_request_duration_seconds',
      'Requests to the handlers under /api, by path template and status.',
      'path',
      'status',
    ),
    zoomCalls: seconds(
      'rollcall_zoom_call_duration_seconds',
      "Calls to Zoom's API, by path template and status, or by why no answer was read.",
      'path',
      'status',
    ),
    budgetWaits: seconds(
      'rollcall_budget_wait_seconds',
      'How long a call waited for its turn in the request budget.',
      'label',
      'priority',
    ),
    refreshes: counter(
      'rollcall_refreshes_total',
      'Refreshes of grants: renewed, refused (the grant is dead), overtaken, failed (kept), not_stored (lost).',
      'outcome',
    ),
    signIns: counter('rollcall_sign_ins_total', 'Sessions started.'),
    sessionsEnded: counter(
      'rollcall_sessions_ended_total',
      'Sessions ended by signing out, or found to be over when they were used next.',
      'reason',
    ),
    rosterWalks: counter(
      'rollcall_roster_walks_total',
      'Walks through the whole list: whole, drifted (it moved meanwhile), left (nobody looked any more), failed.',
      'outcome',
    ),
    sightChecks: counter(
      'rollcall_sight_checks_total',
      "Checks of a person's own sight against a roster: same, differs, refused (by Zoom), failed.",
      'outcome',
    ),
    nextAuthErrors: counter(
      'rollcall_next_auth_errors_total',
      "Sign-ins that failed, by next-auth's code.",
      'code',
    ),
  }
}

/** The message says what the operator has to do. */
export function portTaken(port: number, cause: unknown): Misconfigured {
  const { code } = cause as { code?: string }
  const why = code === 'EADDRINUSE' ? 'another program has it' : `it cannot be opened (${code})`
  return new Misconfigured(`METRICS_PORT is ${port}, but ${why}. Choose a free port, or leave it out.`, {
    cause,
  })
}

/** `GET /metrics` on the loopback address, with the process's own figures. Rejects where the port cannot be had. */
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
    throw portTaken(port, cause)
  }
  server.unref() // it is no reason for a process to stay
  if (!registry.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics({ register: registry })
  return server
}
