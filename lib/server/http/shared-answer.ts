import { takesCoding } from '../platform/accept-encoding.ts'
import { setEncoding } from '../platform/this-request.ts'

/** JSON that is compressed for many at once, where `gzip` can be taken; Next compresses what goes out as `text`. */
export async function sharedAnswer(
  request: Request,
  answer: { text: string; gzip: () => Promise<Uint8Array<ArrayBuffer>> },
): Promise<Response> {
  const isGzip = takesCoding('gzip', request.headers.get('accept-encoding'))
  const packed = isGzip ? await answer.gzip() : null
  const body = packed && setEncoding('gzip') ? packed : answer.text
  return new Response(body, { headers: { 'content-type': 'application/json' } })
}
