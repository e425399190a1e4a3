import { RollcallError } from '@/lib/errors'
import { errorResponse } from '@/lib/server/error-response'

const notFound = () =>
  errorResponse(new RollcallError('not_found', { message: 'Rollcall does not offer this path of Zoom.' }))

export {
  notFound as DELETE,
  notFound as GET,
  notFound as HEAD,
  notFound as OPTIONS,
  notFound as PATCH,
  notFound as POST,
  notFound as PUT,
}
