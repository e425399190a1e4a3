/** Runs once before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { start } = await import('./lib/server/platform/start.ts')
  const { getContext } = await import('./lib/server/context.ts')
  const { bringsSession } = await import('./lib/server/auth/session-cookie.ts')
  const { startSweeping } = await import('./lib/server/auth/grants/sweep.ts')
  await start({
    openStore: () => getContext().store.check(),
    settle: () => getContext().grants.settled(),
    bringsSession,
  })
  const { store, grants } = getContext()
  startSweeping(store, grants)
}
