import { IncomingMessage } from 'node:http'

/** Whether a body follows the head (RFC 9112, 6.3). */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/**
 * What still comes of a body that is too large: so much of it is thrown away, that whoever sends it has time to read why,
 * and then the connection is cut off. Throwing all of it away would take memory for as long as it came.
 */
const MOST_THROWN_AWAY = 256 * 1024

/**
 * Waits for the whole body: the same request again, with the body as if it had just arrived. Null, as soon as that is
 * known, for one of more than `most_bytes`. Never resolves where the connection ends before the body.
 */
export function takeBody(request: IncomingMessage, most_bytes: number): Promise<IncomingMessage | null> {
  return new Promise(resolve => {
    const chunks: Buffer[] = []
    let bytes = 0
    const isTooLarge = () => bytes > most_bytes || Number(request.headers['content-length'] ?? 0) > most_bytes
    const refuse = () => {
      chunks.length = 0
      resolve(null)
    }
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (!isTooLarge()) chunks.push(chunk)
      else if (bytes > most_bytes + MOST_THROWN_AWAY) request.socket.destroy()
      else refuse()
    })
    request.once('end', () => resolve(isTooLarge() ? null : withBody(request, Buffer.concat(chunks))))
    if (isTooLarge()) refuse()
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
