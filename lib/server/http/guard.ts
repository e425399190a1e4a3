import 'server-only'
import { BACKGROUND, OWN_PAGE } from '@/lib/api/headers.ts'
import { readSessionRef } from '../auth/session-cookie.ts'
import { getContext } from '../context.ts'
import { ServerError } from '../server-error.ts'
import type { SessionRecord } from '../store/session-store.ts'

/** As Next hands it to a route handler. */
export type HandlerRequest = Request & { cookies: { get(name: string): { value: string } | undefined } }

/**
 * Only our own page may read. The header makes any cross-site request a preflighted one, which nothing
 * answers; `Sec-Fetch-Site` says it outright where the browser sends it.
 */
export function refuseOtherSites(headers: Headers): void {
  const site = headers.get('sec-fetch-site')
  if (headers.get(OWN_PAGE) !== '1' || (site !== null && site !== 'same-origin'))
    throw new ServerError('cross_site')
}

/** A refresh that nobody asked for says so, and does not keep the session alive. */
export function isBackground(request: Request): boolean {
  return request.headers.get(BACKGROUND) === '1'
}

/** Whether a person asked by our own page: what keeps a session alive where any other request may come, too. */
export function isActivity(request: Request): boolean {
  return request.headers.get(OWN_PAGE) === '1' && !isBackground(request)
}

/**
 * The session behind the request's cookie; `signed_out` without one. Ours alone: call after refuseOtherSites.
 * `background` requests do not keep it alive.
 */
export async function requireSession(
  request: HandlerRequest,
  background = isBackground(request),
): Promise<SessionRecord> {
  const ref = await readSessionRef(name => request.cookies.get(name)?.value)
  const session = ref === null ? null : await getContext().sessions.read(ref, !background)
  if (!session) throw new ServerError('signed_out')
  return session
}
