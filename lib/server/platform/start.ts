import 'server-only'
import { getEnv } from './env.ts'
import { createBrotliCopies } from './front-door/brotli-copies.ts'
import { type FrontDoorOptions, openFrontDoor } from './front-door/front-door.ts'
import { log } from './logging.ts'
import { serveMetrics } from './metrics.ts'
import { Misconfigured } from './misconfigured.ts'
import { expectShortLivedObjects } from './short-lived-objects.ts'
import { watchShutdown } from './shutdown.ts'

type Needed = Pick<FrontDoorOptions, 'bringsSession'> & {
  openStore: () => Promise<void>
  /** What a process that stops has to wait for. */
  settle: () => Promise<void>
}

/** Checks the environment and opens the store: a server that could not work does not start. */
export async function start({ openStore, settle, bringsSession }: Needed): Promise<void> {
  const isProduction = process.env.NODE_ENV === 'production'
  try {
    const { PORT, METRICS_PORT, ZOOM_API_URL, REDIS_URL } = getEnv()
    await openStore()
    expectShortLivedObjects()
    // Not in development: there the copies are those of a former build.
    const files = isProduction ? { offerCopy: createBrotliCopies() } : { development: true }
    const door = openFrontDoor({ ...files, bringsSession })
    if (isProduction) watchShutdown(door, settle) // `next dev` is ended by its parent
    if (METRICS_PORT) await serveMetrics(METRICS_PORT)
    log().info({ event: 'started', port: PORT, zoom: ZOOM_API_URL, store: REDIS_URL ? 'redis' : 'sqlite' })
  } catch (error) {
    const { message = String(error), stack = '' } = error instanceof Error ? error : {}
    process.stderr.write(`${error instanceof Misconfigured ? message : stack || message}\n`)
    process.exit(1)
  }
}
