import 'server-only'
import { RollcallError } from '@/lib/errors.ts'

/** The JSON that a request brings, at most `most_bytes` of it. Throws `unsupported_media`, `too_large` or `bad_request`. */
export async function readJson(request: Request, most_bytes: number): Promise<unknown> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new RollcallError('unsupported_media')
  if (Number(request.headers.get('content-length')) > most_bytes) throw new RollcallError('too_large')
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > most_bytes) throw new RollcallError('too_large')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)))
  } catch (cause) {
    throw new RollcallError('bad_request', { message: 'This request holds no JSON.', cause })
  }
}
