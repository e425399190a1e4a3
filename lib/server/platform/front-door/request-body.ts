import { IncomingMessage } from 'node:http'

/** Whether a body follows the head (RFC 9112, 6.3). */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/** So much of the rest of a body that is too large is read and thrown away: whoever sends no more than that keeps the connection. */
const MOST_THROWN_AWAY = 64 * 1024

/**
 * Whoever sends more has so long to read the refusal. A connection that is closed with something unread is reset at once,
 * and many a sender then sees nothing but that.
 */
const LINGER_MS = 2_000

/**
 * Waits for the whole body: the same request again, with the body as if it had just arrived. Null, as soon as that is
 * known, for one of more than `most_bytes`. Never resolves where the connection ends before the body.
 */
export function takeBody(request: IncomingMessage, most_bytes: number): Promise<IncomingMessage | null> {
  return new Promise(resolve => {
    const chunks: Buffer[] = []
    const told = Number(request.headers['content-length'] ?? 0)
    let bytes = 0
    const isTooLarge = () => Math.max(bytes, told) > most_bytes
    const refuse = () => {
      chunks.length = 0
      resolve(null)
    }
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (!isTooLarge()) chunks.push(chunk)
      else if (Math.max(bytes, told) > most_bytes + MOST_THROWN_AWAY) linger(request)
      else refuse()
    })
    request.once('end', () => resolve(isTooLarge() ? null : withBody(request, Buffer.concat(chunks))))
    if (isTooLarge()) refuse()
  })
}

/** Reads no more, takes no other request on the connection once this one is answered, and cuts it off in the end. */
function linger(request: IncomingMessage): void {
  const { socket } = request
  request.removeAllListeners('data').pause()
  setImmediate(() => socket.end())
  setTimeout(() => socket.destroy(), LINGER_MS).unref()
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
