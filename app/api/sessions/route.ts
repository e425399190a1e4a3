import { sessionCookieName } from '@/lib/server/auth/next-auth-options.ts'
import { getContext } from '@/lib/server/context.ts'
import { guardedRoute } from '@/lib/server/http/route.ts'
import { isHttps } from '@/lib/server/platform/env.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = guardedRoute('/api/sessions', {
  /** Signs the person out everywhere: all sessions end, and with the last one the grant. */
  async DELETE({ session }) {
    await getContext().sessions.endAll(session.user_id)
    const cookie = `${sessionCookieName()}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${isHttps() ? '; Secure' : ''}`
    return new Response(null, { status: 204, headers: { 'set-cookie': cookie } })
  },
})
