import { errorFromBody, RollcallError } from '@/lib/errors.ts'
import { isByItself } from './by-itself.ts'
import { fetchInTime } from './fetch-in-time.ts'
import { BACKGROUND, OWN_PAGE, PERSON, SERVER_TIME } from './headers.ts'
import { setServerClock } from './server-clock.ts'
import { belongsToPage } from './session.ts'

export type AskOptions = {
  signal?: AbortSignal
  /** No person caused it, so it does not keep the session alive. As it was started, unless told (by-itself.ts). */
  background?: boolean
  /** The answer is taken whoever is signed in by now. */
  forAnybody?: boolean
  /** `GET` unless told. */
  method?: 'PUT' | 'DELETE'
  /** Sent as JSON. */
  body?: unknown
}

/**
 * Asks our own server and reads its JSON, undefined where it has nothing to say (204). Throws RollcallError, or the signal's reason. An answer to another person
 * than the one this page was made for is never handed on.
 */
export async function askServer<Answer>(
  address: string,
  { signal, background = isByItself(signal), forAnybody = false, method, body: sent }: AskOptions = {},
): Promise<Answer> {
  const headers: Record<string, string> = { [OWN_PAGE]: '1' }
  if (background) headers[BACKGROUND] = '1'
  if (sent !== undefined) headers['content-type'] = 'application/json'
  let response: Response
  let body: unknown
  try {
    response = await fetchInTime(address, {
      method,
      headers,
      body: JSON.stringify(sent),
      signal,
      cache: 'no-store',
    })
    setServerClock(Number(response.headers.get(SERVER_TIME)))
    body = await response.json().catch(error => {
      if (signal?.aborted) throw error
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new RollcallError('unavailable', { message: unreachableMessage(), cause })
  }
  if (!forAnybody && !belongsToPage(response.headers.get(PERSON)))
    throw new RollcallError('signed_out', { message: 'Somebody else has signed in in this browser.' })
  const isAnswer = typeof body === 'object' && body !== null
  if (response.status === 204 || (response.ok && isAnswer)) return body as Answer
  throw (
    errorFromBody(body) ??
    new RollcallError('unavailable', {
      message: `Rollcall did not answer as it should (${response.status}). Try again.`,
    })
  )
}

/** Asked although the browser says that it is offline: some say so wrongly (networkMode in components/frame). */
function unreachableMessage(): string {
  return navigator.onLine === false
    ? 'This browser is offline. Rollcall continues by itself once it is back online.'
    : 'Rollcall cannot be reached. Check your connection, then try again.'
}
