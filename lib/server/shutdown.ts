import 'server-only'
import { subscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'

const state = globalThis as typeof globalThis & { rollcallDraining?: boolean }

/** From SIGTERM on. Next itself stops taking connections and answers what is in flight. */
export function isDraining(): boolean {
  return state.rollcallDraining === true
}

export function watchShutdown(): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      state.rollcallDraining = true
    })
  }
  // Next waits for open connections. A balancer keeps one alive for as long as it asks on it, health checks
  // included, so each is told to close with the next answer.
  subscribe('http.server.request.start', message => {
    const { response } = message as { response: ServerResponse }
    if (isDraining()) response.setHeader('connection', 'close')
  })
}
