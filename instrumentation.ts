/** Runs once before the first request: a server that could not work does not start. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { EnvError, getEnv } = await import('./lib/server/env')
  const { log } = await import('./lib/server/logging')
  try {
    const { PORT, ZOOM_API_URL, REDIS_URL } = getEnv()
    const { getContext } = await import('./lib/server/context')
    getContext()
    log().info({ event: 'started', port: PORT, zoom: ZOOM_API_URL, store: REDIS_URL ? 'redis' : 'sqlite' })
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    if (!(error instanceof EnvError) && error instanceof Error && error.stack) process.stderr.write(`${error.stack}\n`)
    process.exit(1)
  }
}
