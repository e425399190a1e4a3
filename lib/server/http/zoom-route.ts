import 'server-only'
import { isUsableId } from '@/lib/agents/user-id.ts'
import { getContext } from '../context.ts'
import { ServerError } from '../server-error.ts'
import { callZoom, readParameters } from '../zoom/endpoints.ts'
import { isBackground } from './guard.ts'
import { guardedRoute } from './route.ts'

const PATIENCE_MS = 4_000

/** The id in the path, from the raw address: what a framework has decoded before could have been decoded twice. */
function readUserId(url: string): string {
  const raw = /\/contact_center\/users\/([^/?#]*)/.exec(url)?.[1] ?? ''
  let id = ''
  try {
    id = decodeURIComponent(raw)
  } catch {
    // stays empty, which is not usable either
  }
  if (!isUsableId(id)) throw new ServerError('bad_request', { message: 'This is not the id of an agent.' })
  return id
}

/** GET for one endpoint of Zoom's. Order: site, session, id, parameters, Zoom. */
export function zoomRoute(endpoint: Parameters<typeof callZoom<unknown>>[1]) {
  return guardedRoute(`/api/zoom${endpoint.template}`, {
    async GET({ request, session }) {
      const userId = endpoint.template.includes('{userId}') ? readUserId(request.url) : undefined
      const query = readParameters(endpoint, new URL(request.url).searchParams)
      const caller = {
        user_id: session.user_id,
        priority: isBackground(request) ? 'background' : 'waited_for',
        signal: request.signal,
        patience_ms: PATIENCE_MS,
      } as const
      return Response.json(await callZoom(getContext().readZoom, endpoint, { query, userId, caller }))
    },
  })
}
