import 'server-only'
import { ServerError } from '../server-error.ts'

/** The JSON that a request brings; how much it may be is decided at the front door. Throws `unsupported_media` or `bad_request`. */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new ServerError('unsupported_media')
  const body = await request.arrayBuffer()
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (cause) {
    throw new ServerError('bad_request', { message: 'This request holds no JSON.', cause })
  }
}
