import { sessionCookieName } from '@/lib/server/auth/next-auth-options.ts'
import { getContext } from '@/lib/server/context.ts'
import { errorResponse, NO_STORE, toRollcallError } from '@/lib/server/http/error-response.ts'
import { type HandlerRequest, refuseOtherSites, requireSession } from '@/lib/server/http/guard.ts'
import { isHttps } from '@/lib/server/platform/env.ts'

/** Signs the person out everywhere: all sessions end, and with the last one the grant. */
export async function DELETE(request: HandlerRequest): Promise<Response> {
  try {
    refuseOtherSites(request.headers)
    const session = await requireSession(request)
    await getContext().sessions.endAll(session.user_id)
    const cookie = `${sessionCookieName()}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${isHttps() ? '; Secure' : ''}`
    return new Response(null, { status: 204, headers: { ...NO_STORE, 'set-cookie': cookie } })
  } catch (error) {
    return errorResponse(toRollcallError(error))
  }
}

const refuse = () => new Response(null, { status: 405, headers: { ...NO_STORE, allow: 'DELETE' } })

export { refuse as GET, refuse as HEAD, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT }
