import { connect } from 'node:net'

/** One answer as it came: its status, and everything of it as text. */
export type RawAnswer = { status: number; text: string }

/** Writes bytes that no client would write, as they stand, and reads what comes until the server closes the connection. */
export function exchange(base: string, bytes: string): Promise<RawAnswer[]> {
  const { hostname, port } = new URL(base)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname)
    let text = ''
    socket.setEncoding('latin1').on('data', chunk => {
      text += chunk
    })
    socket.setTimeout(20_000, () => socket.destroy(new Error(`Nothing for 20 s after: ${text}`)))
    // One that is closed before it has sent everything is reset.
    socket.once('error', error =>
      'code' in error && error.code === 'ECONNRESET' ? undefined : reject(error),
    )
    socket.once('close', () => resolve(read(text)))
    socket.write(Buffer.from(bytes, 'latin1'))
  })
}

function read(text: string): RawAnswer[] {
  return text
    .split(/(?=HTTP\/1\.1 \d{3} )/)
    .filter(Boolean)
    .map(part => ({ status: Number(part.slice(9, 12)), text: part }))
}
