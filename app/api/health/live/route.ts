import { publicRoute } from '@/lib/server/http/route.ts'

export const dynamic = 'force-dynamic'

/** The process answers. Nothing else is asked: a store that is away is no reason to restart this instance. */
const answer = () => Response.json({ status: 'live' })

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicRoute(
  '/api/health/live',
  { GET: answer, HEAD: answer },
  { level: 'debug' },
)
