import { getContext } from '@/lib/server/context.ts'
import { isDraining } from '@/lib/server/platform/shutdown.ts'

/** Whether a balancer should send people here: the store can be written, and this instance is not about to stop. */
export const dynamic = 'force-dynamic'

export async function GET(): Promise<Response> {
  const headers = { 'cache-control': 'no-store' }
  if (isDraining()) return Response.json({ status: 'draining' }, { status: 503, headers })
  try {
    await getContext().probeStore()
    return Response.json({ status: 'ready' }, { headers })
  } catch {
    return Response.json({ status: 'store_unavailable' }, { status: 503, headers })
  }
}
