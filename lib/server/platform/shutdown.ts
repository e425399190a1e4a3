import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import type { FrontDoor } from './front-door/front-door.ts'

const state = globalThis as typeof globalThis & { rollcallDraining?: boolean }

/** A client that stops reading its answer must not keep the process. */
const LONGEST_ANSWER_MS = 60_000
const EXIT_CODES = { SIGTERM: 143, SIGINT: 130 } as const

/** From SIGTERM on. */
export function isDraining(): boolean {
  return state.rollcallDraining === true
}

/**
 * Ends this process in order when it is told to stop. While answers are under way, and the work that `settle` waits for,
 * whoever began it (a refresh given up on would lose a person's grant), whoever still comes is answered, so that a
 * balancer hears that this instance is not ready; then no new connection is taken.
 */
export function watchShutdown(door: FrontDoor, settle: () => Promise<void>): void {
  for (const [signal, code] of Object.entries(EXIT_CODES)) {
    // Next's own handler knows of its answers alone and exits after them. NEXT_MANUAL_SIG_HANDLE would keep it away as
    // well, but only where whoever starts the server remembers it.
    process.removeAllListeners(signal)
    // It stays: a second signal, or the other one, would else end the process at once, whatever is under way.
    process.on(signal, async () => {
      if (isDraining()) return
      state.rollcallDraining = true
      const late = delay(LONGEST_ANSWER_MS, true)
      door.drain()
      await Promise.race([door.answered(), late])
      await settle()
      door.close()
      let isLate: unknown = false
      while (door.isAnswering() && !isLate) {
        isLate = await Promise.race([door.answered().then(() => false), late])
        await settle()
      }
      process.exit(code)
    })
  }
}
