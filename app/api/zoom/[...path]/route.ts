import { RollcallError } from '@/lib/errors.ts'
import { errorResponse } from '@/lib/server/http/error-response.ts'

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
