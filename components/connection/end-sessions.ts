import { fetchInTime } from '@/lib/api/fetch-in-time.ts'
import { OWN_PAGE } from '@/lib/api/headers.ts'
import { errorFromBody, RollcallError } from '@/lib/errors.ts'

/**
 * Ends one of the person's sessions by its mark, or all of them, this one included. One that has ended already counts.
 * Throws RollcallError, whose message says what to do.
 */
export async function endSessions(mark?: string): Promise<void> {
  const query = mark === undefined ? '' : `?${new URLSearchParams({ session: mark })}`
  let response: Response
  try {
    response = await fetchInTime(`/api/sessions${query}`, { method: 'DELETE', headers: { [OWN_PAGE]: '1' } })
  } catch (cause) {
    throw new RollcallError('unavailable', {
      message: 'Rollcall cannot be reached. Check your connection, then try again.',
      cause,
    })
  }
  if (response.ok || response.status === 404 || (mark === undefined && response.status === 401)) return
  const error = errorFromBody(await response.json().catch(() => null))
  throw (
    error ?? new RollcallError('unavailable', { message: 'The sign-out could not be completed. Try again.' })
  )
}
