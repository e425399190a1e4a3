import type { RollcallError } from '@/lib/errors.ts'

/** The part of a list that is not loaded. */
export type Rest = {
  /** How many agents are loaded. */
  held: number
  /** Of how many; null while Zoom has not said. */
  total: number | null
  /** Zoom has ended the list early: nothing more comes. */
  isOver: boolean
  /** Why the last attempt to read on failed. */
  error: RollcallError | null
  /** Asks for the next part, where that does not come by itself. */
  ask: () => void
  /** Asks again for what failed. */
  retry: () => void
}
