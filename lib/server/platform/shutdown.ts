import 'server-only'
import { subscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'

const state = globalThis as typeof globalThis & { rollcallDraining?: boolean }

/** From SIGTERM on. Next itself stops taking connections and answers what is in flight. */
export function isDraining(): boolean {
  return state.rollcallDraining === true
}

/**
 * Marks this process as draining when it is told to stop. Next waits for open connections, and a balancer
 * keeps one alive for as long as it asks on it, health checks included: so every answer from then on, those
 * to requests in flight too, closes its connection.
 */
export function watchShutdown(): void {
  const inFlight = new Set<ServerResponse>()
  subscribe('http.server.request.start', message => {
    const { response } = message as { response: ServerResponse }
    if (isDraining()) return closeAfter(response)
    inFlight.add(response)
    response.once('close', () => inFlight.delete(response))
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      state.rollcallDraining = true
      for (const response of inFlight) closeAfter(response)
    })
  }
}

function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close')
}
