import { isRollcallError } from '@/lib/errors.ts'
import type { ReadZoom, ZoomRead } from '../../zoom/client.ts'
import { listUsers } from '../../zoom/endpoints.ts'

/** What the reader's grant has shown counts no longer: it is read on with another grant, or with this one once it has shown it anew. */
export class ReaderForgotten extends Error {
  readonly code = 'reader_forgotten'
}

/** Zoom refuses this person; the grant of another one may do better. */
export function isRefusal(error: unknown): boolean {
  const codes = ['sign_in_again', 'signed_out', 'not_permitted', 'scope_missing']
  return isRollcallError(error) && codes.includes(error.code)
}

/** A scope is the app's: where it lacks one for another call, that tells nothing of what this person sees in the list. */
function isOfSight(error: unknown, { template }: ZoomRead): boolean {
  const isOfApp = isRollcallError(error) && error.code === 'scope_missing'
  return isRefusal(error) && (!isOfApp || template === listUsers.template)
}

/** The client, telling of each person whom Zoom refuses something that may be a matter of their sight. */
export function noticeRefusals(readZoom: ReadZoom, refused: (user_id: string) => void): ReadZoom {
  return async (read, caller) => {
    try {
      return await readZoom(read, caller)
    } catch (error) {
      if (isOfSight(error, read)) refused(caller.user_id)
      throw error
    }
  }
}
