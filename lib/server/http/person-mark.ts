import 'server-only'
import { createHash } from 'node:crypto'

/**
 * An opaque mark of a person: the same for all of their sessions and instances, and no way back to the id. Not keyed,
 * so that a rotated secret does not make everybody somebody else.
 */
export function personMark(user_id: string): string {
  return createHash('sha256').update(`rollcall person ${user_id}`).digest('base64url').slice(0, 16)
}
