import { isRollcallError, RollcallError } from '@/lib/errors.ts'
import { NEEDED_SCOPES } from '@/lib/scopes.ts'
import { getEnv } from '../platform/env.ts'
import { ServerError } from '../server-error.ts'
import { classifyRefusal, TokenRefused } from './classify.ts'
import { SMALL_ANSWER_BYTES, sendToZoom, unavailableIfLost } from './http.ts'
import type { Tokens } from './oauth.ts'
import { parseJson } from './parse-json.ts'

/** The person who authorized, as `/users/me` tells (zoom.md 1.7). Nothing but the id is certain to be there. */
export type Me = Record<string, unknown> & { id: string }

const TIMEOUT_MS = 15_000
/** A person is waiting for their sign-in, which was good up to here. */
const SECOND_LOOK_TIMEOUT_MS = 5_000

/**
 * Who holds this access token, which Zoom has just issued. Throws RollcallError: `sign_in_again`, `scope_missing`,
 * `not_permitted`, `unavailable`, `rate_limited`, `zoom_timeout` or `zoom_invalid`.
 */
export async function readMe(access_token: string, timeout_ms = TIMEOUT_MS): Promise<Me> {
  const response = await sendToZoom(`${getEnv().ZOOM_API_URL}${NEEDED_SCOPES.getMe.path}`, {
    headers: { authorization: `Bearer ${access_token}`, accept: 'application/json' },
    timeout_ms,
    max_bytes: SMALL_ANSWER_BYTES,
  }).catch(unavailableIfLost)
  const { status, body, tracking_id } = response
  if (status === 200) {
    const me = parseJson(body) as Partial<Me> | null | undefined
    if (typeof me?.id === 'string' && me.id !== '') return me as Me
    throw new ServerError('zoom_invalid', { tracking_id })
  }
  const refusal = classifyRefusal(response, { one_user: true, parameters: [] })
  // Another sign-in of the same person has replaced it meanwhile (zoom.md 1.3).
  if (refusal instanceof TokenRefused) throw new ServerError('sign_in_again', { tracking_id, cause: refusal })
  if (refusal instanceof RollcallError && refusal.code === 'not_found')
    throw new ServerError('not_permitted', { tracking_id, cause: refusal })
  throw refusal
}

/** Whether Zoom refuses a pair that it has just issued, having issued a later one. What it does not say does not count. */
export function isReplaced({ access_token }: Tokens): Promise<boolean> {
  return readMe(access_token, SECOND_LOOK_TIMEOUT_MS).then(
    () => false,
    error => isRollcallError(error) && error.code === 'sign_in_again',
  )
}
