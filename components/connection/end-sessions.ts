import { askServer } from '@/lib/api/ask-server.ts'
import { isRollcallError } from '@/lib/errors.ts'

/**
 * Ends one of the person's sessions by its mark, or all of them, this one included. One that has ended already counts.
 * Throws RollcallError, whose message says what to do.
 */
export async function endSessions(mark?: string): Promise<void> {
  const query = mark === undefined ? '' : `?${new URLSearchParams({ session: mark })}`
  try {
    await askServer(`/api/sessions${query}`, { method: 'DELETE' })
  } catch (error) {
    const status = isRollcallError(error) && error.status
    if (status === 404 || (mark === undefined && status === 401)) return
    throw error
  }
}
