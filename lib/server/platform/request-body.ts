import { IncomingMessage } from 'node:http'

/** Whether a body follows the head (RFC 9112, 6.3). */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/**
 * Waits for the whole body: the same request again, with the body as if it had just arrived. Null, as soon as that is
 * known, for one of more than `most_bytes`: of that nothing is kept, and what still comes is thrown away. Never resolves
 * where the connection ends before the body.
 */
export function takeBody(request: IncomingMessage, most_bytes: number): Promise<IncomingMessage | null> {
  return new Promise(resolve => {
    const chunks: Buffer[] = []
    let bytes = Number(request.headers['content-length'] ?? 0) > most_bytes ? most_bytes + 1 : 0
    const take = (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > most_bytes) drop()
      else chunks.push(chunk)
    }
    const drop = () => {
      chunks.length = 0
      request.off('data', take).resume()
      resolve(null)
    }
    if (bytes > most_bytes) return drop()
    request.on('data', take)
    request.once('end', () => resolve(withBody(request, Buffer.concat(chunks))))
  })
}

/** A stream that was read cannot be read again, and Fetch's Request refuses it even with its data put back. */
function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request
  const copy = new IncomingMessage(request.socket)
  Object.assign(copy, { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor })
  copy.complete = true
  copy.push(body)
  copy.push(null)
  return copy
}
