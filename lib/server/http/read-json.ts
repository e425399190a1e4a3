import 'server-only'
import { RollcallError } from '@/lib/errors.ts'
import { readBody } from './read-body.ts'

/** The JSON that a request brings, at most `most_bytes` of it. Throws `unsupported_media`, `too_large` or `bad_request`. */
export async function readJson(request: Request, most_bytes: number): Promise<unknown> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new RollcallError('unsupported_media')
  const body = await readBody(request, most_bytes)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (cause) {
    throw new RollcallError('bad_request', { message: 'This request holds no JSON.', cause })
  }
}
