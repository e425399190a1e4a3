import 'server-only'

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
}
