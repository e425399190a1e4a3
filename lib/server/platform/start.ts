import 'server-only'
import { setFlagsFromString } from 'node:v8'
import { followAnswers } from './early-head.ts'
import { EnvError, getEnv } from './env.ts'
import { log } from './logging.ts'
import { MetricsPortTaken, serveMetrics } from './metrics.ts'
import { refuseOddAddresses } from './raw-address.ts'
import { watchShutdown } from './shutdown.ts'

// Checking a page of rows makes some megabytes of objects that live for a moment. V8 comes to expect that they stay,
// puts them among the old ones, and there they keep what they refer to alive: memory grows by a third, and each
// collection takes six times as long.
setFlagsFromString('--no-allocation-site-pretenuring')

/** Checks the environment and opens the store: a server that could not work does not start. */
export async function start(openStore: () => Promise<void>): Promise<void> {
  try {
    const { PORT, METRICS_PORT, ZOOM_API_URL, REDIS_URL } = getEnv()
    await openStore()
    watchShutdown()
    refuseOddAddresses()
    // Not in development: there the style sheets of a former build are no longer those of the page.
    if (process.env.NODE_ENV === 'production') followAnswers()
    if (METRICS_PORT) await serveMetrics(METRICS_PORT)
    log().info({ event: 'started', port: PORT, zoom: ZOOM_API_URL, store: REDIS_URL ? 'redis' : 'sqlite' })
  } catch (error) {
    const { message = String(error), stack = '' } = error instanceof Error ? error : {}
    process.stderr.write(
      `${error instanceof EnvError || error instanceof MetricsPortTaken ? message : stack || message}\n`,
    )
    process.exit(1)
  }
}
