import 'server-only'
import { getContext } from './context'
import { EnvError, getEnv } from './env'
import { log } from './logging'
import { MetricsPortTaken, serveMetrics } from './metrics'
import { refuseOddAddresses } from './raw-address'
import { watchShutdown } from './shutdown'

/** Checks the environment and opens the store: a server that could not work does not start. */
export async function start(): Promise<void> {
  try {
    const { PORT, METRICS_PORT, ZOOM_API_URL, REDIS_URL } = getEnv()
    getContext()
    watchShutdown()
    refuseOddAddresses()
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
