import { getContext } from '@/lib/server/context.ts'
import { publicRoute } from '@/lib/server/http/route.ts'
import { isDraining } from '@/lib/server/platform/shutdown.ts'

export const dynamic = 'force-dynamic'

/** Whether a balancer should send people here: the store can be written, and this instance is not about to stop. */
async function answer(): Promise<Response> {
  if (isDraining()) return Response.json({ status: 'draining' }, { status: 503 })
  try {
    await getContext().probeStore()
    return Response.json({ status: 'ready' })
  } catch {
    return Response.json({ status: 'store_unavailable' }, { status: 503 })
  }
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicRoute(
  '/api/health/ready',
  { GET: answer, HEAD: answer },
  { level: 'debug' },
)
