import { forgetSession, LEAVE_NOTHING } from '@/lib/server/auth/sign-out.ts'
import { getContext } from '@/lib/server/context.ts'
import { guardedRoute } from '@/lib/server/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = guardedRoute('/api/sessions', {
  /** Signs the person out everywhere: all sessions end, and with the last one the grant. */
  async DELETE({ session }) {
    await getContext().sessions.endAll(session.user_id)
    return new Response(null, { status: 204, headers: { ...LEAVE_NOTHING, 'set-cookie': forgetSession() } })
  },
})
