import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A line to a server on this machine that can be cut: nothing goes through then, and nothing is said. */
export async function openCutLine(port: number): Promise<CutLine> {
  let end = port
  const sockets = new Set<Socket>()
  const lost = new WeakSet<Socket>()
  let isCut = false
  const server = createServer(near => {
    const far = connect(end, '127.0.0.1')
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', chunk => {
        if (!isCut && !lost.has(from)) to.write(chunk)
      })
      from.on('error', () => {})
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as { port: number }).port,
    lead(to) {
      end = to
    },
    cut() {
      isCut = true
    },
    lose() {
      for (const socket of sockets) lost.add(socket)
    },
    mend() {
      isCut = false
      // What was lost on the way cannot be made up for: both ends start anew.
      for (const socket of sockets) socket.destroy()
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

export type CutLine = {
  port: number
  /** What connects from now on gets to another server; what is connected stays with its own. */
  lead: (port: number) => void
  cut: () => void
  /** What is connected now hears nothing any more, for good; what connects from now on does. */
  lose: () => void
  mend: () => void
  close: () => Promise<void>
}
