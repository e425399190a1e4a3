import { sessionMark } from '@/lib/server/auth/sessions.ts'
import { forgetSession, LEAVE_NOTHING } from '@/lib/server/auth/sign-out.ts'
import { getContext } from '@/lib/server/context.ts'
import { guardedRoute } from '@/lib/server/http/route.ts'
import { log } from '@/lib/server/platform/logging.ts'
import { ServerError } from '@/lib/server/server-error.ts'

const signedOut = () =>
  new Response(null, { status: 204, headers: { ...LEAVE_NOTHING, 'set-cookie': forgetSession() } })

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = guardedRoute('/api/sessions', {
  /** Ends the person's session that `session` marks, or without it all of them; with the last one goes the grant. */
  async DELETE({ request, session }) {
    const { sessions } = getContext()
    const mark = new URL(request.url).searchParams.get('session')
    if (mark === null) {
      await sessions.endAll(session)
      log().info({ event: 'sign_out', of: 'all' })
      return signedOut()
    }
    if (!(await sessions.endMarked(session.user_id, mark)))
      throw new ServerError('not_found', { message: 'This session has ended already.' })
    log().info({ event: 'sign_out', of: 'one' })
    return mark === sessionMark(session.ref) ? signedOut() : new Response(null, { status: 204 })
  },
})
