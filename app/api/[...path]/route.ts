import { RollcallError } from '@/lib/errors.ts'
import { everyMethod, publicRoute } from '@/lib/server/http/route.ts'

const notFound = () => {
  throw new RollcallError('not_found', { message: 'Rollcall does not offer this path of Zoom.' })
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicRoute(
  '/api/zoom/{path}',
  everyMethod(notFound),
)
