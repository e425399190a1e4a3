import 'server-only'
import { RollcallError } from '@/lib/errors.ts'

/** The body as it was sent. Throws `too_large` where it is longer than `most_bytes`; the rest is not read then. */
export async function readBody(request: Request, most_bytes: number): Promise<Buffer> {
  if (Number(request.headers.get('content-length')) > most_bytes) throw new RollcallError('too_large')
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > most_bytes) throw new RollcallError('too_large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
