import { getContext } from '@/lib/server/context.ts'
import { publicRoute } from '@/lib/server/http/route.ts'
import { getEnv } from '@/lib/server/platform/env.ts'
import { isSigned, readNotice } from '@/lib/server/roster/events.ts'
import { ServerError } from '@/lib/server/server-error.ts'

/** What Zoom tells by itself (zoom.md 7). Its signature is all that lets it in. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicRoute('/api/zoom-events', {
  async POST(request) {
    const secret = getEnv().ZOOM_WEBHOOK_SECRET
    if (secret === undefined) return new Response(null, { status: 404 })
    const body = Buffer.from(await request.arrayBuffer())
    const timestamp = request.headers.get('x-zm-request-timestamp') ?? ''
    const signature = request.headers.get('x-zm-signature') ?? ''
    if (!isSigned(body, { timestamp, signature, secret })) return new Response(null, { status: 401 })
    const notice = readNotice(body.toString(), secret)
    if (notice === null) throw new ServerError('bad_request', { message: 'This is no event of Zoom.' })
    if (notice.kind === 'challenge') return Response.json(notice.answer)
    if (notice.kind === 'event') await getContext().rosters.tell(notice.event)
    return new Response(null, { status: 204 })
  },
})
