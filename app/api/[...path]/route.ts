import { everyMethod, publicRoute } from '@/lib/server/http/route.ts'
import { ServerError } from '@/lib/server/server-error.ts'

const notFound = () => {
  throw new ServerError('not_found', { message: 'There is nothing at this address.' })
}

/** Whatever no other handler answers. Next's own page would take a body there for a call of a server action. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = publicRoute(
  '/api/{path}',
  everyMethod(notFound),
)
